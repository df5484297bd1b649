package io.flts.core.preprocess;

import java.util.Arrays;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * The power that makes the spread of a positive series most alike in all its seasons: the one for
 * which {@code s / m^(1 - lambda)} varies least over the seasons, with m and s the mean and
 * standard deviation of each (V. M. Guerrero, 1993, "Time-series analysis supported by power
 * transformations", Journal of Forecasting 12, 37-48).
 *
 * <p>Seasons are counted from the end, so that the newest observations are always used. The result
 * agrees with R {@code forecast::BoxCox.lambda(x, "guerrero")} to the accuracy of the search.
 */
final class Guerrero {
  private static final double TOLERANCE = 1e-8;

  private Guerrero() {}

  /**
   * The power.
   *
   * @param values positive or {@code NaN}
   * @param season observations per season; below 2 pairs of neighbours are taken
   * @return 1 where there are fewer than two seasons, or none of them varies
   */
  static double lambda(double[] values, int season, double lower, double upper) {
    int length = Math.max(2, season);
    int seasons = values.length / length;
    double[] means = new double[seasons];
    double[] deviations = new double[seasons];
    int used = 0;
    double largest = Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(1);
    for (int s = 0; s < seasons; s++) {
      int from = values.length - (seasons - s) * length;
      int count = 0;
      double mean = 0;
      double squares = 0;
      for (int i = from; i < from + length; i++) {
        if (!Double.isNaN(values[i])) {
          double value =
              values[i] / largest; // the ratio does not depend on the unit, overflow does
          double delta = value - mean;
          mean += delta / ++count;
          squares += delta * (value - mean);
        }
      }
      if (count > 1) {
        means[used] = mean;
        deviations[used++] = Math.sqrt(squares / (count - 1));
      }
    }
    int count = used;
    if (count < 2 || Arrays.stream(deviations, 0, count).allMatch(d -> d == 0)) {
      return 1;
    }
    return new BrentOptimizer(TOLERANCE, TOLERANCE)
        .optimize(
            new MaxEval(1000),
            GoalType.MINIMIZE,
            new SearchInterval(lower, upper),
            new UnivariateObjectiveFunction(lambda -> variation(lambda, means, deviations, count)))
        .getPoint();
  }

  /** The coefficient of variation of the spreads, after the power. */
  private static double variation(double lambda, double[] means, double[] deviations, int count) {
    double mean = 0;
    double squares = 0;
    for (int s = 0; s < count; s++) {
      double ratio = deviations[s] / Math.pow(means[s], 1 - lambda);
      double delta = ratio - mean;
      mean += delta / (s + 1);
      squares += delta * (ratio - mean);
    }
    return Math.sqrt(squares / (count - 1)) / mean;
  }
}
