package io.flts.core.score;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoringContext;

/**
 * RMSSE: {@code sqrt(mean (y - f)^2 / s)} per case, averaged over cases, where {@code s} is the
 * mean {@code (y[t] - y[t-m])^2} within the history, m the season of the case.
 *
 * <p>The M5 competition took m = 1 and began each history at its first non-zero value: give such
 * cases to have its figure. Cases whose scale is zero or unknown are left out.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2021.11.013">Makridakis, Spiliotis and
 *     Assimakopoulos (2022), M5 accuracy competition</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class RootMeanSquaredScaledError extends CoreScorer {

  /** The scorer; it has no parameters. */
  public RootMeanSquaredScaledError() {
    super("rmsse", Direction.LOWER_IS_BETTER, false, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    return CaseAverage.of(
        context,
        one ->
            Math.sqrt(
                ErrorSums.over(one).meanSquared()
                    / SeasonalScale.divisor(SeasonalScale.of(one).squared())));
  }
}
