package io.flts.core.multioutput;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Updatable;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link MultiOutput} fitted to data; every target has its part. Immutable. */
final class FittedMultiOutput implements FittedForecaster {
  private final MultiOutput model;
  private final List<String> ids;
  private final Map<String, FittedForecaster> parts;
  private final Provenance provenance;

  private FittedMultiOutput(
      MultiOutput model,
      List<String> ids,
      Map<String, FittedForecaster> parts,
      Provenance provenance) {
    this.model = model;
    this.ids = List.copyOf(ids);
    this.parts = parts;
    this.provenance = provenance;
  }

  static FittedMultiOutput fit(MultiOutput model, FitRequest request) {
    Panel panel = request.panel();
    Map<String, List<TimeSeries>> byTarget = new LinkedHashMap<>();
    model.targets().keySet().forEach(target -> byTarget.put(target, new ArrayList<>()));
    List<String> ids = new ArrayList<>();
    for (TimeSeries series : panel) {
      List<TimeSeries> own = byTarget.get(String.valueOf(model.targetOf(series.id())));
      if (own == null) {
        throw unknown(model, series.id());
      }
      own.add(series);
      ids.add(series.id());
    }
    byTarget.forEach(
        (target, series) -> {
          if (series.isEmpty()) {
            throw new InsufficientDataException(
                "Target '"
                    + target
                    + "' has no series among the "
                    + panel.size()
                    + " of the panel (the first is '"
                    + panel.get(0).id()
                    + "'), and a model of several targets needs all of them. Supply a series named '"
                    + target
                    + "' or ending in '/"
                    + target
                    + "', or leave the target out.");
          }
        });
    Map<String, FittedForecaster> parts = new LinkedHashMap<>();
    model
        .targets()
        .forEach(
            (target, forecaster) ->
                parts.put(
                    target,
                    fitPart(
                        target,
                        forecaster,
                        request.withPanel(Panel.of(byTarget.getOrDefault(target, List.of()))))));
    Provenance provenance =
        new Provenance(
            MultiOutput.NAME,
            model.parameters().values(),
            panel.fingerprint(),
            request.seed(),
            Map.of());
    return new FittedMultiOutput(model, ids, parts, provenance);
  }

  private static FittedForecaster fitPart(
      String target, Forecaster forecaster, FitRequest request) {
    try {
      return forecaster.fit(request);
    } catch (DeadlineExceededException e) {
      throw e;
    } catch (FltsException e) {
      String message =
          "Target '"
              + target
              + "' could not be fitted by '"
              + forecaster.name()
              + "', and a model of several targets needs all of them: "
              + e.getMessage();
      if (e instanceof InvalidSeriesException) {
        throw new InvalidSeriesException(message, e);
      }
      if (e instanceof InsufficientDataException) {
        throw new InsufficientDataException(message, e);
      }
      throw new FitFailedException(message, e);
    }
  }

  private static UnknownSeriesException unknown(MultiOutput model, String id) {
    return new UnknownSeriesException(
        "Series '"
            + id
            + "' belongs to none of the targets "
            + model.targets().keySet()
            + ". Name it after its target, alone or behind a slash, or add the target '"
            + MultiOutput.REST
            + "' for the rest.");
  }

  @Override
  public PanelForecast forecast(ForecastRequest request) {
    Panel history = request.history();
    List<String> asked = history == null ? ids : new ArrayList<>();
    Map<String, ForecastOutcome> answers = new HashMap<>();
    if (history == null) {
      parts.values().forEach(part -> collect(part.forecast(request), answers));
    } else {
      history.forEach(series -> asked.add(series.id()));
      split(history, answers)
          .forEach((target, panel) -> collect(answer(target, panel, request), answers));
    }
    List<ForecastOutcome> outcomes = new ArrayList<>();
    for (String id : asked) {
      ForecastOutcome answer = answers.get(id);
      if (answer == null) {
        throw new IllegalStateException(
            "The part of target '" + model.targetOf(id) + "' gave no outcome for '" + id + "'.");
      }
      outcomes.add(answer);
    }
    return PanelForecast.of(outcomes);
  }

  private PanelForecast answer(String target, Panel panel, ForecastRequest request) {
    return part(target).forecast(request.withHistory(panel));
  }

  private static void collect(PanelForecast forecasts, Map<String, ForecastOutcome> into) {
    for (ForecastOutcome outcome : forecasts) {
      into.put(
          outcome.seriesId(), outcome instanceof Forecast forecast ? signed(forecast) : outcome);
    }
  }

  /** The forecast under the name of the whole, keeping word of a fallback. */
  private static Forecast signed(Forecast forecast) {
    Producer producer = new Producer(MultiOutput.NAME, "", forecast.producer().fallback());
    return forecast.toBuilder().producer(producer).build();
  }

