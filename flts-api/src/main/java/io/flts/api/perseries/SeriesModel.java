package io.flts.api.perseries;

import io.flts.api.model.ModelWriter;
import io.flts.api.series.TimeSeries;

/**
 * A model fitted to one series: parameters and the state at the end of its history.
 *
 * @implSpec Immutable and thread-safe. Needs no training data any more.
 * @since 0.1.0
 */
public interface SeriesModel {

  /** Forecasts the steps that follow the history. */
  SeriesForecast forecast(SeriesForecastRequest request);

  /** The same parameters, never estimated again, with the state at the end of another history. */
  SeriesModel over(TimeSeries history);

  /** Writes what {@link PerSeriesForecaster#readSeries} needs to forecast the same bits. */
  void write(ModelWriter out);

  /**
   * Empty; or, where the method asked for could not be fitted and something simpler answers, its
   * name and the reason. It becomes visible in {@link io.flts.api.forecast.Forecast#producedBy()}.
   */
  default String fallback() {
    return "";
  }
}
