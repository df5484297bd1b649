package io.flts.core.score;

import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;

/**
 * Coverage: the share, from 0 to 1, of the known steps of all cases (pooled) whose actual value
 * lies within the central interval of a level, ends included. It should be near the level; more is
 * as wrong as less, and a wide interval covers anything: judge with {@code msis} beside it.
 *
 * <p>{@code NaN} where a forecast lacks the interval.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Coverage extends CoreScorer {
  /** The interval to judge. */
  public static final ParameterSpec<Double> LEVEL =
      ParameterSpec.real(
          "level", 0.95, 0.01, 0.999, "nominal probability of the central interval to judge");

  /** The scorer with its default parameters. */
  public Coverage() {
    this(ParameterSet.of(LEVEL));
  }

  private Coverage(ParameterSet parameters) {
    super("coverage", Direction.TARGET_IS_BETTER, false, parameters);
  }

  @Override
  Scorer configured(ParameterSet changed) {
    return new Coverage(changed);
  }

  @Override
  public Levels requiredLevels() {
    return Levels.intervals(parameters().get(LEVEL));
  }

  @Override
  public double score(ScoringContext context) {
    long steps = 0;
    long inside = 0;
    for (ScoredCase one : context.cases()) {
      Interval interval = IntervalScore.interval(one, parameters().get(LEVEL));
      if (interval == null) {
        return Double.NaN;
      }
      for (int step = 0; step < one.horizon(); step++) {
        double actual = one.actual(step);
        if (!Double.isNaN(actual)) {
          steps++;
          if (actual >= interval.lower(step) && actual <= interval.upper(step)) {
            inside++;
          }
        }
      }
    }
    return steps == 0 ? Double.NaN : (double) inside / steps;
  }
}
