package io.flts.stat.stationarity;

/**
 * Sample autocorrelations and partial autocorrelations, and the portmanteau test built on them.
 *
 * <p>Autocovariances are divided by n, so that the sequence is positive semi-definite. Agrees with
 * R {@code acf}, {@code pacf} and {@code Box.test(type = "Ljung-Box")} to 1e-9.
 *
 * @since 0.1.0
 */
public final class Autocorrelation {
  private Autocorrelation() {}

  /**
   * Autocorrelations at lags 0..maxLag.
   *
   * @param y values without NaN
   * @param maxLag at least 0 and below n
   * @return length maxLag + 1, first element 1; all zero but the first for a constant series
   */
  public static double[] acf(double[] y, int maxLag) {
    int n = y.length;
    if (maxLag < 0 || maxLag >= n) {
      throw new IllegalArgumentException(
          "Autocorrelation lag must be between 0 and " + (n - 1) + ", got " + maxLag);
    }
    double mean = 0.0;
    for (double value : y) {
      mean += value;
    }
    mean /= n;
    double[] r = new double[maxLag + 1];
    for (int l = 0; l <= maxLag; l++) {
      double sum = 0.0;
      for (int t = l; t < n; t++) {
        sum += (y[t] - mean) * (y[t - l] - mean);
      }
      r[l] = sum;
    }
    double variance = r[0];
    for (int l = 0; l <= maxLag; l++) {
      r[l] = l == 0 ? 1.0 : variance > 0.0 ? r[l] / variance : 0.0;
    }
    return r;
  }

  /**
   * Partial autocorrelations at lags 1..maxLag, by the Durbin-Levinson recursion.
   *
   * @param y values without NaN
   * @param maxLag at least 1 and below n
   * @return length maxLag; element i belongs to lag i + 1
   */
  public static double[] pacf(double[] y, int maxLag) {
    double[] rho = acf(y, maxLag);
    double[] partial = new double[maxLag];
    double[] phi = new double[maxLag];
    double[] old = new double[maxLag];
    double variance = 1.0;
    for (int k = 1; k <= maxLag; k++) {
      double sum = rho[k];
      for (int j = 1; j < k; j++) {
        sum -= phi[j - 1] * rho[k - j];
      }
      double a = variance > 0.0 ? sum / variance : 0.0;
      System.arraycopy(phi, 0, old, 0, k - 1);
      for (int j = 1; j < k; j++) {
        phi[j - 1] = old[j - 1] - a * old[k - 1 - j];
      }
      phi[k - 1] = a;
      partial[k - 1] = a;
      variance *= 1.0 - a * a;
    }
    return partial;
  }

  /**
   * The Ljung-Box test: the null hypothesis is that the first autocorrelations are all zero.
   *
   * @param residuals values without NaN
   * @param lags number of autocorrelations, at least 1
   * @param fitted number of estimated ARMA coefficients, taken off the degrees of freedom; at least
   *     0, below lags
   * @see <a href="https://doi.org/10.1093/biomet/65.2.297">Ljung and Box (1978)</a>
   */
  public static TestResult ljungBox(double[] residuals, int lags, int fitted) {
    if (fitted < 0 || fitted >= lags) {
      throw new IllegalArgumentException(
          "Ljung-Box needs more lags than fitted coefficients, got " + lags + " and " + fitted);
    }
    double n = residuals.length;
    double[] r = acf(residuals, lags);
    double sum = 0.0;
    for (int l = 1; l <= lags; l++) {
      sum += r[l] * r[l] / (n - l);
    }
    double statistic = n * (n + 2.0) * sum;
    double p =
        org.apache.commons.math3.special.Gamma.regularizedGammaQ(
            (lags - fitted) / 2.0, statistic / 2.0);
    return new TestResult(statistic, p);
  }
}
