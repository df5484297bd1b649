package io.flts.stat.arima;

/**
 * Innovations of a long autoregression fitted by Burg's lattice: stable for any order, O(n ·
 * order).
 */
final class LongAutoregression {
  private LongAutoregression() {}

  /** Forward prediction errors of the given order; the first values use what history there is. */
  static double[] innovations(double[] w, int order) {
    int n = w.length;
    double[] forward = w.clone();
    double[] backward = w.clone();
    double[] result = w.clone();
    for (int k = 1; k <= order && k < n; k++) {
      double numerator = 0.0;
      double denominator = 0.0;
      for (int t = k; t < n; t++) {
        numerator += forward[t] * backward[t - 1];
        denominator += forward[t] * forward[t] + backward[t - 1] * backward[t - 1];
      }
      if (!(denominator > 0.0)) {
        break;
      }
      double reflection = 2.0 * numerator / denominator;
      for (int t = n - 1; t >= k; t--) {
        double f = forward[t] - reflection * backward[t - 1];
        backward[t] = backward[t - 1] - reflection * forward[t];
        forward[t] = f;
        result[t] = f;
      }
    }
    return result;
  }
}
