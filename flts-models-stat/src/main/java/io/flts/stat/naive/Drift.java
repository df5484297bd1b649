package io.flts.stat.naive;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;

/**
 * The last value plus the average change per step: a line through the first and the last value.
 *
 * <p>Intervals are normal with variance h·σ² + h²·se(b)². <b>Input</b> n ≥ 3 observed values;
 * missing ones are bridged, and widen the intervals when they come last. <b>Cost</b> O(n) to fit,
 * O(h) to forecast. Immutable and thread-safe.
 *
 * <p>Agrees with R {@code forecast::rwf(drift = TRUE)} on series without missing values.
 *
 * @see <a href="https://otexts.com/fpp3/simple-methods.html">FPP3, section 5.2</a>
 * @since 0.1.0
 */
public final class Drift extends PerSeriesForecaster {

  /** The method; it has no parameters. */
  public Drift() {}

  @Override
  public String name() {
    return "drift";
  }

  @Override
  public Forecaster with(Parameters changes) {
    ParameterSet.empty().with(changes);
    return this;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        3, Capability.MISSING_VALUES, Capability.QUANTILES, Capability.PATHS, Capability.UPDATABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    return LagWalk.withDrift(series, name());
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return LagWalk.read(in);
  }
}
