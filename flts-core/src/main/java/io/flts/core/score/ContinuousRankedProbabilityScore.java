package io.flts.core.score;

import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.List;

/**
 * CRPS from quantiles: {@code 2 integral over q of the quantile loss}, pooled over the known steps
 * of all cases; in the unit of the series. For a forecast that is one number it is the MAE.
 *
 * <p>The integral is taken by the midpoint rule on the quantiles given: each stands for the
 * probabilities nearer to it than to its neighbours, the outermost up to 0 and 1. With the default
 * 19 quantiles the score of a normal forecast is within about 3 % of the exact one. {@code NaN}
 * where a forecast lacks one of the quantiles.
 *
 * @see <a href="https://doi.org/10.1198/016214506000001437">Gneiting and Raftery (2007), Strictly
 *     proper scoring rules</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class ContinuousRankedProbabilityScore extends CoreScorer {
  /** The quantiles to judge. */
  public static final ParameterSpec<List<Double>> QUANTILES =
      ParameterSpec.reals(
          "quantiles",
          QuantileGrid.TWENTIETHS,
          1e-9,
          1 - 1e-9,
          "quantile probabilities to judge; forecasts must hold them");

  /** The scorer with its default parameters. */
  public ContinuousRankedProbabilityScore() {
    this(ParameterSet.of(QUANTILES));
  }

  private ContinuousRankedProbabilityScore(ParameterSet parameters) {
    super("crps", Direction.LOWER_IS_BETTER, true, parameters);
  }

  @Override
  Scorer configured(ParameterSet changed) {
    return new ContinuousRankedProbabilityScore(changed);
  }

  @Override
  public Levels requiredLevels() {
    return QuantileGrid.levels(parameters().get(QUANTILES));
  }

  @Override
  public double score(ScoringContext context) {
    List<Double> probabilities = QuantileGrid.sorted(parameters().get(QUANTILES));
    QuantileLoss sums =
        QuantileLoss.of(context, probabilities, QuantileGrid.midpointWeights(probabilities));
    return 2 * sums.loss() / sums.steps();
  }
}
