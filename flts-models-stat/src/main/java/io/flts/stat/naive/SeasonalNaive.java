package io.flts.stat.naive;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;

/**
 * The value one season ago: the yardstick for everything seasonal.
 *
 * <p>Intervals are normal with variance k·σ² in the k-th season ahead, σ² the mean squared change
 * from season to season. <b>Input</b> at least one full season; with fewer than two, where no
 * change can be seen, σ is the standard deviation of the values. Missing values are bridged by the
 * season before. <b>Cost</b> O(n) to fit, O(h) to forecast. Immutable and thread-safe.
 *
 * <p>Agrees with R {@code forecast::snaive} on series without missing values.
 *
 * @see <a href="https://otexts.com/fpp3/simple-methods.html">FPP3, section 5.2</a>
 * @since 0.1.0
 */
public final class SeasonalNaive extends PerSeriesForecaster {
  /** Observations per season. */
  public static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 1_000_000, "observations per season; 0 = from the frequency");

  private final ParameterSet parameters;

  /** The method with the season of the data's frequency. */
  public SeasonalNaive() {
    this(ParameterSet.of(SEASON));
  }

  private SeasonalNaive(ParameterSet parameters) {
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "seasonal-naive";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Forecaster with(Parameters changes) {
    return new SeasonalNaive(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        2,
        Capability.SEASONAL,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.UPDATABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    int declared = parameters.get(SEASON);
    int season = declared > 0 ? declared : series.frequency().season();
    return LagWalk.withoutDrift(series, season, name());
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return LagWalk.read(in);
  }
}
