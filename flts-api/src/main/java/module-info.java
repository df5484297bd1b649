/**
 * The nouns of forecasting and the service interfaces. Needs the JDK alone; a plug-in needs nothing
 * else.
 *
 * <p>Start reading at {@link io.flts.api.series.TimeSeries} and {@link
 * io.flts.api.forecast.Forecaster}.
 */
module io.flts.api {
  requires static org.jspecify;

  exports io.flts.api.calendar;
  exports io.flts.api.error;
  exports io.flts.api.forecast;
  exports io.flts.api.model;
  exports io.flts.api.parameter;
  exports io.flts.api.perseries;
  exports io.flts.api.preprocess;
  exports io.flts.api.registry;
  exports io.flts.api.score;
  exports io.flts.api.series;
  exports io.flts.api.service;
}
