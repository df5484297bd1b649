package io.flts.core.score;

import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.List;

/**
 * WQL: {@code 2 sum loss / sum |y|}, the quantile loss averaged over quantiles and summed over the
 * known steps of all cases, relative to the size of the actual values; a ratio. At the median alone
 * it is the WAPE of the median, divided by 100.
 *
 * <p>{@code NaN} where a forecast lacks one of the quantiles, or where all actual values are zero.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class WeightedQuantileLoss extends CoreScorer {
  /** The quantiles to judge. */
  public static final ParameterSpec<List<Double>> QUANTILES =
      ParameterSpec.reals(
          "quantiles",
          QuantileGrid.DECILES,
          1e-9,
          1 - 1e-9,
          "quantile probabilities to judge; forecasts must hold them");

  /** The scorer with its default parameters. */
  public WeightedQuantileLoss() {
    this(ParameterSet.of(QUANTILES));
  }

  private WeightedQuantileLoss(ParameterSet parameters) {
    super("wql", Direction.LOWER_IS_BETTER, false, parameters);
  }

  @Override
  Scorer configured(ParameterSet changed) {
    return new WeightedQuantileLoss(changed);
  }

  @Override
  public Levels requiredLevels() {
    return QuantileGrid.levels(parameters().get(QUANTILES));
  }

  @Override
  public double score(ScoringContext context) {
    QuantileLoss sums = QuantileLoss.mean(context, parameters().get(QUANTILES));
    return sums.magnitude() > 0 ? 2 * sums.loss() / sums.magnitude() : Double.NaN;
  }
}
