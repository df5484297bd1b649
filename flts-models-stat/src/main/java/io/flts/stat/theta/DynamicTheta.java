package io.flts.stat.theta;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.theta.ThetaFit.Kind;
import java.util.List;

/**
 * The optimised and dynamic Theta models of Fiorucci et al. (2016), {@code dynamic-theta}.
 *
 * <p>θ says how much of the line the forecast takes, 1 − 1/θ; it is estimated in [1, ∞) together
 * with the level and α in [0.1, 0.99] by least squares of the one-step errors (optimised), or fixed
 * at 2. The line runs through all observations, or through those before each step (dynamic). The
 * default is the dynamic optimised model.
 *
 * <p>Season, missing values, fallback, cost and append as for {@link Theta}; quantiles are normal
 * with v_h = σ²·(1 + (h−1)·α²), stretched by a multiplicative season. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2016.02.005">Fiorucci, Pellegrini, Louzada,
 *     Petropoulos and Koehler (2016)</a>
 * @since 0.1.0
 */
public final class DynamicTheta extends PerSeriesForecaster {

  static final ParameterSpec<Boolean> DYNAMIC =
      ParameterSpec.flag("dynamic", true, "whether the line follows the series or is fitted once");
  static final ParameterSpec<Boolean> OPTIMISED =
      ParameterSpec.flag("optimised", true, "whether theta is estimated; otherwise it is 2");

  private final ParameterSet parameters;

  /** The dynamic optimised method. */
  public DynamicTheta() {
    this(
        ParameterSet.of(DYNAMIC, OPTIMISED, ThetaEstimation.SEASON, ThetaEstimation.DECOMPOSITION));
  }

  private DynamicTheta(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "dynamic-theta";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public DynamicTheta with(Parameters changes) {
    return new DynamicTheta(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1,
        Capability.SEASONAL,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.UPDATABLE,
        Capability.EXPLAINABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    boolean dynamic = parameters.get(DYNAMIC);
    Kind kind =
        parameters.get(OPTIMISED)
            ? dynamic ? Kind.DYNAMIC_OPTIMISED : Kind.OPTIMISED
            : dynamic ? Kind.DYNAMIC_STANDARD : Kind.STANDARD;
    return ThetaEstimation.best(
        series,
        parameters.get(ThetaEstimation.SEASON),
        ThetaEstimation.forms(parameters.get(ThetaEstimation.DECOMPOSITION), series),
        List.of(kind));
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : ThetaSeriesModel.read(in);
  }
}
