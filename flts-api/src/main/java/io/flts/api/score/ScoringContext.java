package io.flts.api.score;

import java.util.List;

/**
 * The forecasts to judge together: one or many series, one or many origins.
 *
 * @param cases at least one
 * @since 0.1.0
 */
public record ScoringContext(List<ScoredCase> cases) {

  /** Copies the list. */
  public ScoringContext {
    cases = List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("Nothing to score: no forecasts were given.");
    }
  }

  /** A context of the given cases. */
  public static ScoringContext of(ScoredCase... cases) {
    return new ScoringContext(List.of(cases));
  }
}
