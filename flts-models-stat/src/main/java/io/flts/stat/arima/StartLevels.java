package io.flts.stat.arima;

import java.util.Arrays;

/**
 * The part of a history that a filter can run over: from the first observed value on, with unknown
 * start levels filled.
 *
 * <p>The likelihood treats unknown start levels as parameters; for the state at the end their exact
 * values hardly matter, so straight lines (or, for seasonal differences, the value a season later)
 * stand in.
 */
final class StartLevels {
  private StartLevels() {}

  static double[] complete(ArimaOrder order, double[] errors) {
    int from = 0;
    while (from < errors.length && Double.isNaN(errors[from])) {
      from++;
    }
    double[] x = from == 0 ? errors : Arrays.copyOfRange(errors, from, errors.length);
    int loss = Math.min(order.differencingLoss(), x.length);
    boolean missing = false;
    for (int t = 0; t < loss; t++) {
      missing |= Double.isNaN(x[t]);
    }
    if (!missing) {
      return x;
    }
    double[] filled = x.clone();
    int m = order.seasonalD() > 0 ? order.period() : 0;
    for (int t = loss - 1; t >= 0; t--) {
      if (Double.isNaN(filled[t]) && m > 0 && t + m < x.length) {
        filled[t] = filled[t + m];
      }
    }
    // Straight lines between what is known around; the last known value carries on.
    int last = 0;
    for (int t = 1; t < loss; t++) {
      if (Double.isNaN(filled[t])) {
        int next = t;
        while (next < filled.length && Double.isNaN(filled[next])) {
          next++;
        }
        double to = next < filled.length ? filled[next] : filled[last];
        double share = next < filled.length ? 1.0 / (next - last) : 0.0;
        filled[t] = filled[last] + (to - filled[last]) * share;
      }
      last = t;
    }
    return filled;
  }
}
