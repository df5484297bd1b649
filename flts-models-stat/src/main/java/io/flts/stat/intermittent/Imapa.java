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
import io.flts.stat.safeguard.FallbackModel;

/**
 * The intermittent multiple aggregation prediction algorithm, {@code imapa}: the mean of the rates
 * of {@link Adida} at all block lengths from 1 to the mean interval between demands.
 *
 * <p>Missing values are not observed: no demand and no waiting. A history without demand forecasts
 * 0. Quantiles: see {@link io.flts.stat.intermittent the package}. A history with values below 0 is
 * no demand: a visible naive forecast answers, and such values are refused later on with {@code
 * InvalidSeriesException}. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1057/jors.2014.62">Petropoulos and Kourentzes (2015)</a>
 * @since 0.1.0
 */
public final class Imapa extends PerSeriesForecaster {

  /** All block lengths; there is nothing to configure. */
  public Imapa() {}

  @Override
  public String name() {
    return "imapa";
  }

  @Override
  public Imapa with(Parameters changes) {
    ParameterSet.empty().with(changes);
    return this;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.EXPLAINABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    if (DemandHistory.hasNegative(series)) {
      return DemandHistory.fallback(series);
    }
    return AggregatedDemand.fit(series, false);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : AggregatedDemand.read(in);
  }
}
