package io.flts.dl.engine;

import java.util.Arrays;

/**
 * What training makes small: a point loss, and a pinball loss per quantile.
 *
 * <p>For each target a network answers one point and one number per quantile, in that order. The
 * loss of a target is its point loss plus the mean of its pinball losses; unknown targets (NaN)
 * count nothing. <b>Thread safety</b> immutable.
 *
 * @since 0.1.0
 */
public final class Loss {
  private final boolean absolute;
  private final double[] probabilities;

  private Loss(boolean absolute, double[] probabilities) {
    this.absolute = absolute;
    this.probabilities = probabilities;
  }

  /** Mean squared error of the point, pinball loss of the quantiles. */
  public static Loss squared(double... probabilities) {
    return new Loss(false, probabilities.clone());
  }

  /** Mean absolute error of the point, pinball loss of the quantiles. */
  public static Loss absolute(double... probabilities) {
    return new Loss(true, probabilities.clone());
  }

  /** Numbers a network answers per target. */
  public int perTarget() {
    return 1 + probabilities.length;
  }

  /**
   * Sums the loss of {@code count} targets and writes its gradient.
   *
   * @param output {@code count × perTarget()} answers
   * @param scale factor on the gradient
   * @return the sum of losses, not scaled
   */
  public double of(float[] output, float[] target, int count, float scale, float[] dOutput) {
    int width = perTarget();
    float share = probabilities.length == 0 ? 0f : scale / probabilities.length;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int at = i * width;
      float y = target[i];
      if (y != y) {
        Arrays.fill(dOutput, at, at + width, 0f);
        continue;
      }
      float error = output[at] - y;
      if (absolute) {
        sum += Math.abs(error);
        dOutput[at] = error > 0 ? scale : error < 0 ? -scale : 0f;
      } else {
        sum += (double) error * error;
        dOutput[at] = 2 * scale * error;
      }
      for (int k = 0; k < probabilities.length; k++) {
        double p = probabilities[k];
        double under = (double) y - output[at + 1 + k];
        sum += Math.max(p * under, (p - 1) * under) / probabilities.length;
        dOutput[at + 1 + k] = share * (float) (under > 0 ? -p : 1 - p);
      }
    }
    return sum;
  }
}
