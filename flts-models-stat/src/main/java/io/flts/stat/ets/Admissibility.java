package io.flts.stat.ets;

/**
 * Whether old observations lose their weight: the forecastability condition of a seasonal
 * exponential-smoothing model (Hyndman, Akram and Archibald 2008; Hyndman et al. 2008, ch. 10).
 *
 * <p>The condition is that the reduced characteristic polynomial of the discount matrix,
 *
 * <pre>  z^(m+1) + (α+β−φ)·z^m + (α+β−αφ)·(z^(m−1) + … + z²) + (α+β−αφ+γ−1)·z + φ·(1−α−γ)</pre>
 *
 * has no root outside the unit circle. It is decided by the Schur-Cohn recursion, O(m²), without
 * computing roots. Buffers make it confined to one thread.
 */
final class Admissibility {

  /**
   * Roots up to 1 + 1e-8 count as inside: tiny smoothing parameters put roots next to the circle.
   */
  private static final double SHRINK = 1 / (1 + 1e-8);

  private final double[] coefficients;

  Admissibility(int maxPeriod) {
    coefficients = new double[maxPeriod + 2];
  }

  boolean holds(double alpha, double beta, double gamma, double phi, int m) {
    double[] a = coefficients;
    int degree = m + 1;
    double inner = alpha + beta - alpha * phi;
    a[0] = 1;
    a[1] = alpha + beta - phi;
    for (int i = 2; i < m; i++) {
      a[i] = inner;
    }
    a[m] = inner + gamma - 1;
    a[m + 1] = phi * (1 - alpha - gamma);
    if (m == 1) {
      return true;
    }
    double power = 1;
    for (int i = 1; i <= degree; i++) {
      power *= SHRINK;
      a[i] *= power;
    }
    for (int d = degree; d > 0; d--) {
      double k = a[d] / a[0];
      if (!(Math.abs(k) < 1)) {
        return false;
      }
      double rest = 1 - k * k;
      for (int i = 0, j = d; i <= j; i++, j--) {
        double low = a[i];
        double high = a[j];
        a[i] = (low - k * high) / rest;
        a[j] = (high - k * low) / rest;
      }
    }
    return true;
  }
}
