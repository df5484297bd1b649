package io.flts.examples.benchmarks;

/**
 * Naive2, the denominator of OWA: the last value after a multiplicative classical decomposition
 * where the autocorrelation at the seasonal lag is significant (90 %), as in the M4 competition.
 */
final class SeasonallyAdjustedNaive {

  private static final double CRITICAL = 1.6448536269514722;

  private SeasonallyAdjustedNaive() {}

  static double[] forecast(double[] y, int m, int horizon) {
    double[] indices = isSeasonal(y, m) ? indices(y, m) : new double[] {1};
    double[] result = new double[horizon];
    int n = y.length;
    double last = y[n - 1] / indices[(n - 1) % indices.length];
    for (int i = 0; i < horizon; i++) {
      result[i] = last * indices[(n + i) % indices.length];
    }
    return result;
  }

  private static boolean isSeasonal(double[] y, int m) {
    if (m < 2 || y.length < 3 * m) {
      return false;
    }
    double mean = 0;
    for (double v : y) {
      mean += v / y.length;
    }
    double variance = 0;
    for (double v : y) {
      variance += (v - mean) * (v - mean);
    }
    double squares = 0;
    double last = 0;
    for (int k = 1; k <= m; k++) {
      double sum = 0;
      for (int t = k; t < y.length; t++) {
        sum += (y[t] - mean) * (y[t - k] - mean);
      }
      last = sum / variance;
      squares += k < m ? last * last : 0;
    }
    return Math.abs(last) > CRITICAL * Math.sqrt((1 + 2 * squares) / y.length);
  }

  private static double[] indices(double[] y, int m) {
    double[] sums = new double[m];
    int[] counts = new int[m];
    int half = m / 2;
    for (int t = half; t + half < y.length; t++) {
      double trend = 0;
      for (int i = -half; i <= half; i++) {
        trend += (m % 2 == 0 && Math.abs(i) == half ? 0.5 : 1) * y[t + i] / m;
      }
      sums[t % m] += y[t] / trend;
      counts[t % m]++;
    }
    double mean = 0;
    for (int j = 0; j < m; j++) {
      sums[j] /= counts[j];
      mean += sums[j] / m;
    }
    for (int j = 0; j < m; j++) {
      sums[j] /= mean;
    }
    return sums;
  }
}
