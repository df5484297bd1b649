package io.flts.stat.ets;

import io.flts.stat.ets.EtsShape.Term;

/**
 * Where the search for initial states starts: the heuristic of Hyndman et al. (2008, section
 * 2.6.1).
 *
 * <p>Seasonal states are phase averages of the series relative to a centred moving average of one
 * period (relative to a straight line when fewer than three periods are seen); level and slope come
 * from a straight line through the first values without season. Missing values are left out of
 * every average.
 */
final class InitialStates {

  private InitialStates() {}

  static EtsState of(double[] y, EtsShape shape) {
    double[] factors = new double[shape.seasonal() ? shape.period() : 0];
    if (shape.seasonal()) {
      seasonal(y, shape.period(), shape.season() == Term.MULTIPLICATIVE, factors);
    }
    return withSeason(y, shape, factors, 0);
  }

  /** Level and slope from the data, with a season known beforehand that starts at a phase. */
  static EtsState withSeason(double[] y, EtsShape shape, double[] factors, int phase) {
    int m = shape.period();
    double[] plain = y;
    if (shape.seasonal()) {
      boolean byFactor = shape.season() == Term.MULTIPLICATIVE;
      plain = new double[y.length];
      for (int t = 0; t < y.length; t++) {
        double factor = factors[(t + phase) % m];
        plain[t] = byFactor ? y[t] / factor : y[t] - factor;
      }
    }
    int window = Math.min(plain.length, Math.max(10, 2 * m));
    double[] line = line(plain, 0, window);
    while (Double.isNaN(line[0]) && window < plain.length) {
      window = Math.min(plain.length, 2 * window);
      line = line(plain, 0, window);
    }
    double intercept = line[0];
    double slope = line[1];
    if (!shape.trended()) {
      return new EtsState(meanOf(plain, window, intercept), 0, factors, phase);
    }
    if (shape.trend() == Term.MULTIPLICATIVE) {
      double level = intercept;
      double growth = 1 + slope / intercept;
      if (!(level > 0) || !(growth > 0)) {
        level = Math.max(firstObserved(plain), Double.MIN_NORMAL);
        growth = 1;
      }
      return new EtsState(level, Math.min(Math.max(growth, 0.5), 2), factors, phase);
    }
    double level = intercept;
    if (shape.positiveOnly() && !(level > 0 && level + slope > 0)) {
      level = Math.max(firstObserved(plain), Double.MIN_NORMAL);
      slope = 0;
    }
    return new EtsState(level, slope, factors, phase);
  }

  private static double meanOf(double[] y, int window, double otherwise) {
    double sum = 0;
    int n = 0;
    for (int t = 0; t < window; t++) {
      if (!Double.isNaN(y[t])) {
        sum += y[t];
        n++;
      }
    }
    return n == 0 ? otherwise : sum / n;
  }

  private static double firstObserved(double[] y) {
    for (double v : y) {
      if (!Double.isNaN(v)) {
        return v;
      }
    }
    return Double.NaN;
  }

  /** Intercept (value before the first observation) and slope by least squares; NaN if unseen. */
  static double[] line(double[] y, int from, int to) {
    double meanT = 0;
    double meanY = 0;
    int n = 0;
    for (int t = from; t < to; t++) {
      if (!Double.isNaN(y[t])) {
        n++;
        meanT += (t + 1 - meanT) / n;
        meanY += (y[t] - meanY) / n;
      }
    }
    if (n == 0) {
      return new double[] {Double.NaN, 0};
    }
    double tt = 0;
    double ty = 0;
    for (int t = from; t < to; t++) {
      if (!Double.isNaN(y[t])) {
        tt += (t + 1 - meanT) * (t + 1 - meanT);
        ty += (t + 1 - meanT) * (y[t] - meanY);
      }
    }
    double slope = tt > 0 ? ty / tt : 0;
    return new double[] {meanY - slope * meanT, slope};
  }

  private static void seasonal(double[] y, int m, boolean byFactor, double[] out) {
    int[] counts = new int[m];
    boolean smooth = y.length >= 3 * m;
    double[] line = smooth ? new double[2] : line(y, 0, y.length);
    for (int t = 0; t < y.length; t++) {
      double trend = smooth ? centredAverage(y, t, m) : line[0] + line[1] * (t + 1);
      double relative = byFactor ? y[t] / trend : y[t] - trend;
      if (!Double.isNaN(relative) && !Double.isInfinite(relative) && (!byFactor || trend > 0)) {
        out[t % m] += relative;
        counts[t % m]++;
      }
    }
    double neutral = byFactor ? 1 : 0;
    double mean = 0;
    for (int j = 0; j < m; j++) {
      out[j] = counts[j] == 0 ? neutral : out[j] / counts[j];
      if (byFactor) {
        out[j] = Math.max(out[j], 1e-2);
      }
      mean += out[j] / m;
    }
    for (int j = 0; j < m; j++) {
      out[j] = byFactor ? out[j] / mean : out[j] - mean;
    }
  }

  /** Centred moving average of one period; NaN at the ends and near missing values. */
  private static double centredAverage(double[] y, int t, int m) {
    int half = m / 2;
    if (t < half || t + half >= y.length) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = -half; i <= half; i++) {
      boolean edge = m % 2 == 0 && Math.abs(i) == half;
      sum += edge ? y[t + i] / 2 : y[t + i];
    }
    return sum / m;
  }
}
