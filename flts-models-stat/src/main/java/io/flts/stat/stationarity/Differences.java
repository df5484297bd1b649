package io.flts.stat.stationarity;

import io.flts.stat.decompose.Mstl;

/**
 * How many ordinary and seasonal differences make a series stationary.
 *
 * <p>Tests are repeated on the differenced series until the test is content or the limit is
 * reached. Agrees with R {@code ndiffs} and {@code nsdiffs} on the golden series.
 *
 * @since 0.1.0
 */
public final class Differences {

  /**
   * Unit-root test for ordinary differences.
   *
   * @since 0.1.0
   */
  public enum UnitRootTest {
    /** KPSS: difference when stationarity is rejected. */
    KPSS,
    /** Augmented Dickey-Fuller with one lag: difference when a unit root is not rejected. */
    ADF,
    /** Phillips-Perron: difference when a unit root is not rejected. */
    PP
  }

  /**
   * Test for seasonal differences.
   *
   * @since 0.1.0
   */
  public enum SeasonalTest {
    /** Difference when the seasonal strength of an STL decomposition exceeds 0.64. */
    STRENGTH,
    /** Osborn-Chui-Smith-Birchenhall: difference when a seasonal unit root is not rejected. */
    OCSB
  }

  private static final double LEVEL = 0.05;
  private static final double STRONG = 0.64;

  private Differences() {}

  /**
   * Number of ordinary differences.
   *
   * @param y values without NaN
   * @param test which test, at the 5 % level
   * @param limit most differences, at least 0
   */
  public static int ordinary(double[] y, UnitRootTest test, int limit) {
    double[] x = y;
    int d = 0;
    while (d < limit && !constant(x)) {
      Boolean needed = unitRoot(x, test);
      if (needed == null) {
        return Math.max(0, d - (d > 0 ? 1 : 0));
      }
      if (!needed) {
        return d;
      }
      x = difference(x, 1);
      d++;
    }
    return d;
  }

  /**
   * Number of seasonal differences.
   *
   * @param y values without NaN
   * @param period seasonal period; at most 1 answers 0
   * @param test which test
   * @param limit most differences, at least 0
   */
  public static int seasonal(double[] y, int period, SeasonalTest test, int limit) {
    double[] x = y;
    int d = 0;
    while (period > 1 && d < limit && !constant(x) && seasonalRoot(x, period, test)) {
      x = difference(x, period);
      d++;
    }
    return d;
  }

  // Null when the series is too short for the test.
  private static Boolean unitRoot(double[] x, UnitRootTest test) {
    int n = x.length;
    double p;
    switch (test) {
      case KPSS -> {
        if (n < 3) {
          return null;
        }
        p = Kpss.test(x, Kpss.defaultLag(n)).pValue();
        return Double.isNaN(p) ? null : p < LEVEL;
      }
      case ADF -> {
        if (n < 6) {
          return null;
        }
        p = AugmentedDickeyFuller.test(x, 1).pValue();
      }
      default -> {
        if (n < 5) {
          return null;
        }
        p = PhillipsPerron.test(x, PhillipsPerron.defaultLag(n - 1)).pValue();
      }
    }
    return Double.isNaN(p) ? null : p > LEVEL;
  }

  private static boolean seasonalRoot(double[] x, int period, SeasonalTest test) {
    if (test == SeasonalTest.OCSB) {
      return Ocsb.statistic(x, period) > Ocsb.criticalValue(period);
    }
    return x.length > 2 * period && Mstl.of(period).decompose(x).seasonalStrength(0) > STRONG;
  }

  private static double[] difference(double[] x, int lag) {
    double[] w = new double[Math.max(0, x.length - lag)];
    for (int t = 0; t < w.length; t++) {
      w[t] = x[t + lag] - x[t];
    }
    return w;
  }

  private static boolean constant(double[] x) {
    for (double value : x) {
      if (value != x[0]) {
        return false;
      }
    }
    return true;
  }
}
