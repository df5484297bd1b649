package io.flts.stat.stationarity;

/** Newey-West variance of a mean-zero sequence with Bartlett weights. */
final class LongRunVariance {
  private LongRunVariance() {}

  static double of(double[] e, int lag) {
    int n = e.length;
    double sum = 0.0;
    for (double value : e) {
      sum += value * value;
    }
    for (int l = 1; l <= lag && l < n; l++) {
      double product = 0.0;
      for (int t = l; t < n; t++) {
        product += e[t] * e[t - l];
      }
      sum += 2.0 * (1.0 - l / (lag + 1.0)) * product;
    }
    return sum / n;
  }
}
