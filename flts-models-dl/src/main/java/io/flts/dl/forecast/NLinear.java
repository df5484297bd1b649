package io.flts.dl.forecast;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.series.TimeSeries;
import io.flts.dl.engine.Body;
import java.util.List;

/**
 * A linear map from a window, less its last value, to all steps of the horizon, less the same
 * value; the yardstick of long horizons.
 *
 * <p>One map is learned from all series of the panel, in closed form (ridge regression; the penalty
 * is chosen on the last part of every series). Covariates are not used.
 *
 * <p><b>Input</b> each series ≥ input + 1 observed values; gaps are bridged by lines. <b>Output</b>
 * a mean, and quantiles of the validation errors where {@code quantiles} names probabilities.
 * <b>Cost</b> O(n·w + w³) for windows of w = input + output values. <b>Determinism</b> same data
 * and parameters, same bits. <b>Thread safety</b> immutable.
 *
 * @see <a href="https://arxiv.org/abs/2205.13504">Zeng et al., Are transformers effective for time
 *     series forecasting?</a>
 * @since 0.1.0
 */
public final class NLinear extends WindowForecaster {

  /** The default configuration. */
  public NLinear() {
    this(WindowParameters.linear(false));
  }

  private NLinear(ParameterSet parameters) {
    super("nlinear", Body.MLP, parameters);
  }

  @Override
  WindowForecaster copy(ParameterSet changed) {
    return new NLinear(changed);
  }

  @Override
  Learned learn(LearningTask task) {
    return LinearLearning.learn(task, LinearFeatures.LAST_VALUE_OFF, 1);
  }

  @Override
  WindowShape.Normalize normalize() {
    return WindowShape.Normalize.LAST;
  }

  @Override
  FeaturePlan features(List<TimeSeries> usable) {
    return FeaturePlan.none();
  }
}
