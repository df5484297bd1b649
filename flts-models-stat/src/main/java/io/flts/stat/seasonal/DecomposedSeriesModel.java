package io.flts.stat.seasonal;

import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Component.Role;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Horizon;
import io.flts.api.forecast.Levels;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.perseries.ExplainableSeriesModel;
import io.flts.api.perseries.SeriesForecast;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.decompose.Mstl;
import io.flts.stat.decompose.SeasonalAdjustment;
import io.flts.stat.safeguard.Safeguard;
import io.flts.stat.season.SeasonAnchor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model of the seasonally adjusted series, and the seasons to add.
 *
 * <p>Over other history the decomposition is run again, which has nothing to estimate but the
 * components themselves, and the trend model keeps its parameters; a history that does not hold two
 * cycles takes the seasons from the training data. Immutable and thread-safe.
 */
final class DecomposedSeriesModel implements ExplainableSeriesModel {
  private final SeasonSettings settings;
  private final FittedForecaster trend;
  private final @Nullable TimeSeries adjustedHistory;
  private final SeasonalAdjustment seasons;
  private final SeasonAnchor anchor;
  private final long length;
  private final Safeguard safeguard;

  private DecomposedSeriesModel(
      SeasonSettings settings,
      FittedForecaster trend,
      @Nullable TimeSeries adjustedHistory,
      SeasonalAdjustment seasons,
      SeasonAnchor anchor,
      long length,
      Safeguard safeguard) {
    this.settings = settings;
    this.trend = trend;
    this.adjustedHistory = adjustedHistory;
    this.seasons = seasons;
    this.anchor = anchor;
    this.length = length;
    this.safeguard = safeguard;
  }

  static DecomposedSeriesModel of(
      TimeSeries series,
      SeasonSettings settings,
      SeasonalAdjustment seasons,
      FittedForecaster trend,
      int period) {
    return new DecomposedSeriesModel(
        settings,
        trend,
        null,
        seasons,
        SeasonAnchor.of(series.index()),
        series.length(),
        Safeguard.of(series.toArray(), period));
  }

  @Override
  public SeriesForecast forecast(SeriesForecastRequest request) {
    int horizon = request.horizon();
    Forecast inner = trendForecast(request);
    double[] season = seasons.ahead(horizon);
    double[] mean = inner.mean();
    add(mean, season);
    double[][] quantiles = inner.quantiles().toArray();
    for (double[] row : quantiles) {
      add(row, season);
    }
    double[][] paths = inner.paths();
    for (double[] row : paths) {
      add(row, season);
    }
    SeriesForecast checked = safeguard.check(mean, quantiles, request.probabilities(), paths);
    String fallback = inner.producer().fallback();
    return checked.fallback().isEmpty() && !fallback.isEmpty()
        ? checked.withFallback("trend by " + fallback)
        : checked;
  }

  private Forecast trendForecast(SeriesForecastRequest request) {
    double[] probabilities = request.probabilities();
    ForecastRequest inner =
        ForecastRequest.of(Horizon.steps(request.horizon()))
            .withLevels(probabilities.length == 0 ? Levels.none() : Levels.quantiles(probabilities))
            .withPaths(request.paths())
            .withSeed(request.seed())
            .withDeadline(request.deadline());
    return trend
        .forecast(adjustedHistory == null ? inner : inner.withHistory(Panel.of(adjustedHistory)))
        .single();
  }

  private static void add(double[] target, double[] season) {
    for (int h = 0; h < target.length; h++) {
      target[h] += season[h];
    }
  }

  @Override
  public DecomposedSeriesModel over(TimeSeries history) {
    double[] y = history.toArray();
    SeasonalAdjustment other = SeasonalAdjustment.of(y, settings.method());
    if (other.periods().size() < seasons.periods().size()) {
      OptionalLong distance = anchor.stepsTo(history.index());
      other = SeasonalAdjustment.carried(y, seasons, distance.orElse(length) - length);
    }
    TimeSeries adjusted = TimeSeries.of(history.id(), history.index(), other.adjusted());
    return new DecomposedSeriesModel(
        settings,
        trend,
        adjusted,
        other,
        SeasonAnchor.of(history.index()),
        history.length(),
        safeguard.over(y, settings.longest()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code trend} is the forecast of the adjusted series; then one component per season.
   */
  @Override
  public List<Component> explain(SeriesForecastRequest request) {
    List<Component> components = new ArrayList<>();
    components.add(
        Component.of("trend", Role.ADDITIVE, request.index(), trendForecast(request).mean()));
    List<Integer> periods = seasons.periods();
    for (int i = 0; i < periods.size(); i++) {
      components.add(
          Component.of(
              "season-" + periods.get(i),
              Role.ADDITIVE,
              request.index(),
              seasons.ahead(i, request.horizon())));
    }
    return components;
  }

  @Override
  public void write(ModelWriter out) {
    if (adjustedHistory != null) {
      throw new IllegalStateException("A model carried over to other history is not saved.");
    }
    List<double[]> cycles = seasons.nextCycles();
    out.integer("seasons", cycles.size()).integer("length", length);
    for (int i = 0; i < cycles.size(); i++) {
      out.reals("season-" + i, cycles.get(i));
    }
    settings.write(out.section("settings"));
    anchor.write(out.section("anchor"));
    safeguard.write(out.section("safeguard"));
    trend.write(out.section("trend"));
  }

  static DecomposedSeriesModel read(ModelReader in, Forecaster trend) {
    List<double[]> cycles = new ArrayList<>();
    int count = in.integer("seasons", 0, 1000);
    for (int i = 0; i < count; i++) {
      double[] cycle = in.reals("season-" + i);
      if (cycle.length < 2) {
        throw new ModelFormatException(
            "A saved decomposition has a season of length " + cycle.length + ". Save it again.");
      }
      cycles.add(cycle);
    }
    return new DecomposedSeriesModel(
        SeasonSettings.read(in.section("settings")),
        trend.read(in.section("trend")),
        null,
        SeasonalAdjustment.ofNextCycles(cycles),
        SeasonAnchor.read(in.section("anchor")),
        in.integer("length"),
        Safeguard.read(in.section("safeguard")));
  }

  /** How the seasons are taken out. */
  record SeasonSettings(int[] periods, int seasonalWindow, boolean robust) {

    Mstl method() {
      Mstl method = Mstl.of(periods);
      if (seasonalWindow > 0) {
        method = method.withSeasonalWindow(seasonalWindow);
      }
      return robust ? method.robust() : method;
    }

    int longest() {
      int longest = 1;
      for (int period : periods) {
        longest = Math.max(longest, period);
      }
      return longest;
    }

    void write(ModelWriter out) {
      out.integers("periods", periods).integer("window", seasonalWindow).flag("robust", robust);
    }

    static SeasonSettings read(ModelReader in) {
      int[] periods = in.integers("periods");
      int window = in.integer("window", 0, 1_000_000);
      boolean sound = window == 0 || (window >= 3 && window % 2 == 1);
      for (int period : periods) {
        sound &= period >= 2;
      }
      if (!sound) {
        throw new ModelFormatException(
            "A saved decomposition has impossible periods or windows. Save it again.");
      }
      return new SeasonSettings(periods, window, in.flag("robust"));
    }
  }
}
