package io.flts.api.perseries;

import io.flts.api.series.TimeSeries;

/**
 * A {@link SeriesModel} that takes new observations without a refit. Where every series of a panel
 * has one, the fitted forecaster is {@link io.flts.api.forecast.Updatable}.
 *
 * @since 0.1.0
 */
public interface AppendableSeriesModel extends SeriesModel {

  /** The same parameters, with the state moved on over the observations that follow next. */
  SeriesModel append(TimeSeries observations);
}
