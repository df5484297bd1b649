package io.flts.stat.theta;

import java.util.Arrays;

/**
 * Seasonal indices by classical decomposition: averages, per phase, of the series relative to its
 * centred moving average, normalised to sum 0 or mean 1.
 *
 * <p>Immutable: the array is never changed after construction.
 *
 * @param form how the season combines
 * @param indices one per phase, phase 0 first; empty for {@code NONE}
 */
@SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
record SeasonalAdjustment(Form form, double[] indices) {

  /** How a season combines with the rest. */
  enum Form {
    NONE,
    ADDITIVE,
    MULTIPLICATIVE
  }

  static final SeasonalAdjustment NONE = new SeasonalAdjustment(Form.NONE, new double[0]);

  /** The 95 % point of the standard normal distribution: a one-sided test at 5 %. */
  private static final double CRITICAL = 1.6448536269514722;

  private static final double SMALLEST_INDEX = 1e-2;

  /**
   * Whether the autocorrelation at the seasonal lag is significant, |r_m| greater than 1.645·√((1 +
   * 2·Σ r_k²)/n) over the lags k below m: the test of the M3 and M4 competitions. Missing values
   * drop out of the sums.
   */
  static boolean isSeasonal(double[] y, int m) {
    if (m < 2 || y.length < 2 * m + 1) {
      return false;
    }
    double mean = 0;
    int n = 0;
    for (double v : y) {
      if (!Double.isNaN(v)) {
        n++;
        mean += (v - mean) / n;
      }
    }
    double[] centred = new double[y.length];
    double variance = 0;
    for (int t = 0; t < y.length; t++) {
      centred[t] = Double.isNaN(y[t]) ? 0 : y[t] - mean;
      variance += centred[t] * centred[t];
    }
    if (!(variance > 0)) {
      return false;
    }
    double squares = 0;
    double last = 0;
    for (int k = 1; k <= m; k++) {
      double sum = 0;
      for (int t = k; t < y.length; t++) {
        sum += centred[t] * centred[t - k];
      }
      last = sum / variance;
      if (k < m) {
        squares += last * last;
      }
    }
    return Math.abs(last) > CRITICAL * Math.sqrt((1 + 2 * squares) / n);
  }

  /** The indices of a form; {@code NONE} where too little is observed or a factor is about zero. */
  static SeasonalAdjustment of(double[] y, int m, Form form) {
    if (form == Form.NONE || y.length < 2 * m) {
      return NONE;
    }
    boolean byFactor = form == Form.MULTIPLICATIVE;
    double[] sums = new double[m];
    int[] counts = new int[m];
    for (int t = 0; t < y.length; t++) {
      double trend = centredAverage(y, t, m);
      double relative = byFactor ? y[t] / trend : y[t] - trend;
      if (!Double.isNaN(relative) && !Double.isInfinite(relative)) {
        sums[t % m] += relative;
        counts[t % m]++;
      }
    }
    double mean = 0;
    for (int j = 0; j < m; j++) {
      if (counts[j] == 0) {
        return NONE;
      }
      sums[j] /= counts[j];
      mean += sums[j] / m;
    }
    for (int j = 0; j < m; j++) {
      sums[j] = byFactor ? sums[j] / mean : sums[j] - mean;
      if (byFactor && !(sums[j] > SMALLEST_INDEX)) {
        return NONE;
      }
    }
    return new SeasonalAdjustment(form, sums);
  }

  /** Centred moving average of one period; NaN at the ends and next to missing values. */
  private static double centredAverage(double[] y, int t, int m) {
    int half = m / 2;
    if (t < half || t + half >= y.length) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = -half; i <= half; i++) {
      boolean edge = m % 2 == 0 && Math.abs(i) == half;
      sum += edge ? 0.5 * y[t + i] : y[t + i];
    }
    return sum / m;
  }

  int period() {
    return Math.max(1, indices.length);
  }

  /** The series without the season, its first value at a phase; a copy. */
  double[] removeFrom(double[] y, int phase) {
    double[] plain = Arrays.copyOf(y, y.length);
    for (int t = 0; t < plain.length; t++) {
      plain[t] = remove(plain[t], phase + t);
    }
    return plain;
  }

  double remove(double value, int phase) {
    return switch (form) {
      case NONE -> value;
      case ADDITIVE -> value - indices[phase % indices.length];
      case MULTIPLICATIVE -> value / indices[phase % indices.length];
    };
  }

  double putBack(double value, int phase) {
    return switch (form) {
      case NONE -> value;
      case ADDITIVE -> value + indices[phase % indices.length];
      case MULTIPLICATIVE -> value * indices[phase % indices.length];
    };
  }

  /** By how much the season stretches a spread. */
  double stretch(int phase) {
    return form == Form.MULTIPLICATIVE ? indices[phase % indices.length] : 1;
  }
}
