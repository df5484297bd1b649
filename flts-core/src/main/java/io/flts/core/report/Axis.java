package io.flts.core.report;

import java.util.ArrayList;
import java.util.List;

/** A linear axis with ticks at round numbers. */
record Axis(double from, double to, double step) {

  /** An axis that holds all values, with about so many ticks; any numbers but NaN and infinite. */
  static Axis over(double smallest, double largest, int ticks) {
    double low = smallest;
    double high = largest;
    if (!(low <= high)) {
      low = 0;
      high = 1;
    }
    if (high - low < 1e-12 * Math.max(1, Math.abs(high))) {
      double pad = high == 0 ? 1 : Math.abs(high) * 0.1; // constant: leave room above and below
      low -= pad;
      high += pad;
    }
    double step = roundStep((high - low) / ticks);
    return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
  }

  private static double roundStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double leading = raw / power;
    double round = leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10;
    return round * power;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.min(50, Math.round((to - from) / step));
    for (long k = 0; k <= count; k++) {
      double tick = from + k * step;
      ticks.add(Math.abs(tick) < step * 1e-9 ? 0.0 : tick);
    }
    return ticks;
  }

  /** A value as a share of the axis, 0 at its beginning and 1 at its end. */
  double share(double value) {
    return (value - from) / (to - from);
  }
}
