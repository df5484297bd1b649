package io.flts.stat.arima;

/**
 * Start values for an ARMA model by two regressions: a long autoregression gives innovations, least
 * squares on lagged values and lagged innovations gives the coefficients.
 *
 * <p>Gaps are closed by straight lines and regressors are ignored except for the mean; the result
 * is only a place to start from. Factors that come out non-stationary or non-invertible are pulled
 * inside.
 *
 * @see <a href="https://doi.org/10.1093/biomet/69.1.81">Hannan and Rissanen (1982)</a>
 */
final class HannanRissanen {
  private HannanRissanen() {}

  static double[] start(ArimaSample sample, ArimaOrder order) {
    double[] x = new double[order.armaCount()];
    double[][] columns = sample.columns(order);
    columns[0] = interpolated(columns[0]);
    double[] w = errors(ArimaSample.differenced(order, columns));
    int n = w.length;
    int longest =
        Math.max(
            order.p() + order.seasonalP() * order.period(),
            order.q() + order.seasonalQ() * order.period());
    int order1 = Math.min(n / 3, Math.max((int) (5.0 * Math.log10(Math.max(10, n))), longest + 3));
    if (order1 < 1) {
      return x;
    }
    double[] e = LongAutoregression.innovations(w, order1);
    int from = Math.min(n - 1, order1 + longest);
    int k = x.length;
    if (n - from <= 2 * k) {
      from = longest;
      if (n - from <= k + 2) {
        return x;
      }
    }
    double[][] a = new double[k][n - from];
    int row = 0;
    for (int i = 1; i <= order.p(); i++) {
      copyLag(w, from, i, a[row++]);
    }
    for (int i = 1; i <= order.q(); i++) {
      copyLag(e, from, i, a[row++]);
    }
    for (int i = 1; i <= order.seasonalP(); i++) {
      copyLag(w, from, i * order.period(), a[row++]);
    }
    for (int i = 1; i <= order.seasonalQ(); i++) {
      copyLag(e, from, i * order.period(), a[row++]);
    }
    double[] target = new double[n - from];
    System.arraycopy(w, from, target, 0, n - from);
    double[] solution = LeastSquares.solve(a, target);
    System.arraycopy(solution, 0, x, 0, k);
    pullInside(x, 0, order.p(), -1.0);
    pullInside(x, order.p(), order.q(), 1.0);
    pullInside(x, order.p() + order.q(), order.seasonalP(), -1.0);
    pullInside(x, order.p() + order.q() + order.seasonalP(), order.seasonalQ(), 1.0);
    return x;
  }

  /** Straight lines over gaps; the ends are observed. */
  static double[] interpolated(double[] y) {
    double[] x = y.clone();
    int last = 0;
    for (int t = 1; t < x.length; t++) {
      if (!Double.isNaN(y[t])) {
        for (int s = last + 1; s < t; s++) {
          x[s] = y[last] + (y[t] - y[last]) * (s - last) / (t - last);
        }
        last = t;
      }
    }
    return x;
  }

  /**
   * A complete series less its least-squares fit on a constant and the regressors; the series
   * itself without any.
   */
  static double[] errors(ArimaSample sample) {
    if (sample.regressors.length == 0) {
      return sample.y;
    }
    double[][] columns = new double[sample.regressors.length + 2][];
    columns[0] = sample.y;
    columns[1] = new double[sample.y.length];
    java.util.Arrays.fill(columns[1], 1.0);
    System.arraycopy(sample.regressors, 0, columns, 2, sample.regressors.length);
    return errors(columns);
  }

  private static double[] errors(double[][] columns) {
    int k = columns.length - 1;
    double[] w = columns[0];
    if (k == 0) {
      return w;
    }
    double[][] a = new double[k][];
    System.arraycopy(columns, 1, a, 0, k);
    double[] b = LeastSquares.solve(a, w);
    double[] error = w.clone();
    for (int c = 0; c < k; c++) {
      for (int t = 0; t < w.length; t++) {
        error[t] -= b[c] * a[c][t];
      }
    }
    return error;
  }

  private static void copyLag(double[] source, int from, int lag, double[] target) {
    for (int t = from; t < source.length; t++) {
      target[t - from] = t >= lag ? source[t - lag] : 0.0;
    }
  }

  private static void pullInside(double[] x, int from, int count, double sign) {
    double largest = PolynomialRoots.largest(x, from, count, sign);
    if (!(largest < 0.97)) {
      double factor = largest < Double.POSITIVE_INFINITY ? 0.9 / largest : 0.0;
      double power = 1.0;
      for (int i = 0; i < count; i++) {
        power *= factor;
        x[from + i] *= power;
      }
    }
  }
}
