package io.flts.core.decide;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Probabilities read off quantiles: on the scale of normal deviates the quantile function is taken
 * as linear between its known points, and as going on with its last slope beyond them.
 */
final class QuantileTails {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final double[] probabilities;
  private final double[] deviates;
  private final double[][] values;

  private QuantileTails(double[] probabilities, double[] deviates, double[][] values) {
    this.probabilities = probabilities;
    this.deviates = deviates;
    this.values = values;
  }

  static QuantileTails of(Forecast forecast) {
    Quantiles quantiles = forecast.quantiles();
    if (quantiles.size() < 2) {
      throw new IllegalArgumentException(
          "The forecast of series '"
              + forecast.seriesId()
              + "' holds no paths and "
              + quantiles.size()
              + " quantiles; a probability needs paths, or at least two quantiles. Ask for them:"
              + " request.withPaths(1000), or request.withLevels(Levels.of(0.8, 0.95)).");
    }
    double[] probabilities = quantiles.probabilities();
    double[] deviates = new double[probabilities.length];
    for (int k = 0; k < deviates.length; k++) {
      deviates[k] = NORMAL.inverseCumulativeProbability(probabilities[k]);
    }
    return new QuantileTails(probabilities, deviates, quantiles.toArray());
  }

  /** Per step the probability of values strictly beyond the limit. */
  double[] beyond(Exceedance exceedance) {
    double[] result = new double[values[0].length];
    for (int step = 0; step < result.length; step++) {
      boolean above = exceedance.side() == Exceedance.Side.ABOVE;
      double notAbove = cumulative(step, exceedance.limit(), above);
      result[step] = above ? 1 - notAbove : notAbove;
    }
    return result;
  }

  /**
   * P(value ≤ limit), or P(value &lt; limit): they differ where several quantiles equal the limit,
   * as those of a load that is often exactly 0 do.
   */
  private double cumulative(int step, double limit, boolean including) {
    int last = deviates.length - 1;
    int known = -1; // the last quantile that is not beyond the limit
    while (known < last
        && (including ? values[known + 1][step] <= limit : values[known + 1][step] < limit)) {
      known++;
    }
    if (known >= 0 && values[known][step] == limit) {
      return probabilities[known];
    }
    int left = Math.max(0, Math.min(last - 1, known));
    double from = values[left][step];
    double to = values[left + 1][step];
    if (from == to) { // a flat end: beyond it nothing is known to happen
      return known < 0 ? 0 : known == last ? 1 : probabilities[known];
    }
    double share = (limit - from) / (to - from);
    return NORMAL.cumulativeProbability(
        deviates[left] + share * (deviates[left + 1] - deviates[left]));
  }
}
