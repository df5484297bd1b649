package io.flts.stat.decompose;

/**
 * Locally weighted regression on an evenly spaced series, as STL uses it: tricube weights, degree 0
 * or 1, evaluated at every {@code jump}-th point with straight lines between.
 *
 * <p>Positions are 1-based as in the paper, so that integer half-windows round the same way.
 *
 * @see <a href="https://www.nniiem.ru/file/news/2016/stl-statistical-model.pdf">Cleveland,
 *     Cleveland, McRae and Terpenning (1990), STL: A seasonal-trend decomposition procedure based
 *     on loess</a>
 */
final class Loess {
  private final double[] weight;

  Loess(int longest) {
    this.weight = new double[longest];
  }

  /**
   * Smooths {@code y[0..n-1]} into {@code out[at..at+n-1]}.
   *
   * @param user robustness or missing-value weights, or null for none
   */
  void smooth(
      double[] y, int n, int window, int degree, int jump, double[] user, double[] out, int at) {
    if (n < 2) {
      out[at] = y[0];
      return;
    }
    int step = Math.min(jump, n - 1);
    int left = 1;
    int right = Math.min(window, n);
    int half = (window + 1) / 2;
    for (int i = 1; i <= n; i += step) {
      if (window < n) {
        if (step == 1) {
          if (i > half && right != n) {
            left++;
            right++;
          }
        } else if (i < half) {
          left = 1;
          right = window;
        } else if (i >= n - half + 1) {
          left = n - window + 1;
          right = n;
        } else {
          left = i - half + 1;
          right = window + i - half;
        }
      }
      double value = at(y, n, window, degree, i, left, right, user);
      out[at + i - 1] = Double.isNaN(value) ? y[i - 1] : value;
    }
    if (step == 1) {
      return;
    }
    int last = 1;
    for (int i = 1; i + step <= n; i += step) {
      line(out, at, i, i + step);
      last = i + step;
    }
    if (last != n) {
      double value = at(y, n, window, degree, n, left, right, user);
      out[at + n - 1] = Double.isNaN(value) ? y[n - 1] : value;
      line(out, at, last, n);
    }
  }

  private static void line(double[] out, int at, int from, int to) {
    double start = out[at + from - 1];
    double slope = (out[at + to - 1] - start) / (to - from);
    for (int j = from + 1; j < to; j++) {
      out[at + j - 1] = start + slope * (j - from);
    }
  }

  /** Local fit at position x from the points left..right; NaN when all weights vanish. */
  double at(
      double[] y, int n, int window, int degree, double x, int left, int right, double[] user) {
    double h = Math.max(x - left, right - x);
    if (window > n) {
      h += (window - n) / 2;
    }
    double outer = 0.999 * h;
    double inner = 0.001 * h;
    double total = 0.0;
    for (int j = left; j <= right; j++) {
      double r = Math.abs(j - x);
      double w = 0.0;
      if (r <= outer) {
        if (r <= inner) {
          w = 1.0;
        } else {
          double q = r / h;
          double c = 1.0 - q * q * q;
          w = c * c * c;
        }
        if (user != null) {
          w *= user[j - 1];
        }
        total += w;
      }
      weight[j - 1] = w;
    }
    if (!(total > 0.0)) {
      return Double.NaN;
    }
    for (int j = left; j <= right; j++) {
      weight[j - 1] /= total;
    }
    if (h > 0.0 && degree > 0) {
      double centre = 0.0;
      for (int j = left; j <= right; j++) {
        centre += weight[j - 1] * j;
      }
      double spread = 0.0;
      for (int j = left; j <= right; j++) {
        double d = j - centre;
        spread += weight[j - 1] * d * d;
      }
      // Points too close together for a slope leave the weighted mean.
      if (Math.sqrt(spread) > 0.001 * (n - 1.0)) {
        double b = (x - centre) / spread;
        for (int j = left; j <= right; j++) {
          weight[j - 1] *= b * (j - centre) + 1.0;
        }
      }
    }
    double sum = 0.0;
    for (int j = left; j <= right; j++) {
      sum += weight[j - 1] * y[j - 1];
    }
    return sum;
  }
}