  /** The history by target; what belongs to none becomes a failure. */
  private Map<String, Panel> split(Panel history, Map<String, ForecastOutcome> failures) {
    Map<String, List<TimeSeries>> byTarget = new LinkedHashMap<>();
    for (TimeSeries series : history) {
      String target = model.targetOf(series.id());
      if (target == null) {
        failures.put(series.id(), new ForecastFailure(series.id(), unknown(model, series.id())));
      } else {
        byTarget.computeIfAbsent(target, name -> new ArrayList<>()).add(series);
      }
    }
    Map<String, Panel> panels = new LinkedHashMap<>();
    byTarget.forEach((target, series) -> panels.put(target, Panel.of(series)));
    return panels;
  }

  private FittedForecaster part(String target) {
    FittedForecaster part = parts.get(target);
    if (part == null) {
      throw new IllegalStateException("No part of target '" + target + "'.");
    }
    return part;
  }

  @Override
  public <P> Optional<P> power(Class<P> type) {
    if (type == Updatable.class && everyPart(Updatable.class)) {
      return Optional.of(type.cast((Updatable) this::append));
    }
    if (type == Explainable.class && everyPart(Explainable.class)) {
      return Optional.of(type.cast((Explainable) this::explain));
    }
    return FittedForecaster.super.power(type);
  }

  private boolean everyPart(Class<?> type) {
    return parts.values().stream().allMatch(part -> part.power(type).isPresent());
  }

  private FittedForecaster append(Panel observations) {
    Map<String, FittedForecaster> longer = new LinkedHashMap<>(parts);
    Map<String, List<TimeSeries>> byTarget = new LinkedHashMap<>();
    for (TimeSeries series : observations) {
      String target = model.targetOf(series.id());
      if (target == null) {
        throw unknown(model, series.id());
      }
      byTarget.computeIfAbsent(target, name -> new ArrayList<>()).add(series);
    }
    byTarget.forEach(
        (target, series) ->
            longer.put(
                target,
                part(target).power(Updatable.class).orElseThrow().append(Panel.of(series))));
    return new FittedMultiOutput(model, ids, longer, provenance);
  }

  private Explanation explain(ForecastRequest request) {
    Map<String, List<Component>> components = new LinkedHashMap<>();
    Map<String, Double> importance = new LinkedHashMap<>();
    Panel history = request.history();
    Map<String, @Nullable Panel> asked = new LinkedHashMap<>();
    if (history == null) {
      parts.keySet().forEach(target -> asked.put(target, null));
    } else {
      asked.putAll(split(history, new HashMap<>()));
    }
    asked.forEach(
        (target, panel) -> {
          Explanation own =
              part(target)
                  .power(Explainable.class)
                  .orElseThrow()
                  .explain(panel == null ? request : request.withHistory(panel));
          components.putAll(own.components());
          own.importance().forEach((name, value) -> importance.put(target + ": " + name, value));
        });
    return new Explanation(components, importance);
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public void write(ModelWriter out) {
    provenance.write(out.section("provenance"));
    ModelWriter series = out.section("series");
    for (int place = 0; place < ids.size(); place++) {
      series.text(Integer.toString(place), ids.get(place));
    }
    ModelWriter content = out.section("parts");
    int place = 0;
    for (Map.Entry<String, FittedForecaster> part : parts.entrySet()) {
      ModelWriter section = content.section(Integer.toString(place++));
      section.text("target", part.getKey());
      part.getValue().write(section.section("content"));
    }
  }

  static FittedMultiOutput read(MultiOutput model, ModelReader in) {
    Provenance provenance =
        Provenance.read(MultiOutput.NAME, model.parameters().values(), in.section("provenance"));
    ModelReader series = in.section("series");
    List<String> ids = new ArrayList<>();
    for (int place = 0; place < series.keys().size(); place++) {
      ids.add(series.text(Integer.toString(place)));
    }
    Map<String, ModelReader> saved = new LinkedHashMap<>();
    ModelReader content = in.section("parts");
    for (String key : content.keys()) {
      ModelReader section = content.section(key);
      saved.put(section.text("target"), section);
    }
    Map<String, FittedForecaster> parts = new LinkedHashMap<>();
    model
        .targets()
        .forEach(
            (target, forecaster) -> {
              ModelReader section = saved.get(target);
              if (section == null || !section.has("content")) {
                throw new ModelFormatException(
                    "Saved model: the part of target '"
                        + target
                        + "' is missing; there are parts of "
                        + saved.keySet()
                        + ". A model of several targets is loaded whole or not at all: save it"
                        + " again.");
              }
              parts.put(target, forecaster.read(section.section("content")));
            });
    return new FittedMultiOutput(model, ids, parts, provenance);
  }
}
