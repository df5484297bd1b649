package io.flts.core.backtest;

import io.flts.api.error.FltsException;

/**
 * A forecast that a backtest asked for and did not get.
 *
 * @param model label of the candidate
 * @param seriesId the id of the series
 * @param window ordinal of the origin, from 0, earliest first
 * @param cutoff label of the last observation before the origin
 * @param cause why
 * @since 0.1.0
 */
public record BacktestFailure(
    String model, String seriesId, int window, String cutoff, FltsException cause) {

  /** The reason in words. */
  public String reason() {
    return String.valueOf(cause.getMessage());
  }
}
