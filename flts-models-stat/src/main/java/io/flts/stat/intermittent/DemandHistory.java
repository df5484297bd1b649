package io.flts.stat.intermittent;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import java.util.Arrays;
import java.util.Locale;

/** Questions about a history of demand. */
final class DemandHistory {

  private DemandHistory() {}

  static boolean hasNegative(TimeSeries series) {
    for (int t = 0; t < series.length(); t++) {
      if (series.get(t) < 0) {
        return true;
      }
    }
    return false;
  }

  static FallbackModel fallback(TimeSeries series) {
    return FallbackModel.of(
        series.toArray(), 1, "the history has values below 0, which are no demand");
  }

  /** Refuses values that are no demand. */
  static void requireDemand(TimeSeries series) {
    for (int t = 0; t < series.length(); t++) {
      if (series.get(t) < 0) {
        throw new InvalidSeriesException(
            String.format(
                Locale.ROOT,
                "Series '%s' is %s at %s; methods for intermittent demand need values of at least 0."
                    + " Clip the series, or choose ses or ets.",
                series.id(),
                series.get(t),
                series.index().label(t)));
      }
    }
  }

  static double[] observed(double[] y) {
    return Arrays.stream(y).filter(v -> !Double.isNaN(v)).toArray();
  }

  /** Mean number of steps from one demand to the next, from the start to the last demand. */
  static double meanInterval(double[] observed) {
    int demands = 0;
    int last = 0;
    for (int t = 0; t < observed.length; t++) {
      if (observed[t] > 0) {
        demands++;
        last = t + 1;
      }
    }
    return demands == 0 ? observed.length : (double) last / demands;
  }
}
