package io.flts.stat.prophet;

import java.util.Arrays;

/**
 * Draws possible futures: new trend changes at the rate and size of the past ones, plus noise.
 *
 * <p>The number of changes after the training end is Poisson with S/T expected per unit of scaled
 * time, their places are uniform, their sizes Laplace with the mean absolute size of the fitted
 * ones (Taylor and Letham 2018, section 3.1.4).
 */
final class PathSimulator {

  /** Changes drawn for one path are bounded, whatever the ratio of horizon to history. */
  private static final double MOST_CHANGES = 10_000;

  private final Growth growth;
  private final double[] theta;
  private final double[] changepoints;
  private final double sigma;

  PathSimulator(Growth growth, double[] theta, double[] changepoints, double sigma) {
    this.growth = growth;
    this.theta = theta;
    this.changepoints = changepoints;
    this.sigma = sigma;
  }

  /**
   * Simulates on the scaled axis.
   *
   * @param t h scaled times, ascending
   * @param cap h scaled caps, read for logistic growth alone
   * @param factor h values of 1 + Σ multiplicative terms
   * @param added h sums of the additive terms
   * @param out receives paths × h values, path-major
   */
  void simulate(
      double[] t,
      double[] cap,
      double[] factor,
      double[] added,
      int paths,
      long seed,
      double[] out) {
    int h = t.length;
    double[] line = baseLine(t);
    double last = h == 0 ? 1 : t[h - 1];
    double expected =
        growth == Growth.FLAT
            ? 0
            : Math.min(Math.max(0, last - 1) * changepoints.length, MOST_CHANGES);
    double size = 0;
    for (int j = 0; j < changepoints.length; j++) {
      size += Math.abs(theta[MapProblem.FIRST_CHANGE + j]);
    }
    size = changepoints.length == 0 ? 0 : size / changepoints.length;
    NormalSource random = new NormalSource(seed);
    double[] places = new double[16];
    for (int path = 0; path < paths; path++) {
      int changes = size > 0 ? random.poisson(expected) : 0;
      if (changes > places.length) {
        places = new double[2 * changes];
      }
      for (int i = 0; i < changes; i++) {
        places[i] = 1 + random.uniform() * (last - 1);
      }
      Arrays.sort(places, 0, changes);
      int passed = 0;
      double slope = 0;
      double intercept = 0;
      int at = path * h;
      for (int i = 0; i < h; i++) {
        double time = t[i];
        while (passed < changes && places[passed] < time) {
          double change = random.laplace(size);
          slope += change;
          intercept -= change * places[passed];
          passed++;
        }
        double z = line[i] + slope * time + intercept;
        double trend = growth == Growth.LOGISTIC ? TrendCurve.saturate(z, cap[i]) : z;
        out[at + i] = trend * factor[i] + added[i] + sigma * random.normal();
      }
    }
  }

  /** The fitted trend before saturation. */
  private double[] baseLine(double[] t) {
    double[] line = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      line[i] = TrendCurve.line(growth, theta, changepoints, t[i]);
    }
    return line;
  }
}
