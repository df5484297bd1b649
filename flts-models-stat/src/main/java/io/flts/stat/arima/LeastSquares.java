package io.flts.stat.arima;

/** Ordinary least squares for a few columns, tolerant of dependent ones. */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * Coefficients of the columns; a column that depends on earlier ones gets 0. Arguments are not
   * changed.
   */
  static double[] solve(double[][] columns, double[] target) {
    int k = columns.length;
    int n = target.length;
    double[][] q = new double[k][];
    double[][] r = new double[k][k];
    double[] rest = target.clone();
    double[] share = new double[k];
    for (int j = 0; j < k; j++) {
      double[] v = columns[j].clone();
      double original = dot(v, v);
      for (int i = 0; i < j; i++) {
        if (r[i][i] != 0.0) {
          r[i][j] = dot(q[i], v);
          for (int t = 0; t < n; t++) {
            v[t] -= r[i][j] * q[i][t];
          }
        }
      }
      double square = dot(v, v);
      if (square > 1e-18 * original) {
        r[j][j] = Math.sqrt(square);
        for (int t = 0; t < n; t++) {
          v[t] /= r[j][j];
        }
        share[j] = dot(v, rest);
        for (int t = 0; t < n; t++) {
          rest[t] -= share[j] * v[t];
        }
      }
      q[j] = v;
    }
    double[] b = new double[k];
    for (int j = k - 1; j >= 0; j--) {
      double sum = share[j];
      for (int i = j + 1; i < k; i++) {
        sum -= r[j][i] * b[i];
      }
      b[j] = r[j][j] == 0.0 ? 0.0 : sum / r[j][j];
    }
    return b;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }
}
