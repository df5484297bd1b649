package io.flts.api.forecast;

/**
 * The power of a fitted forecaster to say what its forecasts are made of.
 *
 * @since 0.1.0
 */
public interface Explainable {

  /** Components or contributions of the forecasts that the same request would give. */
  Explanation explain(ForecastRequest request);
}
