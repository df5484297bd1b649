package io.flts.stat.intermittent;

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
import io.flts.stat.intermittent.SmoothedDemand.Kind;
import io.flts.stat.safeguard.FallbackModel;

/**
 * The method of Teunter, Syntetos and Babai, {@code tsb}: smoothed size times smoothed probability
 * of demand.
 *
 * <p>The probability is updated at every step, so the forecast fades while no demand comes: the
 * method for items that may be obsolete. Missing values are not observed: no demand and no waiting.
 * A history without demand forecasts 0. Quantiles: see {@link io.flts.stat.intermittent the
 * package}. A history with values below 0 is no demand: a visible naive forecast answers, and such
 * values are refused later on with {@code InvalidSeriesException}. Append is O(1). Immutable and
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1016/j.ejor.2011.05.018">Teunter, Syntetos and Babai (2011)</a>
 * @since 0.1.0
 */
public final class Tsb extends PerSeriesForecaster {

  static final ParameterSpec<Double> BETA =
      ParameterSpec.real("beta", 0.1, 0.001, 1, "how fast the probability of demand follows");

  private final ParameterSet parameters;

  /** Smoothing of size and probability by 0.1. */
  public Tsb() {
    this(ParameterSet.of(Croston.ALPHA, BETA));
  }

  private Tsb(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "tsb";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Tsb with(Parameters changes) {
    return new Tsb(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.UPDATABLE,
        Capability.EXPLAINABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    if (DemandHistory.hasNegative(series)) {
      return DemandHistory.fallback(series);
    }
    return SmoothedDemand.fit(
        Kind.TSB, parameters.get(Croston.ALPHA), parameters.get(BETA), series);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : SmoothedDemand.read(in);
  }
}
