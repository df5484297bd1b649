package io.flts.dl.engine;

/**
 * A network in training, as {@link EpochLoop} drives it. Confined to one thread.
 *
 * @since 0.1.0
 */
public interface Session {

  /** Told before every epoch, counted from 0. */
  void begin(int epoch);

  /**
   * One step on the windows {@code order[from] … order[from + rows − 1]}.
   *
   * @return the sum of their losses
   */
  double step(int[] order, int from, int rows);

  /** Steps so far that changed nothing, because their gradient was not finite. */
  int skipped();

  /** Copies the weights reached so far. */
  void take(float[] into);

  /** Mean loss of these weights, which are those reached, over windows; nothing is silenced. */
  double evaluate(float[] weights, Examples windows);
}
