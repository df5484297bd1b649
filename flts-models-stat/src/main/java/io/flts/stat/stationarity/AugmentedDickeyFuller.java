package io.flts.stat.stationarity;

import java.util.Arrays;

/**
 * The augmented Dickey-Fuller test with drift: the null hypothesis is a unit root.
 *
 * <p>The statistic is the t value of {@code y[t-1]} in the regression of {@code y[t] - y[t-1]} on a
 * constant, {@code y[t-1]} and lagged differences. P values are interpolated in Fuller's table and
 * held between 0.01 and 0.10.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1979.10482531">Dickey and Fuller (1979)</a>
 * @since 0.1.0
 */
public final class AugmentedDickeyFuller {
  private static final double[] LEVEL = {0.01, 0.05, 0.10};
  private static final int[] SIZE = {25, 50, 100, 250, 500};
  private static final double[][] CRITICAL = {
    {-3.75, -3.00, -2.63},
    {-3.58, -2.93, -2.60},
    {-3.51, -2.89, -2.58},
    {-3.46, -2.88, -2.57},
    {-3.44, -2.87, -2.57},
    {-3.43, -2.86, -2.57}
  };

  private AugmentedDickeyFuller() {}

  /**
   * Tests a series.
   *
   * @param y values without NaN, at least {@code lag + 5}, not all equal
   * @param lag number of lagged differences, at least 0
   */
  public static TestResult test(double[] y, int lag) {
    int differences = y.length - 1;
    int n = differences - lag;
    double[] target = new double[n];
    double[][] columns = new double[2 + lag][n];
    Arrays.fill(columns[0], 1.0);
    for (int i = 0; i < n; i++) {
      int t = i + lag + 1;
      target[i] = y[t] - y[t - 1];
      columns[1 + lag][i] = y[t - 1];
      for (int l = 1; l <= lag; l++) {
        columns[l][i] = y[t - l] - y[t - l - 1];
      }
    }
    Regression fit = Regression.fit(target, columns);
    double statistic = fit.coefficient[1 + lag] / fit.error[1 + lag];
    int row = 0;
    while (row < SIZE.length && differences >= SIZE[row]) {
      row++;
    }
    return new TestResult(statistic, CriticalValues.pValue(statistic, CRITICAL[row], LEVEL));
  }
}
