package io.flts.core.backtest;

import io.flts.api.series.TimeSeries;

/**
 * One series at one origin: positions {@code from} (inclusive) to {@code origin} (exclusive) may be
 * learned from.
 */
record Fold(TimeSeries series, int window, int from, int origin) {

  /**
   * All that a model may see: {@link TimeSeries#slice} ends the target and past covariates at the
   * origin and keeps what is known of the future.
   */
  TimeSeries history() {
    return series.slice(from, origin);
  }

  String cutoff() {
    return series.index().label(origin - 1);
  }
}
