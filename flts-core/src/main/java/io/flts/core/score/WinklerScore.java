package io.flts.core.score;

import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;

/**
 * Interval score of Winkler: the width of the central interval plus a penalty for every actual
 * value outside it, {@code (u - l) + 2/a max(0, l - y) + 2/a max(0, y - u)} with {@code a = 1 -
 * level}, pooled over the known steps of all cases; in the unit of the series.
 *
 * <p>{@code NaN} where a forecast lacks the interval.
 *
 * @see <a href="https://doi.org/10.1198/016214506000001437">Gneiting and Raftery (2007), Strictly
 *     proper scoring rules, section 6.2</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class WinklerScore extends CoreScorer {
  /** The interval to judge. */
  public static final ParameterSpec<Double> LEVEL =
      ParameterSpec.real(
          "level", 0.95, 0.01, 0.999, "nominal probability of the central interval to judge");

  /** The scorer with its default parameters. */
  public WinklerScore() {
    this(ParameterSet.of(LEVEL));
  }

  private WinklerScore(ParameterSet parameters) {
    super("winkler", Direction.LOWER_IS_BETTER, true, parameters);
  }

  @Override
  Scorer configured(ParameterSet changed) {
    return new WinklerScore(changed);
  }

  @Override
  public Levels requiredLevels() {
    return Levels.intervals(parameters().get(LEVEL));
  }

  @Override
  public double score(ScoringContext context) {
    double sum = 0;
    long steps = 0;
    for (ScoredCase one : context.cases()) {
      sum += IntervalScore.sum(one, parameters().get(LEVEL));
      steps += IntervalScore.steps(one);
    }
    return sum / steps;
  }
}
