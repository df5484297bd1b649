package io.flts.core.pipeline;

import io.flts.api.error.FltsException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Quantiles;
import io.flts.api.forecast.Updatable;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Trait;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Pipeline} fitted to data. Immutable. */
final class FittedPipeline implements FittedForecaster {
  /** Wide enough to measure a spread, narrow enough to be well estimated. */
  private static final Levels SPREAD = Levels.of(0.8);

  private final Pipeline pipeline;
  private final Frequency frequency;
  private final Map<String, TrainedSeries> trained;
  private final Stages stages;
  private final FittedForecaster inner;
  private final Bounds bounds;
  private final Provenance provenance;

  private FittedPipeline(
      Pipeline pipeline,
      Frequency frequency,
      Map<String, TrainedSeries> trained,
      Stages stages,
      FittedForecaster inner,
      Bounds bounds,
      Provenance provenance) {
    this.pipeline = pipeline;
    this.frequency = frequency;
    this.trained = trained;
    this.stages = stages;
    this.inner = inner;
    this.bounds = bounds;
    this.provenance = provenance;
  }

  static FittedPipeline fit(Pipeline pipeline, FitRequest request) {
    Panel raw = request.panel();
    Stages.Training training = Stages.fit(pipeline.preprocessors(), raw, request.deadline());
    FittedForecaster inner =
        pipeline.forecaster().fit(request.withPanel(training.prepared()).withBounds(Bounds.none()));
    Map<String, TrainedSeries> trained = new LinkedHashMap<>();
    for (TimeSeries series : raw) {
      trained.put(series.id(), TrainedSeries.of(series, training.refused().get(series.id())));
    }
    Provenance provenance =
        new Provenance(
            pipeline.name(),
            pipeline.parameters().values(),
            raw.fingerprint(),
            request.seed(),
            Map.of());
    return new FittedPipeline(
        pipeline, raw.frequency(), trained, training.stages(), inner, request.bounds(), provenance);
  }

  /**
   * A request in the forecaster's terms.
   *
   * @param inner {@code null} where no series got through the preparation
   */
  private record Prepared(
      @Nullable ForecastRequest inner,
      List<String> ids,
      Map<String, List<TimeSeries>> seen,
      Map<String, FltsException> refused) {}

  @Override
  public PanelForecast forecast(ForecastRequest request) {
    Prepared prepared = prepare(request);
    Map<String, ForecastOutcome> answers = new HashMap<>();
    if (prepared.inner() != null) {
      for (ForecastOutcome outcome : inner.forecast(prepared.inner())) {
        answers.put(outcome.seriesId(), rawOutcome(outcome, prepared.seen(), request.levels()));
      }
    }
    List<ForecastOutcome> outcomes = new ArrayList<>();
    for (String id : prepared.ids()) {
      FltsException refusal = prepared.refused().get(id);
      ForecastOutcome answer = answers.get(id);
      if (refusal != null) {
        outcomes.add(new ForecastFailure(id, refusal));
      } else if (answer != null) {
        outcomes.add(answer);
      } else {
        throw new IllegalStateException(
            "'" + pipeline.forecaster().name() + "' gave no outcome for series '" + id + "'.");
      }
    }
    return PanelForecast.of(outcomes);
  }

  private ForecastOutcome rawOutcome(
      ForecastOutcome outcome, Map<String, List<TimeSeries>> seen, Levels asked) {
    if (!(outcome instanceof Forecast forecast)) {
      return outcome;
    }
    try {
      List<TimeSeries> history = seen.get(forecast.seriesId());
      Forecast raw = history == null ? stages.invert(forecast) : stages.invert(forecast, history);
      return raw.toBuilder()
          .quantiles(only(asked, raw.quantiles()))
          .producer(new Producer(pipeline.name(), "", forecast.producer().fallback()))
          .within(bounds)
          .build();
    } catch (FltsException e) {
      return new ForecastFailure(forecast.seriesId(), e);
    }
  }

  private static Quantiles only(Levels asked, Quantiles given) {
    if (given.size() == asked.size()) {
      return given;
    }
    double[] probabilities = asked.probabilities();
    double[][] values = new double[probabilities.length][];
    for (int k = 0; k < probabilities.length; k++) {
      values[k] = given.get(probabilities[k]);
    }
    return Quantiles.of(probabilities, values);
  }

  private Prepared prepare(ForecastRequest request) {
    Panel history = request.history();
    if (history == null) {
      return prepareTraining(request);
    }
    if (!history.frequency().equals(frequency)) {
      throw new InvalidSeriesException(
          "The history has frequency "
              + history.frequency()
              + "; the pipeline was fitted at "
              + frequency
              + ". Supply history of the same frequency.");
    }
    return prepareHistory(history, request);
  }

  private Prepared prepareTraining(ForecastRequest request) {
    Map<String, FltsException> refused = new HashMap<>();
    Map<String, FutureCovariates.Window> windows = new LinkedHashMap<>();
    for (TrainedSeries one : trained.values()) {
      if (one.refusal() != null) {
        refused.put(one.id(), one.refusal());
      } else {
        prepareWindow(one, request, windows, refused);
      }
    }
    return new Prepared(
        innerRequest(request, windows), List.copyOf(trained.keySet()), Map.of(), refused);
  }

