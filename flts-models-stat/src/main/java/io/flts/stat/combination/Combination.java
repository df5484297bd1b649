package io.flts.stat.combination;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.FltsException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.perseries.SeriesFitContext;
import io.flts.api.perseries.SeriesModel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.safeguard.FallbackModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The median, step by step, of exponential smoothing, ARIMA, Theta and a seasonal decomposition,
 * {@code combination}.
 *
 * <p>Each member is fitted to the series on its own; the forecast is the median (or mean) of their
 * means, each quantile that of their quantiles at the same probability. Members err in different
 * ways, so the middle is rarely the worst and often better than any of them. {@code stl} and {@code
 * mstl} are left out of series without a season, where they repeat {@code ets}.
 *
 * <p><b>Output</b> means, quantiles, and paths: each member simulates its share of them, moved so
 * that they lie about the combined mean. <b>Missing values</b> as the members treat them.
 * <b>Deadline</b> the quickest members come first, {@code auto-arima} last, which then searches for
 * as long as there is time. <b>Fallback</b> visible: a member that could not be fitted, was out of
 * time or fell back is named. <b>Cost</b> the sum of the members'. <b>Determinism</b> same input,
 * same bits, unless the deadline cuts the search short. <b>Thread safety</b> immutable.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2019.01.006">Petropoulos and Svetunkov (2020),
 *     A simple combination of univariate models</a>
 * @since 0.1.0
 */
public final class Combination extends PerSeriesForecaster {
  private static final ParameterSpec<List<String>> MEMBERS =
      ParameterSpec.texts(
          "members",
          Member.USUAL,
          "methods to combine: ets, ces, auto-arima, theta, dynamic-theta, auto-theta, stl, mstl");
  private static final ParameterSpec<String> COMBINE =
      ParameterSpec.choice(
          "combine", "median", List.of("median", "mean"), "what is made of the members' numbers");
  private static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 100_000, "observations per season; 0 = from the frequency, 1 = none");

  private final ParameterSet parameters;

  /** The usual four members and their median. */
  public Combination() {
    this(ParameterSet.of(MEMBERS, COMBINE, SEASON));
  }

  private Combination(ParameterSet parameters) {
    Member.check(parameters.get(MEMBERS));
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return "combination";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Combination with(Parameters changes) {
    return new Combination(parameters.with(changes));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(
        1, Capability.SEASONAL, Capability.MISSING_VALUES, Capability.QUANTILES, Capability.PATHS);
  }

  @Override
  protected SeriesModel fitSeries(TimeSeries series, SeriesFitContext context) {
    int season = parameters.get(SEASON);
    int period = season == 0 ? Math.max(1, series.frequency().season()) : season;
    FitRequest request =
        FitRequest.of(TimeSeries.of(series.id(), series.index(), series.toArray()))
            .withHorizon(context.horizon())
            .withSeed(context.seed())
            .withDeadline(context.deadline());
    List<String> names = Member.fitFor(parameters.get(MEMBERS), period);
    Map<String, FittedForecaster> found = new HashMap<>();
    StringBuilder missing = new StringBuilder();
    DeadlineExceededException late = null;
    for (String name : Member.quickestFirst(names)) {
      try {
        found.put(name, Member.named(name, season).fit(request));
      } catch (FltsException e) {
        late = e instanceof DeadlineExceededException deadline ? deadline : late;
        missing.append(missing.isEmpty() ? "without " : "; without ").append(name);
        missing.append(": ").append(e.getMessage());
      }
    }
    if (found.isEmpty() && late != null) {
      throw late;
    }
    Map<String, FittedForecaster> fitted = new LinkedHashMap<>();
    names.stream().filter(found::containsKey).forEach(name -> fitted.put(name, found.get(name)));
    return fitted.isEmpty()
        ? FallbackModel.of(series.toArray(), period, missing.toString())
        : CombinedSeriesModel.of(
            series, period, fitted, parameters.get(COMBINE).equals("mean"), missing.toString());
  }

  @Override
  protected SeriesModel readSeries(ModelReader in) {
    return FallbackModel.isWritten(in)
        ? FallbackModel.read(in)
        : CombinedSeriesModel.read(in, parameters.get(SEASON));
  }
}
