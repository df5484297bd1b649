package io.flts.dl.engine;

/**
 * A set of training windows that are assembled on demand.
 *
 * <p><b>Thread safety</b> {@link #read} is called from several threads with different batches.
 *
 * @since 0.1.0
 */
public interface Examples {

  /** Number of windows. */
  int count();

  /** Fills {@code into} with the windows {@code order[from] … order[from + rows − 1]}. */
  void read(int[] order, int from, int rows, Batch into);
}
