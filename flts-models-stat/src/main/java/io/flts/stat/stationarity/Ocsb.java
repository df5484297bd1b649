package io.flts.stat.stationarity;

/**
 * The Osborn-Chui-Smith-Birchenhall test: the null hypothesis is a seasonal unit root.
 *
 * <p>With an autoregression of the doubly differenced series as filter, the filtered {@code
 * (1-B)(1-B^m) y} is regressed on its lags, the filtered {@code (1-B^m) y[t-1]} and the filtered
 * {@code (1-B) y[t-m]}. The statistic is the t value of the last. The number of lags (0 to 3) has
 * the smallest AIC. The 5 % critical value is a smooth curve through simulated ones.
 *
 * @see <a href="https://doi.org/10.1111/j.1468-0084.1988.mp50004002.x">Osborn, Chui, Smith and
 *     Birchenhall (1988)</a>
 * @since 0.1.0
 */
public final class Ocsb {
  private static final int LONGEST_LAG = 3;

  private Ocsb() {}

  /**
   * 5 % critical value for a seasonal period; a season should be differenced when the statistic is
   * above it.
   */
  public static double criticalValue(int period) {
    double log = Math.log(period) - 0.7656451;
    return -0.2937411 * Math.exp(-0.2850853 * log - 0.05983644 * log * log) - 1.652202;
  }

  /**
   * Test statistic.
   *
   * @param y values without NaN
   * @param period seasonal period, at least 2
   * @return the t value, or NaN when the series is too short or carries no information
   */
  public static double statistic(double[] y, int period) {
    double best = Double.NaN;
    double bestAic = Double.POSITIVE_INFINITY;
    for (int lag = 1; lag <= LONGEST_LAG; lag++) {
      double[] outcome = fit(y, period, lag, LONGEST_LAG);
      if (outcome != null && outcome[0] < bestAic) {
        bestAic = outcome[0];
        best = lag;
      }
    }
    if (Double.isNaN(best)) {
      return Double.NaN;
    }
    double[] outcome = fit(y, period, (int) best, (int) best);
    return outcome == null ? Double.NaN : outcome[1];
  }

  // {AIC, t value}, from observations after `skip` lags so that lags are compared on the same
  // sample; null if hopeless.
  private static double[] fit(double[] y, int m, int lag, int skip) {
    int n = y.length;
    int from = m + 1 + Math.max(skip, lag);
    // Z5 at t uses (1-B) y[t-m] and its lags, hence y[t-m-1-lag] and before.
    from = Math.max(from, m + 1 + lag);
    int rows = n - from;
    if (rows <= lag + 3) {
      return null;
    }
    double[] target = new double[rows];
    double[][] lags = new double[lag][rows];
    for (int i = 0; i < rows; i++) {
      int t = from + i;
      target[i] = both(y, t, m);
      for (int l = 1; l <= lag; l++) {
        lags[l - 1][i] = both(y, t - l, m);
      }
    }
    Regression filter = Regression.fit(target, lags);
    double[][] columns = new double[lag + 2][];
    System.arraycopy(lags, 0, columns, 0, lag);
    double[] z4 = new double[rows];
    double[] z5 = new double[rows];
    int used = 0;
    for (int i = 0; i < rows; i++) {
      int t = from + i;
      if (t - 1 - lag - m < 0 || t - m - lag - 1 < 0) {
        used = i + 1;
        continue;
      }
      double seasonal = y[t - 1] - y[t - 1 - m];
      double plain = y[t - m] - y[t - m - 1];
      for (int l = 1; l <= lag; l++) {
        double c = filter.coefficient[l - 1];
        seasonal -= c * (y[t - 1 - l] - y[t - 1 - l - m]);
        plain -= c * (y[t - m - l] - y[t - m - l - 1]);
      }
      z4[i] = seasonal;
      z5[i] = plain;
    }
    columns[lag] = z4;
    columns[lag + 1] = z5;
    if (used > 0) {
      for (int c = 0; c < columns.length; c++) {
        columns[c] = java.util.Arrays.copyOfRange(columns[c], used, rows);
      }
      target = java.util.Arrays.copyOfRange(target, used, rows);
      rows -= used;
    }
    if (rows <= lag + 3) {
      return null;
    }
    Regression fit = Regression.fit(target, columns);
    double squares = 0.0;
    for (double e : fit.residual) {
      squares += e * e;
    }
    double aic = rows * Math.log(squares / rows) + 2.0 * (lag + 3);
    double t = fit.coefficient[lag + 1] / fit.error[lag + 1];
    return Double.isFinite(aic) && Double.isFinite(t) ? new double[] {aic, t} : null;
  }

  private static double both(double[] y, int t, int m) {
    return y[t] - y[t - 1] - y[t - m] + y[t - m - 1];
  }
}
