package io.flts.stat.arima;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.TimeSeries;

/** Logarithms of a series, refused where they do not exist. */
final class LogScale {
  private LogScale() {}

  /** Replaces positive values by their logarithms in place. */
  static void apply(TimeSeries series, double[] y) {
    for (int t = 0; t < y.length; t++) {
      if (y[t] <= 0.0) {
        throw new InvalidSeriesException(
            "Series '"
                + series.id()
                + "' is "
                + series.get(t)
                + " at "
                + series.index().label(t)
                + "; transform=log needs positive values. Use transform=none or shift the series.");
      }
      y[t] = Math.log(y[t]);
    }
  }

  /** Whether every observed value has a logarithm. */
  static boolean exists(double[] y) {
    for (double value : y) {
      if (value <= 0.0) {
        return false;
      }
    }
    return true;
  }
}
