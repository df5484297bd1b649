package io.flts.dl.engine;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How to train.
 *
 * @param loss what to make small
 * @param batch windows per step, ≥ 1
 * @param epochs most passes over the examples, ≥ 1
 * @param rate learning rate of Adam, &gt; 0
 * @param schedule how the rate changes over epochs
 * @param decay decoupled weight decay, ≥ 0
 * @param clip largest norm of the gradient, 0 for no limit
 * @param patience epochs without a better validation loss before stopping, 0 for never
 * @param seed of start weights, order and dropout
 * @param executor lends threads; the result does not depend on it
 * @since 0.1.0
 */
public record TrainingPlan(
    Loss loss,
    int batch,
    int epochs,
    double rate,
    Schedule schedule,
    double decay,
    double clip,
    int patience,
    long seed,
    @Nullable Executor executor) {

  /** How the learning rate changes. */
  public enum Schedule {
    /** The same in every epoch. */
    CONSTANT,
    /** Down to zero along half a cosine. */
    COSINE,
    /** Constant for three epochs, then a fifth less per epoch. */
    DECAY;

    /** Factor on the rate in {@code epoch}, counted from 0. */
    public double at(int epoch, int epochs) {
      switch (this) {
        case COSINE:
          return 0.5 * (1 + StrictMath.cos(Math.PI * epoch / epochs));
        case DECAY:
          return StrictMath.pow(0.8, Math.max(0, epoch - 2));
        default:
          return 1;
      }
    }
  }
}
