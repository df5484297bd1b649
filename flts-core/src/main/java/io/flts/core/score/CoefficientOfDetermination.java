package io.flts.core.score;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * R squared: {@code 1 - sum (y - f)^2 / sum (y - a)^2}, pooled over the known steps of all cases,
 * where {@code a} is the mean of the known actual values of the same series (over all its cases). 1
 * is perfect, 0 as good as knowing that mean beforehand, negative worse.
 *
 * <p>{@code NaN} where the actual values of every series are constant.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class CoefficientOfDetermination extends CoreScorer {

  /** The scorer; it has no parameters. */
  public CoefficientOfDetermination() {
    super("r2", Direction.HIGHER_IS_BETTER, false, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    Map<String, double[]> sums = new LinkedHashMap<>(); // per series: sum of actuals, count
    forEachKnown(
        context,
        (one, step) -> {
          double[] sum = sums.computeIfAbsent(one.forecast().seriesId(), id -> new double[2]);
          sum[0] += one.actual(step);
          sum[1]++;
        });
    double[] squares = new double[2]; // of errors, of deviations from the series' mean
    forEachKnown(
        context,
        (one, step) -> {
          double[] sum = sums.getOrDefault(one.forecast().seriesId(), squares);
          double error = one.actual(step) - one.forecast().mean(step);
          double deviation = one.actual(step) - sum[0] / sum[1];
          squares[0] += error * error;
          squares[1] += deviation * deviation;
        });
    return squares[1] > 0 ? 1 - squares[0] / squares[1] : Double.NaN;
  }

  private static void forEachKnown(ScoringContext context, ObjIntConsumer<ScoredCase> consumer) {
    for (ScoredCase one : context.cases()) {
      for (int step = 0; step < one.horizon(); step++) {
        if (!Double.isNaN(one.actual(step))) {
          consumer.accept(one, step);
        }
      }
    }
  }
}
