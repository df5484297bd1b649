package io.flts.stat.decompose;

/** Provisional values for missing ones. */
final class Gaps {
  private Gaps() {}

  /**
   * A copy with NaN replaced by straight lines, and by the nearest value at the ends; zeros when
   * all is missing.
   */
  static double[] straightLines(double[] y) {
    double[] x = y.clone();
    int last = -1;
    for (int t = 0; t < x.length; t++) {
      if (Double.isNaN(y[t])) {
        continue;
      }
      for (int s = last + 1; s < t; s++) {
        x[s] = last < 0 ? y[t] : y[last] + (y[t] - y[last]) * (s - last) / (t - last);
      }
      last = t;
    }
    for (int s = last + 1; s < x.length; s++) {
      x[s] = last < 0 ? 0.0 : y[last];
    }
    return x;
  }
}
