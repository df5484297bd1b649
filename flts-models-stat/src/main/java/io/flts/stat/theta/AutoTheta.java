package io.flts.stat.theta;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import io.flts.stat.theta.SeasonalAdjustment.Form;
import io.flts.stat.theta.ThetaFit.Kind;
import java.util.List;

/**
 * The automatic Theta method, {@code auto-theta}: the best of the four models of {@link
 * DynamicTheta} and, for positive data, of additive and multiplicative decomposition.
 *
 * <p>The choice minimises the corrected Akaike criterion of the one-step errors: plain squared
 * error would always prefer the model with more parameters, which contains the other. All else as
 * for {@link DynamicTheta}. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2016.02.005">Fiorucci et al. (2016)</a>
 * @since 0.1.0
 */
public final class AutoTheta extends PerSeriesForecaster {

  private final ParameterSet parameters;

  /** All four models, either decomposition. */
  public AutoTheta() {
    this(ParameterSet.of(ThetaEstimation.SEASON, ThetaEstimation.DECOMPOSITION));
  }

  private AutoTheta(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "auto-theta";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public AutoTheta with(Parameters changes) {
    return new AutoTheta(parameters.with(changes));
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
    String decomposition = parameters.get(ThetaEstimation.DECOMPOSITION);
    List<Form> forms =
        decomposition.equals("auto") && ThetaEstimation.positive(series)
            ? List.of(Form.MULTIPLICATIVE, Form.ADDITIVE)
            : ThetaEstimation.forms(decomposition, series);
    return ThetaEstimation.best(
        series,
        parameters.get(ThetaEstimation.SEASON),
        forms,
        List.of(Kind.STANDARD, Kind.OPTIMISED, Kind.DYNAMIC_STANDARD, Kind.DYNAMIC_OPTIMISED));
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : ThetaSeriesModel.read(in);
  }
}
