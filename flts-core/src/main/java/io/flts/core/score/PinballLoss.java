package io.flts.core.score;

import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.List;

/**
 * Mean quantile loss: {@code max(q (y - z), (q - 1) (y - z))} for the forecast {@code z} of
 * quantile {@code q}, averaged over quantiles and pooled over the known steps of all cases; in the
 * unit of the series. No factor 2: at the median alone it is half the MAE of the median.
 *
 * <p>{@code NaN} where a forecast lacks one of the quantiles.
 *
 * @see <a href="https://doi.org/10.2307/1913643">Koenker and Bassett (1978), Regression
 *     quantiles</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class PinballLoss extends CoreScorer {
  /** The quantiles to judge. */
  public static final ParameterSpec<List<Double>> QUANTILES =
      ParameterSpec.reals(
          "quantiles",
          QuantileGrid.DECILES,
          1e-9,
          1 - 1e-9,
          "quantile probabilities to judge; forecasts must hold them");

  /** The scorer with its default parameters. */
  public PinballLoss() {
    this(ParameterSet.of(QUANTILES));
  }

  private PinballLoss(ParameterSet parameters) {
    super("pinball", Direction.LOWER_IS_BETTER, true, parameters);
  }

  @Override
  Scorer configured(ParameterSet changed) {
    return new PinballLoss(changed);
  }

  @Override
  public Levels requiredLevels() {
    return QuantileGrid.levels(parameters().get(QUANTILES));
  }

  @Override
  public double score(ScoringContext context) {
    QuantileLoss sums = QuantileLoss.mean(context, parameters().get(QUANTILES));
    return sums.loss() / sums.steps();
  }
}
