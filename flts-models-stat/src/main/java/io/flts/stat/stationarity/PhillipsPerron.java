package io.flts.stat.stationarity;

import java.util.Arrays;

/**
 * The Phillips-Perron Z-tau test with a constant: the null hypothesis is a unit root.
 *
 * <p>P values are interpolated between MacKinnon's response surfaces and held between 0.01 and
 * 0.10.
 *
 * @see <a href="https://doi.org/10.1093/biomet/75.2.335">Phillips and Perron (1988)</a>
 * @since 0.1.0
 */
public final class PhillipsPerron {
  private static final double[] LEVEL = {0.01, 0.05, 0.10};

  private PhillipsPerron() {}

  /** The usual number of lags, {@code trunc(4·(n/100)^0.25)}. */
  public static int defaultLag(int n) {
    return (int) (4.0 * Math.pow(n / 100.0, 0.25));
  }

  /**
   * Tests a series.
   *
   * @param y values without NaN, at least 5, not all equal
   * @param lag lags in the long-run variance, at least 0
   */
  public static TestResult test(double[] y, int lag) {
    int n = y.length - 1;
    double[] target = Arrays.copyOfRange(y, 1, n + 1);
    double[] previous = Arrays.copyOf(y, n);
    double[] one = new double[n];
    Arrays.fill(one, 1.0);
    Regression fit = Regression.fit(target, one, previous);
    double shortRun = LongRunVariance.of(fit.residual, 0);
    double longRun = LongRunVariance.of(fit.residual, lag);
    double mean = 0.0;
    for (double value : target) {
      mean += value;
    }
    mean /= n;
    double spread = 0.0;
    for (double value : target) {
      spread += (value - mean) * (value - mean);
    }
    spread /= (double) n * n;
    double t = (fit.coefficient[1] - 1.0) / fit.error[1];
    double statistic =
        Math.sqrt(shortRun / longRun) * t
            - 0.5 * (longRun - shortRun) / longRun * Math.sqrt(longRun) / Math.sqrt(spread);
    double m = n;
    double[] critical = {
      -3.4335 - 5.999 / m - 29.25 / (m * m),
      -2.8621 - 2.738 / m - 8.36 / (m * m),
      -2.5671 - 1.438 / m - 4.48 / (m * m)
    };
    return new TestResult(statistic, CriticalValues.pValue(statistic, critical, LEVEL));
  }
}
