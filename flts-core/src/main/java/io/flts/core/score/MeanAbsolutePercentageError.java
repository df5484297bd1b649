package io.flts.core.score;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;

/**
 * MAPE: {@code mean 100 |y - f| / |y|} per case, averaged over cases; in percent.
 *
 * <p>Steps whose actual value is zero are left out, and cases that have no others. It punishes
 * forecasts that are too high more than those too low, and explodes near zero: prefer {@code wape}
 * or {@code mase} for a decision.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MeanAbsolutePercentageError extends CoreScorer {

  /** The scorer; it has no parameters. */
  public MeanAbsolutePercentageError() {
    super("mape", Direction.LOWER_IS_BETTER, false, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    return CaseAverage.of(context, MeanAbsolutePercentageError::ofCase);
  }

  private static double ofCase(ScoredCase one) {
    double sum = 0;
    long steps = 0;
    for (int step = 0; step < one.horizon(); step++) {
      double actual = one.actual(step);
      if (!Double.isNaN(actual) && actual != 0) {
        sum += Math.abs(actual - one.forecast().mean(step)) / Math.abs(actual);
        steps++;
      }
    }
    return 100 * sum / steps;
  }
}
