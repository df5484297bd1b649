package io.flts.stat.stationarity;

/**
 * The KPSS test of level stationarity: the null hypothesis is that the series is stationary around
 * a constant.
 *
 * <p>The long-run variance uses Bartlett weights up to the given lag. P values are interpolated in
 * the published table and held between 0.01 and 0.10.
 *
 * @see <a href="https://doi.org/10.1016/0304-4076(92)90104-Y">Kwiatkowski, Phillips, Schmidt and
 *     Shin (1992)</a>
 * @since 0.1.0
 */
public final class Kpss {
  private static final double[] CRITICAL = {0.347, 0.463, 0.574, 0.739};
  private static final double[] LEVEL = {0.10, 0.05, 0.025, 0.01};

  private Kpss() {}

  /** The usual number of lags, {@code trunc(3·sqrt(n)/13)}. */
  public static int defaultLag(int n) {
    return (int) (3.0 * Math.sqrt(n) / 13.0);
  }

  /**
   * Tests a series.
   *
   * @param y values without NaN, at least 3, not all equal
   * @param lag lags in the long-run variance, at least 0
   */
  public static TestResult test(double[] y, int lag) {
    int n = y.length;
    double mean = 0.0;
    for (double value : y) {
      mean += value;
    }
    mean /= n;
    double[] e = new double[n];
    double cumulated = 0.0;
    double squares = 0.0;
    for (int t = 0; t < n; t++) {
      e[t] = y[t] - mean;
      cumulated += e[t];
      squares += cumulated * cumulated;
    }
    double statistic = squares / n / n / LongRunVariance.of(e, lag);
    return new TestResult(statistic, CriticalValues.pValue(statistic, CRITICAL, LEVEL));
  }
}
