package io.flts.stat.seasonal;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import java.util.List;

/**
 * One season taken out by STL, the rest forecast by another method, {@code stl}.
 *
 * <p>As {@link MstlForecaster} with the first usual season of the frequency alone; agrees with R
 * {@code stlf} up to the differences of the trend method. Immutable and thread-safe.
 *
 * @see <a href="https://otexts.com/fpp3/forecasting-decomposition.html">FPP3, section 5.7</a>
 * @since 0.1.0
 */
public final class StlForecaster extends PerSeriesForecaster {

  private final ParameterSet parameters;

  /** The first usual season of the frequency, exponential smoothing for the rest. */
  public StlForecaster() {
    this(
        ParameterSet.of(
            SeasonParameters.SEASON,
            TrendModel.SPEC,
            SeasonParameters.WINDOW,
            SeasonParameters.ROBUST));
  }

  private StlForecaster(ParameterSet parameters) {
    SeasonParameters.checkWindow(parameters.get(SeasonParameters.WINDOW));
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "stl";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public StlForecaster with(Parameters changes) {
    return new StlForecaster(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1,
        Capability.SEASONAL,
        Capability.MISSING_VALUES,
        Capability.QUANTILES,
        Capability.PATHS,
        Capability.EXPLAINABLE);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    return DecomposedFit.of(
        series,
        seasons(series),
        parameters.get(SeasonParameters.WINDOW),
        parameters.get(SeasonParameters.ROBUST),
        TrendModel.named(parameters.get(TrendModel.SPEC)),
        context);
  }

  private List<Integer> seasons(TimeSeries series) {
    int season = parameters.get(SeasonParameters.SEASON);
    return List.of(season > 0 ? season : series.frequency().season());
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return DecomposedFit.read(in, TrendModel.named(parameters.get(TrendModel.SPEC)));
  }
}
