package io.flts.api.perseries;

import io.flts.api.error.CovariateException;
import io.flts.api.error.FltsException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Parallel;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Quantiles;
import io.flts.api.forecast.Updatable;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fitted form of a {@link PerSeriesForecaster}: one {@link FittedSeries} per training series.
 */
final class FittedPanel implements FittedForecaster {
  private final PerSeriesForecaster forecaster;
  private final Frequency frequency;
  private final Bounds bounds;
  private final Map<String, FittedSeries> byId;
  private final Provenance provenance;

  private FittedPanel(
      PerSeriesForecaster forecaster,
      Frequency frequency,
      Bounds bounds,
      Map<String, FittedSeries> byId,
      Provenance provenance) {
    this.forecaster = forecaster;
    this.frequency = frequency;
    this.bounds = bounds;
    this.byId = byId;
    this.provenance = provenance;
  }

  static FittedPanel of(
      PerSeriesForecaster forecaster,
      Frequency frequency,
      Bounds bounds,
      List<FittedSeries> series,
      Provenance provenance) {
    Map<String, FittedSeries> byId = new LinkedHashMap<>();
    series.forEach(one -> byId.put(one.id(), one));
    return new FittedPanel(forecaster, frequency, bounds, byId, provenance);
  }

  List<FittedSeries> series() {
    return List.copyOf(byId.values());
  }

  @Override
  public PanelForecast forecast(ForecastRequest request) {
    check(request);
    Panel history = request.history();
    List<ForecastOutcome> outcomes =
        history == null
            ? Parallel.map(series(), request.executor(), one -> outcome(one, request))
            : Parallel.map(history.series(), request.executor(), one -> outcomeOver(one, request));
    return PanelForecast.of(outcomes);
  }

  private void check(ForecastRequest request) {
    if (!request.levels().isEmpty() && !forecaster.capabilities().has(Capability.QUANTILES)) {
      throw new IllegalArgumentException(
          "'"
              + forecaster.name()
              + "' gives no quantiles, but "
              + request.levels()
              + " are asked for. Ask for the mean alone, or calibrate it with conformal intervals.");
    }
    if (request.paths() > 0 && !forecaster.capabilities().has(Capability.PATHS)) {
      throw new IllegalArgumentException(
          "'"
              + forecaster.name()
              + "' gives no simulated paths, but "
              + request.paths()
              + " are asked for. Ask for quantiles, or choose a model with paths.");
    }
    Panel history = request.history();
    if (history != null && !history.frequency().equals(frequency)) {
      throw new InvalidSeriesException(
          "The history has frequency "
              + history.frequency()
              + "; '"
              + forecaster.name()
              + "' was fitted at "
              + frequency
              + ". Supply history of the same frequency.");
    }
  }

  private ForecastOutcome outcome(FittedSeries one, ForecastRequest request) {
    FltsException failure = one.failure();
    SeriesModel model = one.model();
    if (failure != null || model == null) {
      return new ForecastFailure(one.id(), failure == null ? unknown(one.id()) : failure);
    }
    try {
      return forecast(one.id(), model, one.index(), one.future(), request);
    } catch (FltsException e) {
      return new ForecastFailure(one.id(), e);
    }
  }

  private ForecastOutcome outcomeOver(TimeSeries history, ForecastRequest request) {
    try {
      FittedSeries carried = over(history);
      return outcome(carried, request);
    } catch (FltsException e) {
      return new ForecastFailure(history.id(), e);
    }
  }

  private FittedSeries over(TimeSeries history) {
    FittedSeries known = byId.get(history.id());
    if (known == null) {
      throw unknown(history.id());
    }
    SeriesModel model = known.model();
    if (model == null) {
      return known;
    }
    forecaster.check(history);
    return FittedSeries.of(history, model.over(history));
  }

  private UnknownSeriesException unknown(String id) {
    return new UnknownSeriesException(
        "Series '"
            + id
            + "' was not in the training data of '"
            + forecaster.name()
            + "' ("
            + byId.size()
            + " series, the first is '"
            + byId.keySet().iterator().next()
            + "'), and a model per series knows nothing of others. Fit it on that series.");
  }

  private Forecast forecast(
      String id,
      SeriesModel model,
      TimeIndex history,
      FutureCovariates.Window known,
      ForecastRequest request) {
    SeriesForecastRequest inner = seriesRequest(id, history, known, request);
    request.deadline().check("Forecast of series '" + id + "'");
    SeriesForecast result = model.forecast(inner);
    String fallback = result.fallback().isEmpty() ? model.fallback() : result.fallback();
    return Forecast.builder(id, inner.index(), result.mean())
        .point(result.point())
        .quantiles(Quantiles.of(inner.probabilities(), result.quantiles()))
        .paths(result.paths())
        .producer(Producer.of(forecaster.name()).withFallback(fallback))
        .within(bounds)
        .build();
  }

