package io.flts.core.backtest;

import io.flts.api.forecast.Forecaster;

/**
 * A configured forecaster under the label by which a leaderboard calls it.
 *
 * @param label unique within a backtest; the forecaster's name unless one forecaster runs in
 *     several configurations
 * @param forecaster what is judged
 * @since 0.1.0
 */
public record Candidate(String label, Forecaster forecaster) {

  /** Checks the label. */
  public Candidate {
    if (label.isBlank()) {
      throw new IllegalArgumentException(
          "A candidate needs a label; forecaster '" + forecaster.name() + "' has none.");
    }
  }

  /** A candidate labelled with its forecaster's name. */
  public static Candidate of(Forecaster forecaster) {
    return new Candidate(forecaster.name(), forecaster);
  }
}
