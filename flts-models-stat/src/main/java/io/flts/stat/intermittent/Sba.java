package io.flts.stat.intermittent;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.intermittent.SmoothedDemand.Kind;
import io.flts.stat.safeguard.FallbackModel;

/**
 * The Syntetos-Boylan approximation, {@code sba}: Croston's rate times 1 − α/2, which takes out
 * most of its upward bias.
 *
 * <p>Missing values are not observed: no demand and no waiting. A history without demand forecasts
 * 0. Quantiles: see {@link io.flts.stat.intermittent the package}. A history with values below 0 is
 * no demand: a visible naive forecast answers, and such values are refused later on with {@code
 * InvalidSeriesException}. Append is O(1). Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2004.10.001">Syntetos and Boylan (2005)</a>
 * @since 0.1.0
 */
public final class Sba extends PerSeriesForecaster {

  private final ParameterSet parameters;

  /** Smoothing by 0.1. */
  public Sba() {
    this(ParameterSet.of(Croston.ALPHA));
  }

  private Sba(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "sba";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Sba with(Parameters changes) {
    return new Sba(parameters.with(changes));
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
    return SmoothedDemand.fit(Kind.SBA, parameters.get(Croston.ALPHA), 0, series);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : SmoothedDemand.read(in);
  }
}
