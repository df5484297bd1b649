package io.flts.core.serve;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.PanelForecast;

/**
 * The answer to a request: one outcome per series, all made by one version.
 *
 * @param forecast forecasts and failures in the order of the series; every forecast's producer
 *     names the version, for example {@code load/3}
 * @param model the version that made all of them, and the source it came from
 * @param cached whether they were computed for an earlier request
 * @param waitNanos how long the request waited for a permit
 * @param computeNanos how long the model took, 0 where cached
 * @since 0.1.0
 */
public record ServedForecast(
    PanelForecast forecast, ServedModel model, boolean cached, long waitNanos, long computeNanos) {

  /**
   * The forecast of the only series.
   *
   * @throws io.flts.api.error.FltsException the reason, where there is none
   */
  public Forecast single() {
    return forecast.single();
  }
}
