package io.flts.core.score;

import io.flts.api.forecast.Quantiles;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of the quantile (pinball) loss {@code max(q (y - z), (q - 1) (y - z))} of the forecast
 * {@code z} of quantile {@code q}.
 *
 * @param loss sum over steps and quantiles of weight times loss; NaN where a quantile is absent
 * @param magnitude sum of |y| over the steps
 * @param steps number of steps whose actual value is known
 */
record QuantileLoss(double loss, double magnitude, long steps) {

  /** With equal weights that add to one. */
  static QuantileLoss mean(ScoringContext context, List<Double> probabilities) {
    double[] weights = new double[probabilities.size()];
    Arrays.fill(weights, 1.0 / weights.length);
    return of(context, probabilities, weights);
  }

  static QuantileLoss of(ScoringContext context, List<Double> probabilities, double[] weights) {
    double loss = 0;
    double magnitude = 0;
    long steps = 0;
    for (ScoredCase one : context.cases()) {
      double[][] quantiles = quantiles(one, probabilities);
      for (int step = 0; step < one.horizon(); step++) {
        double actual = one.actual(step);
        if (Double.isNaN(actual)) {
          continue;
        }
        steps++;
        magnitude += Math.abs(actual);
        for (int k = 0; k < weights.length; k++) {
          double over = quantiles.length == 0 ? Double.NaN : actual - quantiles[k][step];
          double q = probabilities.get(k);
          loss += weights[k] * Math.max(q * over, (q - 1) * over);
        }
      }
    }
    return new QuantileLoss(loss, magnitude, steps);
  }

  /** One row per probability, or no rows where the forecast lacks one of them. */
  private static double[][] quantiles(ScoredCase one, List<Double> probabilities) {
    Quantiles held = one.forecast().quantiles();
    double[][] rows = new double[probabilities.size()][];
    for (int k = 0; k < rows.length; k++) {
      double probability = probabilities.get(k);
      if (!held.has(probability)) {
        return new double[0][];
      }
      rows[k] = held.get(probability);
    }
    return rows;
  }
}
