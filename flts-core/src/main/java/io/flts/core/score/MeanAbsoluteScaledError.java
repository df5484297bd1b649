package io.flts.core.score;

import io.flts.api.forecast.Forecast;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;

/**
 * MASE: {@code mean |y - f| / s} per case, averaged over cases, where {@code s} is the mean {@code
 * |y[t] - y[t-m]|} within the history, m the season of the case. Below 1 means better than the
 * seasonal naive method did within the history.
 *
 * <p>Cases whose scale is zero (a history that repeats itself exactly) or unknown (a history of at
 * most m observations) are left out.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2006.03.001">Hyndman and Koehler (2006),
 *     Another look at measures of forecast accuracy</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class MeanAbsoluteScaledError extends CoreScorer {

  /** The scorer; it has no parameters. */
  public MeanAbsoluteScaledError() {
    super("mase", Direction.LOWER_IS_BETTER, false, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    return CaseAverage.of(context, one -> ofCase(one, one.forecast()));
  }

  /** The MASE of any forecast of the case, for example the reference. */
  static double ofCase(ScoredCase one, Forecast forecast) {
    double sum = 0;
    long steps = 0;
    for (int step = 0; step < one.horizon(); step++) {
      double actual = one.actual(step);
      if (!Double.isNaN(actual)) {
        sum += Math.abs(actual - forecast.mean(step));
        steps++;
      }
    }
    return sum / steps / SeasonalScale.divisor(SeasonalScale.of(one).absolute());
  }
}
