package io.flts.dl.dl4j;

import io.flts.dl.engine.Examples;

/** A network of Deeplearning4j in training, as {@link EpochLoop} drives it. */
interface Session {

  /** Told before every epoch, counted from 0. */
  void begin(int epoch);

  /**
   * One step on the windows {@code order[from] … order[from + rows − 1]}; answers the mean loss.
   */
  double step(int[] order, int from, int rows);

  /** Copies the weights reached so far. */
  void take(float[] into);

  /** Mean loss of these weights over windows, nothing silenced. */
  double evaluate(float[] weights, Examples windows);
}