  private static SeriesForecastRequest seriesRequest(
      String id, TimeIndex history, FutureCovariates.Window known, ForecastRequest request) {
    FutureCovariates.Window given = request.future().of(id);
    FutureCovariates.Window future = known;
    if (given != null) {
      if (!given.index().label(0).equals(history.label(history.length()))) {
        throw new CovariateException(
            "Future covariates of series '"
                + id
                + "' start at "
                + given.index().label(0)
                + "; the first step to forecast is "
                + history.label(history.length())
                + ". Give the values from that step on.");
      }
      for (Map.Entry<String, double[]> entry : given.values().entrySet()) {
        future = future.with(entry.getKey(), entry.getValue());
      }
    }
    return new SeriesForecastRequest(
        id,
        history.next(request.horizon().stepsAfter(history)),
        request.levels().probabilities(),
        future,
        request.paths(),
        Seeds.derive(request.seed(), id),
        request.deadline());
  }

  @Override
  public <P> Optional<P> power(Class<P> type) {
    if (type == Updatable.class && everyModel(AppendableSeriesModel.class)) {
      return Optional.of(type.cast((Updatable) this::append));
    }
    if (type == Explainable.class && everyModel(ExplainableSeriesModel.class)) {
      return Optional.of(type.cast((Explainable) this::explain));
    }
    return FittedForecaster.super.power(type);
  }

  private boolean everyModel(Class<? extends SeriesModel> type) {
    return byId.values().stream()
        .allMatch(one -> one.model() == null || type.isInstance(one.model()));
  }

  private FittedForecaster append(Panel observations) {
    Map<String, FittedSeries> updated = new LinkedHashMap<>(byId);
    for (TimeSeries more : observations) {
      FittedSeries known = byId.get(more.id());
      if (known == null) {
        throw unknown(more.id());
      }
      if (!known.index().isContinuedBy(more.index())) {
        throw new InvalidSeriesException(
            "Series '"
                + more.id()
                + "' goes on at "
                + known.index().label(known.index().length())
                + " at frequency "
                + frequency
                + "; what is appended starts at "
                + more.index().label(0)
                + ". Append the observations that follow next.");
      }
      forecaster.checkMissing(more);
      if (known.model() instanceof AppendableSeriesModel model) {
        TimeIndex longer = known.index().slice(0, known.index().length() + more.length());
        FittedSeries next = FittedSeries.of(more, model.append(more));
        updated.put(
            more.id(), new FittedSeries(more.id(), longer, next.future(), next.model(), null));
      }
    }
    return new FittedPanel(forecaster, frequency, bounds, updated, provenance);
  }

  private Explanation explain(ForecastRequest request) {
    check(request);
    Map<String, List<Component>> components = new LinkedHashMap<>();
    Panel history = request.history();
    if (history == null) {
      byId.values().forEach(one -> addComponents(one, request, components));
    } else {
      history.forEach(one -> addComponents(over(one), request, components));
    }
    return new Explanation(components, Map.of());
  }

  private static void addComponents(
      FittedSeries one, ForecastRequest request, Map<String, List<Component>> components) {
    if (one.model() instanceof ExplainableSeriesModel model) {
      SeriesForecastRequest inner = seriesRequest(one.id(), one.index(), one.future(), request);
      components.put(one.id(), model.explain(inner));
    }
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public void write(ModelWriter out) {
    out.text("frequency", frequency.toString())
        .real("lower-bound", bounds.lower())
        .real("upper-bound", bounds.upper());
    provenance.write(out.section("provenance"));
    ModelWriter section = out.section("series");
    int number = 0;
    for (FittedSeries one : byId.values()) {
      one.write(section.section(Integer.toString(number++)));
    }
  }

  static FittedPanel read(PerSeriesForecaster forecaster, ModelReader in) {
    Frequency frequency = Frequency.parse(in.text("frequency"));
    Provenance provenance =
        Provenance.read(
            forecaster.name(), forecaster.parameters().values(), in.section("provenance"));
    List<FittedSeries> series = new ArrayList<>();
    ModelReader section = in.section("series");
    for (String key : section.keys()) {
      series.add(FittedSeries.read(forecaster, frequency, section.section(key)));
    }
    Bounds bounds = new Bounds(in.real("lower-bound"), in.real("upper-bound"));
    return of(forecaster, frequency, bounds, series, provenance);
  }
}
