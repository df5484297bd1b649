package io.flts.core.score;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.List;

/**
 * NRMSE: RMSE divided by the size of the actual values, both pooled over the known steps of all
 * cases. By default the divisor is the mean {@code |y|}; it may be the range or the standard
 * deviation instead.
 *
 * <p>{@code NaN} where the divisor is zero.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class NormalizedRootMeanSquaredError extends CoreScorer {
  /** What the RMSE is divided by. */
  public static final ParameterSpec<String> DIVISOR =
      ParameterSpec.choice(
          "divisor",
          "mean",
          List.of("mean", "range", "deviation"),
          "size of the actual values: mean of |y|, largest minus smallest, or population standard"
              + " deviation");

  /** The scorer with its default parameters. */
  public NormalizedRootMeanSquaredError() {
    this(ParameterSet.of(DIVISOR));
  }

  private NormalizedRootMeanSquaredError(ParameterSet parameters) {
    super("nrmse", Direction.LOWER_IS_BETTER, false, parameters);
  }

  @Override
  Scorer configured(ParameterSet changed) {
    return new NormalizedRootMeanSquaredError(changed);
  }

  @Override
  public double score(ScoringContext context) {
    ErrorSums sums = ErrorSums.over(context);
    double divisor =
        switch (parameters().get(DIVISOR)) {
          case "mean" -> sums.meanMagnitude();
          case "range" -> sums.range();
          default -> deviation(context, sums.meanActual(), sums.count());
        };
    return divisor > 0 ? sums.rootMeanSquared(context) / divisor : Double.NaN;
  }

  private static double deviation(ScoringContext context, double mean, long count) {
    double sum = 0;
    for (ScoredCase one : context.cases()) {
      for (int step = 0; step < one.horizon(); step++) {
        double deviation = one.actual(step) - mean;
        sum += Double.isNaN(deviation) ? 0 : deviation * deviation;
      }
    }
    return Math.sqrt(sum / count);
  }
}
