package io.flts.api.forecast;

import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import java.util.Optional;

/**
 * A forecasting method fitted to data.
 *
 * @implSpec Immutable and safe for concurrent use: {@link #forecast} takes no locks and does no
 *     I/O. Never returns a NaN, an infinite or an absurd value as a success. Results are copies.
 * @since 0.1.0
 */
public interface FittedForecaster {

  /**
   * Forecasts every training series, or every series of the request's history.
   *
   * <p>The answer has one outcome per series, in order. A series without a forecast is a {@link
   * ForecastFailure}; the method itself throws only where the request as a whole makes no sense
   * (levels or paths the model cannot give, a history of another frequency).
   */
  PanelForecast forecast(ForecastRequest request);

  /** Writes everything that {@link Forecaster#read} needs to forecast the same bits. */
  void write(ModelWriter out);

  /** Where this came from. */
  Provenance provenance();

  /**
   * An optional power of this fitted forecaster, for example {@code power(Updatable.class)}: {@link
   * Updatable} or {@link Explainable}. Wrappers hand on the powers that still hold.
   */
  default <P> Optional<P> power(Class<P> type) {
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }

  /** The mean of the only training series; for several, use {@link #forecast(ForecastRequest)}. */
  default Forecast forecast(int steps) {
    return forecast(steps, Levels.none());
  }

  /** Mean and quantiles of the only training series. */
  default Forecast forecast(int steps, Levels levels) {
    return forecast(Horizon.steps(steps), levels);
  }

  /** Mean and quantiles of the only training series over a span of time. */
  default Forecast forecast(Horizon horizon, Levels levels) {
    return forecast(ForecastRequest.of(horizon).withLevels(levels)).single();
  }
}
