package io.flts.stat.arima;

/** Ordinary and seasonal differencing of plain arrays. */
final class Differencing {
  private Differencing() {}

  /** Applies (1 - B)^d (1 - B^m)^D; NaN spreads to every difference that touches it. */
  static double[] apply(double[] x, int d, int seasonalD, int period) {
    double[] w = x;
    for (int i = 0; i < seasonalD; i++) {
      w = lagged(w, period);
    }
    for (int i = 0; i < d; i++) {
      w = lagged(w, 1);
    }
    return w == x ? x.clone() : w;
  }

  private static double[] lagged(double[] x, int lag) {
    double[] w = new double[Math.max(0, x.length - lag)];
    for (int t = 0; t < w.length; t++) {
      w[t] = x[t + lag] - x[t];
    }
    return w;
  }

  /** Coefficients delta with {@code y[t] = sum delta[k] y[t-1-k] + w[t]}; length d + D·m. */
  static double[] recursion(int d, int seasonalD, int period) {
    double[] product = {1.0};
    for (int i = 0; i < seasonalD; i++) {
      product = timesLagDifference(product, period);
    }
    for (int i = 0; i < d; i++) {
      product = timesLagDifference(product, 1);
    }
    double[] delta = new double[product.length - 1];
    for (int k = 0; k < delta.length; k++) {
      delta[k] = -product[k + 1];
    }
    return delta;
  }

  private static double[] timesLagDifference(double[] polynomial, int lag) {
    double[] product = new double[polynomial.length + lag];
    for (int i = 0; i < polynomial.length; i++) {
      product[i] += polynomial[i];
      product[i + lag] -= polynomial[i];
    }
    return product;
  }
}
