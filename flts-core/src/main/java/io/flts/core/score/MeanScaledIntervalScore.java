package io.flts.core.score;

import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;

/**
 * MSIS as in the M4 competition: per case the mean interval score ({@code winkler}) divided by the
 * mean {@code |y[t] - y[t-m]|} within the history, averaged over cases.
 *
 * <p>Cases whose scale is zero or unknown are left out. {@code NaN} where a forecast lacks the
 * interval.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2019.04.014">Makridakis, Spiliotis and
 *     Assimakopoulos (2020), The M4 Competition</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class MeanScaledIntervalScore extends CoreScorer {
  /** The interval to judge. */
  public static final ParameterSpec<Double> LEVEL =
      ParameterSpec.real(
          "level", 0.95, 0.01, 0.999, "nominal probability of the central interval to judge");

  /** The scorer with its default parameters. */
  public MeanScaledIntervalScore() {
    this(ParameterSet.of(LEVEL));
  }

  private MeanScaledIntervalScore(ParameterSet parameters) {
    super("msis", Direction.LOWER_IS_BETTER, false, parameters);
  }

  @Override
  Scorer configured(ParameterSet changed) {
    return new MeanScaledIntervalScore(changed);
  }

  @Override
  public Levels requiredLevels() {
    return Levels.intervals(parameters().get(LEVEL));
  }

  @Override
  public double score(ScoringContext context) {
    double level = parameters().get(LEVEL);
    for (ScoredCase one : context.cases()) {
      if (IntervalScore.interval(one, level) == null) {
        return Double.NaN;
      }
    }
    return CaseAverage.of(
        context,
        one ->
            IntervalScore.sum(one, level)
                / IntervalScore.steps(one)
                / SeasonalScale.divisor(SeasonalScale.of(one).absolute()));
  }
}
