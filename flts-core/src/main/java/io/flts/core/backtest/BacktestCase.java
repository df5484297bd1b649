package io.flts.core.backtest;

import io.flts.api.forecast.Forecast;
import io.flts.api.score.ScoredCase;

/**
 * One forecast of a backtest and what came true.
 *
 * @param model label of the candidate
 * @param window ordinal of the origin, from 0, earliest first
 * @param cutoff label of the last observation before the origin
 * @param refitted whether the model was fitted at this origin
 * @param scored forecast, actual values and history
 * @since 0.1.0
 */
public record BacktestCase(
    String model, int window, String cutoff, boolean refitted, ScoredCase scored) {

  /** The forecast. */
  public Forecast forecast() {
    return scored.forecast();
  }

  /** The id of the series. */
  public String seriesId() {
    return scored.forecast().seriesId();
  }

  CaseKey key() {
    return new CaseKey(seriesId(), window);
  }
}
