package io.flts.core.serve;

import io.flts.api.error.CovariateException;
import io.flts.api.error.FitFailedException;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.PanelForecast;
import io.flts.core.bundle.BundleManifest;

/**
 * What a freshly loaded version must do before any request sees it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WarmUp {

  /**
   * Uses the model; returning means that it may serve.
   *
   * @param manifest what the bundle says about the model
   * @throws RuntimeException where it may not, with the reason
   */
  void check(FittedForecaster fitted, BundleManifest manifest);

  /**
   * Forecasts one step of the training series. At least one series must be answered; where all of
   * them only miss future values of covariates, which training data seldom carry, the model passes.
   */
  static WarmUp standard() {
    return request(ForecastRequest.of(1));
  }

  /**
   * Forecasts as {@link #standard()} does, with a request of the caller, for example with history.
   */
  static WarmUp request(ForecastRequest request) {
    return (fitted, manifest) -> {
      PanelForecast answer = fitted.forecast(request);
      if (answer.forecasts().isEmpty()) {
        for (ForecastFailure failure : answer.failures()) {
          if (!(failure.cause() instanceof CovariateException)) {
            throw new FitFailedException(
                "Not one of "
                    + answer.size()
                    + " series could be forecast; series '"
                    + failure.seriesId()
                    + "': "
                    + failure.reason(),
                failure.cause());
          }
        }
      }
    };
  }

  /** No warm-up: a version serves as soon as it is read. */
  static WarmUp none() {
    return (fitted, manifest) -> {};
  }
}
