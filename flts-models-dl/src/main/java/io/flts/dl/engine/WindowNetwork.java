package io.flts.dl.engine;

/**
 * A trained network that answers windows, whatever computes it.
 *
 * <p><b>Thread safety</b> immutable; safe from any number of threads.
 *
 * @since 0.1.0
 */
public interface WindowNetwork {

  /** What a window holds and how many numbers are answered. */
  Architecture shape();

  /** A copy of the weights. */
  float[] weights();

  /**
   * Answers the windows of a batch.
   *
   * @param batch at most {@link FrozenNetwork#BLOCK} windows; not changed
   * @param output receives {@code [rows][width]}
   */
  void answer(Batch batch, float[] output);
}