  private Prepared prepareHistory(Panel history, ForecastRequest request) {
    Map<String, FltsException> refused = new HashMap<>();
    Map<String, FutureCovariates.Window> windows = new LinkedHashMap<>();
    Map<String, List<TimeSeries>> seen = new HashMap<>();
    List<String> ids = new ArrayList<>();
    List<TimeSeries> prepared = new ArrayList<>();
    for (TimeSeries series : history) {
      ids.add(series.id());
      try {
        List<TimeSeries> steps = stages.prepare(series);
        seen.put(series.id(), steps);
        prepareWindow(TrainedSeries.of(series, null), request, windows, refused);
        prepared.add(steps.get(steps.size() - 1));
      } catch (FltsException e) {
        refused.put(series.id(), e);
      }
    }
    ForecastRequest innerRequest =
        prepared.isEmpty() ? null : innerRequest(request, windows).withHistory(Panel.of(prepared));
    return new Prepared(innerRequest, ids, seen, refused);
  }

  /** The known future of one series; what is wrong with it is a failure of that series alone. */
  private void prepareWindow(
      TrainedSeries series,
      ForecastRequest request,
      Map<String, FutureCovariates.Window> windows,
      Map<String, FltsException> refused) {
    int horizon = request.horizon().stepsAfter(series.index());
    try {
      FutureCovariates raw =
          FutureCovariates.none()
              .and(series.id(), series.window(horizon, request.future().of(series.id())));
      FutureCovariates.Window prepared = stages.prepareFuture(raw).of(series.id());
      if (prepared != null && !prepared.values().isEmpty()) {
        windows.put(series.id(), prepared);
      }
    } catch (FltsException e) {
      refused.put(series.id(), e);
    }
  }

  private ForecastRequest innerRequest(
      ForecastRequest request, Map<String, FutureCovariates.Window> windows) {
    boolean spread =
        pipeline.anyHas(Trait.MEAN_NEEDS_SPREAD)
            && pipeline.forecaster().capabilities().has(Capability.QUANTILES);
    return request
        .withFuture(FutureCovariates.copyOf(windows))
        .withLevels(spread ? request.levels().and(SPREAD) : request.levels());
  }

  @Override
  public <P> Optional<P> power(Class<P> type) {
    if (type == Updatable.class && pipeline.allHave(Trait.POINTWISE)) {
      return inner
          .power(Updatable.class)
          .map(updatable -> type.cast((Updatable) more -> append(updatable, more)));
    }
    if (type == Explainable.class && pipeline.allHave(Trait.KEEPS_TARGET)) {
      return inner
          .power(Explainable.class)
          .map(explainable -> type.cast((Explainable) request -> explain(explainable, request)));
    }
    return Optional.empty();
  }

  private FittedForecaster append(Updatable updatable, Panel observations) {
    Map<String, TrainedSeries> longer = new LinkedHashMap<>(trained);
    List<TimeSeries> prepared = new ArrayList<>();
    for (TimeSeries more : observations) {
      TrainedSeries known = trained.get(more.id());
      if (known == null || known.refusal() == null) {
        List<TimeSeries> seen = stages.prepare(more);
        prepared.add(seen.get(seen.size() - 1));
        if (known != null) {
          longer.put(more.id(), known.continuedBy(more));
        }
      }
    }
    if (prepared.isEmpty()) {
      return this;
    }
    return new FittedPipeline(
        pipeline,
        frequency,
        longer,
        stages,
        updatable.append(Panel.of(prepared)),
        bounds,
        provenance);
  }

  private Explanation explain(Explainable explainable, ForecastRequest request) {
    ForecastRequest innerRequest = prepare(request).inner();
    return innerRequest == null
        ? new Explanation(Map.of(), Map.of())
        : explainable.explain(innerRequest);
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
    ModelWriter series = out.section("series");
    int number = 0;
    for (TrainedSeries one : trained.values()) {
      one.write(series.section(Integer.toString(number++)));
    }
    ModelWriter parts = out.section("preprocessors");
    for (int stage = 0; stage < stages.fitted().size(); stage++) {
      stages.fitted().get(stage).write(parts.section(Integer.toString(stage)));
    }
    inner.write(out.section("forecaster"));
  }

  static FittedPipeline read(Pipeline pipeline, ModelReader in) {
    try {
      return readChecked(pipeline, in);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new ModelFormatException(
          "Saved pipeline: "
              + e.getMessage()
              + " The file is damaged or was written by another program.",
          e);
    }
  }

  private static FittedPipeline readChecked(Pipeline pipeline, ModelReader in) {
    Frequency frequency = Frequency.parse(in.text("frequency"));
    Map<String, TrainedSeries> trained = new LinkedHashMap<>();
    ModelReader series = in.section("series");
    for (String key : series.keys()) {
      TrainedSeries one = TrainedSeries.read(frequency, series.section(key));
      trained.put(one.id(), one);
    }
    List<FittedPreprocessor> fitted = new ArrayList<>();
    ModelReader parts = in.section("preprocessors");
    for (int stage = 0; stage < pipeline.preprocessors().size(); stage++) {
      fitted.add(pipeline.preprocessors().get(stage).read(parts.section(Integer.toString(stage))));
    }
    return new FittedPipeline(
        pipeline,
        frequency,
        trained,
        new Stages(fitted),
        pipeline.forecaster().read(in.section("forecaster")),
        new Bounds(in.real("lower-bound"), in.real("upper-bound")),
        Provenance.read(pipeline.name(), pipeline.parameters().values(), in.section("provenance")));
  }
}
