package io.flts.api.forecast;

/**
 * What a forecaster has to say about one series: a {@link Forecast}, or a {@link ForecastFailure}
 * that says why there is none.
 *
 * @since 0.1.0
 */
public sealed interface ForecastOutcome permits Forecast, ForecastFailure {

  /** The id of the series. */
  String seriesId();
}
