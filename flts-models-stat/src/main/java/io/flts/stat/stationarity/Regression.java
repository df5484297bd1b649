package io.flts.stat.stationarity;

/**
 * Ordinary least squares with standard errors, by Gram-Schmidt; for the auxiliary regressions of
 * the tests.
 */
final class Regression {
  /** Coefficients, in column order. */
  final double[] coefficient;

  /** Standard errors of the coefficients. */
  final double[] error;

  /** Residuals. */
  final double[] residual;

  private Regression(double[] coefficient, double[] error, double[] residual) {
    this.coefficient = coefficient;
    this.error = error;
    this.residual = residual;
  }

  /** A dependent column gets coefficient 0 and an infinite standard error. */
  static Regression fit(double[] target, double[]... columns) {
    int n = target.length;
    int k = columns.length;
    double[][] q = new double[k][];
    double[][] r = new double[k][k];
    double[] share = new double[k];
    double[] rest = target.clone();
    int rank = 0;
    for (int j = 0; j < k; j++) {
      double[] v = columns[j].clone();
      double original = dot(v, v);
      for (int i = 0; i < j; i++) {
        if (r[i][i] != 0.0) {
          r[i][j] = dot(q[i], v);
          subtract(v, q[i], r[i][j]);
        }
      }
      double square = dot(v, v);
      if (square > 1e-20 * original) {
        rank++;
        r[j][j] = Math.sqrt(square);
        for (int t = 0; t < n; t++) {
          v[t] /= r[j][j];
        }
        share[j] = dot(v, rest);
        subtract(rest, v, share[j]);
      }
      q[j] = v;
    }
    double variance = dot(rest, rest) / Math.max(1, n - rank);
    double[] b = new double[k];
    double[] error = new double[k];
    for (int j = k - 1; j >= 0; j--) {
      double sum = share[j];
      for (int i = j + 1; i < k; i++) {
        sum -= r[j][i] * b[i];
      }
      b[j] = r[j][j] == 0.0 ? 0.0 : sum / r[j][j];
    }
    // Row j of the inverse of R gives the variance of coefficient j.
    for (int j = 0; j < k; j++) {
      if (r[j][j] == 0.0) {
        error[j] = Double.POSITIVE_INFINITY;
        continue;
      }
      double[] row = new double[k];
      double sum = 0.0;
      for (int c = j; c < k; c++) {
        if (r[c][c] == 0.0) {
          continue;
        }
        double value = c == j ? 1.0 : 0.0;
        for (int i = j; i < c; i++) {
          value -= row[i] * r[i][c];
        }
        row[c] = value / r[c][c];
        sum += row[c] * row[c];
      }
      error[j] = Math.sqrt(variance * sum);
    }
    return new Regression(b, error, rest);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  private static void subtract(double[] target, double[] source, double factor) {
    for (int t = 0; t < target.length; t++) {
      target[t] -= factor * source[t];
    }
  }
}
