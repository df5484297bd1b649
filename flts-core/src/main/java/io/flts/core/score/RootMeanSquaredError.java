package io.flts.core.score;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoringContext;

/**
 * RMSE: {@code sqrt(sum (y - f)^2 / N)}, pooled over the N known steps of all cases; in the unit of
 * the series.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RootMeanSquaredError extends CoreScorer {

  /** The scorer; it has no parameters. */
  public RootMeanSquaredError() {
    super("rmse", Direction.LOWER_IS_BETTER, true, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    return ErrorSums.over(context).rootMeanSquared(context);
  }
}
