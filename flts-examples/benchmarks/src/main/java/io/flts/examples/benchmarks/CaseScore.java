package io.flts.examples.benchmarks;

/**
 * How well one forecast of one series did: the competitions' measures.
 *
 * @param smape mean of 200·|y − f| / (|y| + |f|), in percent
 * @param mase mean absolute error over the in-sample mean of |y[t] − y[t − m]|
 * @param covered80 share of values inside the 80 % interval, NaN without intervals
 * @param covered95 share inside the 95 % interval
 * @param msis mean scaled interval score at 95 %
 */
record CaseScore(double smape, double mase, double covered80, double covered95, double msis) {

  /**
   * Scores one forecast.
   *
   * @param limits low 80, high 80, low 95, high 95, or empty
   */
  static CaseScore of(double[] history, int m, double[] actual, double[] mean, double[][] limits) {
    double scale = scale(history, m);
    double smape = 0;
    double mase = 0;
    int h = actual.length;
    for (int i = 0; i < h; i++) {
      double error = Math.abs(actual[i] - mean[i]);
      double size = Math.abs(actual[i]) + Math.abs(mean[i]);
      smape += size == 0 ? 0 : 200 * error / size / h;
      mase += error / scale / h;
    }
    if (limits.length == 0 || Double.isNaN(limits[0][0])) {
      return new CaseScore(smape, mase, Double.NaN, Double.NaN, Double.NaN);
    }
    double msis = 0;
    for (int i = 0; i < h; i++) {
      double low = limits[2][i];
      double high = limits[3][i];
      double miss = Math.max(0, low - actual[i]) + Math.max(0, actual[i] - high);
      msis += (high - low + 2 / 0.05 * miss) / scale / h;
    }
    return new CaseScore(
        smape,
        mase,
        covered(actual, limits[0], limits[1]),
        covered(actual, limits[2], limits[3]),
        msis);
  }

  private static double covered(double[] actual, double[] low, double[] high) {
    double inside = 0;
    for (int i = 0; i < actual.length; i++) {
      inside += actual[i] >= low[i] && actual[i] <= high[i] ? 1 : 0;
    }
    return inside / actual.length;
  }

  /** The in-sample mean of |y[t] − y[t − m]|. */
  static double scale(double[] y, int m) {
    double sum = 0;
    for (int t = m; t < y.length; t++) {
      sum += Math.abs(y[t] - y[t - m]);
    }
    return sum / (y.length - m);
  }
}
