package io.flts.core.score;

import io.flts.api.score.ScoredCase;

/**
 * How hard the history of a case was to forecast: the mean change over one season within it, which
 * is the in-sample error of the seasonal naive forecast (season 1: of the naive one). Pairs with a
 * missing value are left out.
 *
 * @param absolute mean |y[t] - y[t-m]|; NaN without pairs
 * @param squared mean (y[t] - y[t-m])^2; NaN without pairs
 */
record SeasonalScale(double absolute, double squared) {

  static SeasonalScale of(ScoredCase one) {
    double[] history = one.history();
    int season = one.season();
    double absolute = 0;
    double squared = 0;
    long pairs = 0;
    for (int t = season; t < history.length; t++) {
      double change = Math.abs(history[t] - history[t - season]);
      if (!Double.isNaN(change)) {
        absolute += change;
        squared += change * change;
        pairs++;
      }
    }
    return new SeasonalScale(absolute / pairs, squared / pairs);
  }

  /** The divisor, or NaN where it is zero: a score scaled by zero is not defined. */
  static double divisor(double scale) {
    return scale > 0 ? scale : Double.NaN;
  }
}
