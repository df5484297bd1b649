package io.flts.stat.seasonal;

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
import java.util.List;

/**
 * Several seasons taken out by MSTL, the rest forecast by another method, {@code mstl}.
 *
 * <p>The seasons are the usual ones of the frequency (24, 168 and 8766 for hourly data) as far as
 * the history holds more than two cycles of the first and four of the others, or those of {@code
 * periods} with more than two. Each goes on with its last cycle; the adjusted series is forecast by
 * exponential smoothing, ARIMA, Theta or a naive method. The default for seasons above 24.
 *
 * <p><b>Output</b> means and quantiles of the trend method shifted by the seasons. Missing values
 * get no weight in the decomposition. <b>Fallback</b> visible, as that of the trend method; bound
 * as in {@link io.flts.stat.safeguard.ForecastBound}. <b>Cost</b> some milliseconds for 1,000
 * hourly values. <b>Determinism</b> same input, same bits. <b>Thread safety</b> immutable.
 *
 * @see <a href="https://arxiv.org/abs/2107.13462">Bandara, Hyndman and Bergmeir (2021), MSTL</a>
 * @since 0.1.0
 */
public final class MstlForecaster extends PerSeriesForecaster {
  static final ParameterSpec<List<Integer>> PERIODS =
      ParameterSpec.integers(
          "periods",
          List.of(),
          2,
          1_000_000,
          "observations per season, one number each; empty = from season, or from the frequency");

  /** Cycles of a second or third season that make it usual. */
  private static final int CYCLES = 4;

  private final ParameterSet parameters;

  /** All usual seasons of the frequency, exponential smoothing for the rest. */
  public MstlForecaster() {
    this(
        ParameterSet.of(
            PERIODS,
            SeasonParameters.SEASON,
            TrendModel.SPEC,
            SeasonParameters.WINDOW,
            SeasonParameters.ROBUST));
  }

  private MstlForecaster(ParameterSet parameters) {
    SeasonParameters.checkWindow(parameters.get(SeasonParameters.WINDOW));
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "mstl";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public MstlForecaster with(Parameters changes) {
    return new MstlForecaster(parameters.with(changes));
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
    List<Integer> declared = parameters.get(PERIODS);
    if (!declared.isEmpty()) {
      return declared;
    }
    int season = parameters.get(SeasonParameters.SEASON);
    return season > 0 ? List.of(season) : usual(series);
  }

  // A long season's value at one position is seen once a cycle. Two or three years of half-hours
  // would turn the noise of each into a season, so that only what came often is taken unasked.
  private static List<Integer> usual(TimeSeries series) {
    List<Integer> lengths = series.frequency().seasonLengths();
    return lengths.stream()
        .filter(m -> m.equals(lengths.get(0)) || (long) m * CYCLES <= series.length())
        .toList();
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return DecomposedFit.read(in, TrendModel.named(parameters.get(TrendModel.SPEC)));
  }
}
