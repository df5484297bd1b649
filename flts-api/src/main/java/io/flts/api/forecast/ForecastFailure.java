package io.flts.api.forecast;

import io.flts.api.error.FltsException;

/**
 * Why there is no forecast of a series.
 *
 * @param seriesId the id of the series
 * @param cause the exception that a forecast of this series alone would have thrown
 * @since 0.1.0
 */
public record ForecastFailure(String seriesId, FltsException cause) implements ForecastOutcome {

  /** The reason in words. */
  public String reason() {
    return String.valueOf(cause.getMessage());
  }
}
