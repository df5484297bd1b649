package io.flts.api.forecast;

import io.flts.api.model.ModelReader;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.api.service.NamedService;

/**
 * A forecasting method with its parameters, not yet fitted to data.
 *
 * <p>Found by {@link java.util.ServiceLoader} under {@code io.flts.api.forecast.Forecaster}. Models
 * that treat every series by itself extend {@link io.flts.api.perseries.PerSeriesForecaster}, which
 * keeps most of the promises below.
 *
 * <p>Example: {@code catalog.forecaster("ets").fit(load).forecast(24, Levels.of(0.80, 0.95))}
 *
 * @implSpec Immutable and thread-safe. Deterministic: the same request gives the same bits, on one
 *     thread or many, whatever the order of the series for per-series models. Input is never
 *     changed. What the data cannot support is refused with {@link
 *     io.flts.api.error.InsufficientDataException}; in a panel a series that cannot be fitted
 *     becomes a {@link ForecastFailure} of the fitted forecaster, and {@code fit} throws only when
 *     no series can.
 * @since 0.1.0
 */
public interface Forecaster extends NamedService<Forecaster> {

  /** What it can do and needs, as configured. */
  Capabilities capabilities();

  /**
   * Fits the method to data.
   *
   * @throws io.flts.api.error.InsufficientDataException where no series supports the model
   * @throws io.flts.api.error.FitFailedException where the fit fails numerically
   * @throws io.flts.api.error.DeadlineExceededException where the deadline leaves no result
   */
  FittedForecaster fit(FitRequest request);

  /**
   * Reads what {@link FittedForecaster#write} of the same service and parameters wrote; the result
   * forecasts the same bits.
   *
   * @throws io.flts.api.error.ModelFormatException where the content is not such a model
   */
  FittedForecaster read(ModelReader in);

  /** Fits on one series, with the defaults of {@link FitRequest}. */
  default FittedForecaster fit(TimeSeries series) {
    return fit(FitRequest.of(series));
  }

  /** Fits on a panel, with the defaults of {@link FitRequest}. */
  default FittedForecaster fit(Panel panel) {
    return fit(FitRequest.of(panel));
  }
}
