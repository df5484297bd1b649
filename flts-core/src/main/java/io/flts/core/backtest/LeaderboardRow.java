package io.flts.core.backtest;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One model in a leaderboard.
 *
 * @param model label of the candidate
 * @param scores scores by scorer name, over the model's own forecasts; {@code NaN} where not
 *     defined
 * @param againstBaselines the deciding score beside that of every other baseline, over shared
 *     forecasts
 * @param cases number of forecasts judged
 * @param failures number of forecasts that failed
 * @param fits number of fits that succeeded
 * @param fitTime time spent fitting, summed over threads
 * @param predictTime time spent forecasting, summed over threads
 * @since 0.1.0
 */
public record LeaderboardRow(
    String model,
    Map<String, Double> scores,
    List<PairedScore> againstBaselines,
    int cases,
    int failures,
    int fits,
    Duration fitTime,
    Duration predictTime) {

  /** Copies scores and comparisons. */
  public LeaderboardRow {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    againstBaselines = List.copyOf(againstBaselines);
  }

  /** The score of a scorer's name; {@code NaN} where the leaderboard does not show it. */
  public double score(String scorer) {
    return scores.getOrDefault(scorer, Double.NaN);
  }
}
