package io.flts.core.score;

import io.flts.api.forecast.Forecast;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;

/**
 * sMAPE as in the M4 competition: {@code mean 200 |y - f| / (|y| + |f|)} per case, averaged over
 * cases; in percent, from 0 to 200.
 *
 * <p>A step where both are zero counts as 0: the forecast was right.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2019.04.014">Makridakis, Spiliotis and
 *     Assimakopoulos (2020), The M4 Competition</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class SymmetricMeanAbsolutePercentageError extends CoreScorer {

  /** The scorer; it has no parameters. */
  public SymmetricMeanAbsolutePercentageError() {
    super("smape", Direction.LOWER_IS_BETTER, false, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    return CaseAverage.of(context, SymmetricMeanAbsolutePercentageError::ofCase);
  }

  static double ofCase(ScoredCase one) {
    return ofCase(one, one.forecast());
  }

  /** The sMAPE of any forecast of the case, for example the reference. */
  static double ofCase(ScoredCase one, Forecast forecast) {
    double sum = 0;
    long steps = 0;
    for (int step = 0; step < one.horizon(); step++) {
      double actual = one.actual(step);
      if (!Double.isNaN(actual)) {
        double mean = forecast.mean(step);
        double error = Math.abs(actual - mean);
        sum += error == 0 ? 0 : error / (Math.abs(actual) + Math.abs(mean));
        steps++;
      }
    }
    return 200 * sum / steps;
  }
}
