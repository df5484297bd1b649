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
 * Croston's method, {@code croston}: the smoothed size of demands over the smoothed interval
 * between them.
 *
 * <pre>  at each demand y after q steps:  z += α·(y − z),  p += α·(q − p);  forecast z/p</pre>
 *
 * with α = 0.1 by default and both started by the first demand, as R's {@code croston}. Missing
 * values are not observed: no demand and no waiting. A history without demand forecasts 0.
 * Quantiles: see {@link io.flts.stat.intermittent the package}. A history with values below 0 is no
 * demand: a visible naive forecast answers, and such values are refused later on with {@code
 * InvalidSeriesException}. Append is O(1). Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1057/jors.1972.50">Croston (1972)</a>
 * @since 0.1.0
 */
public final class Croston extends PerSeriesForecaster {

  static final ParameterSpec<Double> ALPHA =
      ParameterSpec.real("alpha", 0.1, 0.001, 1, "how fast size and interval follow the demands");

  private final ParameterSet parameters;

  /** Smoothing by 0.1. */
  public Croston() {
    this(ParameterSet.of(ALPHA));
  }

  private Croston(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "croston";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Croston with(Parameters changes) {
    return new Croston(parameters.with(changes));
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
    return SmoothedDemand.fit(Kind.CROSTON, parameters.get(ALPHA), 0, series);
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in) ? FallbackModel.read(in) : SmoothedDemand.read(in);
  }
}
