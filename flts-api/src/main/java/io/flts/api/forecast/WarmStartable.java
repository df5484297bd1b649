package io.flts.api.forecast;

/**
 * The power of a forecaster to start a fit from an earlier one, to save time or to keep what it
 * knows.
 *
 * @since 0.1.0
 */
public interface WarmStartable {

  /**
   * Fits to the request's data, starting from the parameters of {@code start}.
   *
   * @throws IllegalArgumentException where {@code start} is not a model of this service
   */
  FittedForecaster fitFrom(FittedForecaster start, FitRequest request);
}
