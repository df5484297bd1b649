package io.flts.api.score;

import io.flts.api.forecast.Levels;
import io.flts.api.service.NamedService;

/**
 * One number that says how good forecasts are.
 *
 * <p>Found by {@link java.util.ServiceLoader} under {@code io.flts.api.score.Scorer}.
 *
 * @implSpec Immutable and thread-safe. A score that is not defined for the cases (a percentage of
 *     zeros only, a missing reference) is {@code NaN}, never a made-up number; which steps and
 *     cases are left out is said in the documentation.
 * @since 0.1.0
 */
public interface Scorer extends NamedService<Scorer> {

  /** The score of all cases together; how it is pooled or averaged is part of its definition. */
  double score(ScoringContext context);

  /** Whether small or large scores are good. */
  Direction direction();

  /** Whether the score changes when actuals and forecasts are multiplied by the same number. */
  boolean scaleDependent();

  /** The quantiles that forecasts must hold to be scored; none for scores of the mean. */
  default Levels requiredLevels() {
    return Levels.none();
  }

  /** Which scores are good. */
  enum Direction {
    /** Small scores. */
    LOWER_IS_BETTER,
    /** Large scores. */
    HIGHER_IS_BETTER,
    /** Scores near a target, for example the nominal coverage; never decides a ranking alone. */
    TARGET_IS_BETTER
  }
}
