package io.flts.stat.arima;

/**
 * Roots of small real polynomials, for checking and reflecting ARMA factors.
 *
 * <p>Durand-Kerner iteration on the reciprocal polynomial: for {@code 1 + c[0] z + ... + c[k-1]
 * z^k} the reciprocal roots lie inside the unit circle exactly when the factor is stationary or
 * invertible.
 */
final class PolynomialRoots {
  private PolynomialRoots() {}

  /**
   * Reciprocal roots of {@code 1 + c[0] z + ... + c[k-1] z^k}.
   *
   * @return {real parts, imaginary parts}
   */
  static double[][] reciprocal(double[] c) {
    int k = c.length;
    double[] re = new double[k];
    double[] im = new double[k];
    double bound = 0.0;
    for (double value : c) {
      bound = Math.max(bound, Math.abs(value));
    }
    if (bound == 0.0) {
      return new double[][] {re, im};
    }
    double radius =
        Math.min(1.0 + bound, Math.max(0.3, Math.pow(Math.abs(c[k - 1]) + 1e-3, 1.0 / k)));
    for (int i = 0; i < k; i++) {
      double angle = 2.0 * Math.PI * i / k + 0.4;
      re[i] = radius * Math.cos(angle);
      im[i] = radius * Math.sin(angle);
    }
    for (int iteration = 0; iteration < 500; iteration++) {
      double moved = 0.0;
      for (int i = 0; i < k; i++) {
        // x^k + c[0] x^(k-1) + ... by Horner.
        double pr = 1.0;
        double pi = 0.0;
        for (double value : c) {
          double t = pr * re[i] - pi * im[i] + value;
          pi = pr * im[i] + pi * re[i];
          pr = t;
        }
        double qr = 1.0;
        double qi = 0.0;
        for (int j = 0; j < k; j++) {
          if (j != i) {
            double dr = re[i] - re[j];
            double di = im[i] - im[j];
            double t = qr * dr - qi * di;
            qi = qr * di + qi * dr;
            qr = t;
          }
        }
        double norm = qr * qr + qi * qi;
        if (norm < 1e-300) {
          re[i] += 1e-6 * (i + 1);
          moved = 1.0;
          continue;
        }
        double sr = (pr * qr + pi * qi) / norm;
        double si = (pi * qr - pr * qi) / norm;
        re[i] -= sr;
        im[i] -= si;
        moved = Math.max(moved, Math.abs(sr) + Math.abs(si));
      }
      if (moved < 1e-14) {
        break;
      }
    }
    return new double[][] {re, im};
  }

  /**
   * Largest modulus of the reciprocal roots of {@code 1 + sign·c[0] z + ...}; 0 for an empty
   * factor.
   */
  static double largest(double[] x, int from, int count, double sign) {
    if (count == 0) {
      return 0.0;
    }
    if (count == 1) {
      return Math.abs(x[from]);
    }
    double[] c = new double[count];
    for (int i = 0; i < count; i++) {
      c[i] = sign * x[from + i];
    }
    double[][] roots = reciprocal(c);
    double largest = 0.0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.hypot(roots[0][i], roots[1][i]));
    }
    return largest;
  }

  /**
   * Replaces reciprocal roots outside the unit circle by their reflections, in place; the spectrum
   * keeps its shape.
   *
   * @return whether anything changed
   */
  static boolean reflect(double[] x, int from, int count, double sign) {
    if (largest(x, from, count, sign) <= 1.0 + 1e-9) {
      return false;
    }
    double[] c = new double[count];
    for (int i = 0; i < count; i++) {
      c[i] = sign * x[from + i];
    }
    double[][] roots = reciprocal(c);
    // Multiply out (1 - r z) over all roots.
    double[] pr = new double[count + 1];
    double[] pi = new double[count + 1];
    pr[0] = 1.0;
    for (int i = 0; i < count; i++) {
      double re = roots[0][i];
      double im = roots[1][i];
      double square = re * re + im * im;
      if (square > 1.0) {
        re /= square;
        im /= square;
      }
      for (int j = i + 1; j >= 1; j--) {
        double a = pr[j - 1];
        double b = pi[j - 1];
        pr[j] -= re * a - im * b;
        pi[j] -= re * b + im * a;
      }
    }
    for (int i = 0; i < count; i++) {
      x[from + i] = sign * pr[i + 1];
    }
    return true;
  }
}
