package io.flts.core.score;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoringContext;

/**
 * WAPE: {@code 100 sum |y - f| / sum |y|}, pooled over the known steps of all cases; in percent.
 * {@code NaN} where all actual values are zero.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class WeightedAbsolutePercentageError extends CoreScorer {

  /** The scorer; it has no parameters. */
  public WeightedAbsolutePercentageError() {
    super("wape", Direction.LOWER_IS_BETTER, false, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    ErrorSums sums = ErrorSums.over(context);
    return sums.magnitude() > 0 ? 100 * sums.absolute() / sums.magnitude() : Double.NaN;
  }
}
