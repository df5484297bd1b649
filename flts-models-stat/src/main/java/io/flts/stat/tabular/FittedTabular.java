package io.flts.stat.tabular;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Updatable;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fitted form of {@link TabularForecaster}. Immutable; forecasts take no locks. */
final class FittedTabular implements FittedForecaster, Updatable, Explainable {
  private final String name;
  private final RowLearner learner;
  private final Frequency frequency;
  private final Bounds bounds;
  private final FeaturePlan plan;
  private final int block;
  private final RowModel model;
  private final Errors errors;
  private final Map<String, Known> known;
  private final Provenance provenance;

  /**
   * What is kept of a training series.
   *
   * @param tail its last observations, as many as a row looks back to
   */
  record Known(
      String id,
      @Nullable TimeSeries tail,
      @Nullable Level level,
      @Nullable FltsException failure) {

    static Known of(TimeSeries tail, Level level) {
      return new Known(tail.id(), tail, level, null);
    }

    static Known failed(String id, @Nullable FltsException cause) {
      return new Known(id, null, null, cause);
    }

    FltsException cause() {
      return failure == null
          ? new FitFailedException("Series '" + id + "' was not fitted.")
          : failure;
    }
  }

  FittedTabular(
      String name,
      RowLearner learner,
      Frequency frequency,
      Bounds bounds,
      FeaturePlan plan,
      int block,
      RowModel model,
      Errors errors,
      Map<String, Known> known,
      Provenance provenance) {
    this.name = name;
    this.learner = learner;
    this.frequency = frequency;
    this.bounds = bounds;
    this.plan = plan;
    this.block = block;
    this.model = model;
    this.errors = errors;
    this.known = new LinkedHashMap<>(known);
    this.provenance = provenance;
  }

  private Answering answering(ForecastRequest request) {
    StepAnswers steps =
        new StepAnswers(plan, model, block, Learning.point(learner), learner.positive());
    return new Answering(name, plan, model, steps, errors, learner, bounds, request);
  }

  @Override
  public PanelForecast forecast(ForecastRequest request) {
    return PanelForecast.of(answering(request).answer(asked(request)));
  }

  @Override
  public Explanation explain(ForecastRequest request) {
    Map<String, Double> importance = new LinkedHashMap<>();
    double[] gains = model.importance();
    double sum = 0;
    for (double gain : gains) {
      sum += gain;
    }
    List<String> names = plan.names();
    for (int f = 0; f < gains.length; f++) {
      importance.put(names.get(f), sum > 0 ? gains[f] / sum : 0);
    }
    return new Explanation(answering(request).explain(asked(request)), importance);
  }

  private List<Known> asked(ForecastRequest request) {
    Panel history = request.history();
    if (history == null) {
      return new ArrayList<>(known.values());
    }
    if (!history.frequency().equals(frequency)) {
      throw new InvalidSeriesException(
          "The history has frequency "
              + history.frequency()
              + "; '"
              + name
              + "' was fitted at "
              + frequency
              + ". Supply history of the same frequency.");
    }
    List<Known> asked = new ArrayList<>();
    for (TimeSeries series : history) {
      asked.add(over(series));
    }
    return asked;
  }

  private Known over(TimeSeries series) {
    Known trained = known.get(series.id());
    Level level = trained == null ? null : trained.level();
    try {
      TabularForecaster.requireObserved(series, 1, name);
      // Parameters are never estimated again, except where a series was constant or is unknown.
      boolean use = level != null && level.spread() > 0;
      Level scale = use ? level : Learning.level(learner, series, series.length());
      return Known.of(series.tail(plan.reach()), scale);
    } catch (FltsException e) {
      return Known.failed(series.id(), e);
    }
  }

  @Override
  public FittedForecaster append(Panel observations) {
    Map<String, Known> updated = new LinkedHashMap<>(known);
    for (TimeSeries more : observations) {
      Known before = known.get(more.id());
      if (before == null) {
        throw new UnknownSeriesException(
            "Series '"
                + more.id()
                + "' was not in the training data of '"
                + name
                + "'. Forecast it from its history instead, or fit again.");
      }
      TimeSeries tail = before.tail();
      Level level = before.level();
      if (tail != null && level != null) {
        updated.put(more.id(), Known.of(tail.append(more).tail(plan.reach()), level));
      }
    }
    return new FittedTabular(
        name, learner, frequency, bounds, plan, block, model, errors, updated, provenance);
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public void write(ModelWriter out) {
    out.text("frequency", frequency.toString())
        .real("lower-bound", bounds.lower())
        .real("upper-bound", bounds.upper())
        .integer("block", block);
    provenance.write(out.section("provenance"));
    plan.write(out.section("features"));
    model.write(out.section("model"));
    errors.write(out.section("errors"));
    ModelWriter section = out.section("series");
    int number = 0;
    for (Known one : known.values()) {
      write(one, section.section(Integer.toString(number++)));
    }
  }

  private static void write(Known one, ModelWriter out) {
    out.text("id", one.id());
    TimeSeries tail = one.tail();
    Level level = one.level();
    if (tail == null || level == null) {
      out.text("failure", String.valueOf(one.cause().getMessage()));
      return;
    }
    out.real("centre", level.centre()).real("spread", level.spread());
    SeriesForm.write(tail, out);
  }

  private static Known read(Frequency frequency, ModelReader in) {
    String id = in.text("id");
    if (in.has("failure")) {
      return Known.failed(id, new FitFailedException(in.text("failure")));
    }
    return Known.of(
        SeriesForm.read(id, frequency, in), new Level(in.real("centre"), in.real("spread")));
  }

  static FittedTabular read(
      String name, Parameters parameters, RowLearner learner, ModelReader in) {
    Frequency frequency = Frequency.parse(in.text("frequency"));
    FeaturePlan plan = FeaturePlan.read(in.section("features"));
    RowModel model = learner.read(in.section("model"));
    int features = model.importance().length;
    int outputs = Math.max(1, learner.probabilities().length);
    if (features != plan.size() || model.outputs() != outputs) {
      throw new ModelFormatException(
          "Saved model: it reads "
              + features
              + " features and gives "
              + model.outputs()
              + " outputs; its rows have "
              + plan.size()
              + " and its parameters ask for "
              + outputs
              + ". The file is damaged or was written by another program.");
    }
    Map<String, Known> known = new LinkedHashMap<>();
    ModelReader section = in.section("series");
    for (String key : section.keys()) {
      Known one = read(frequency, section.section(key));
      known.put(one.id(), one);
    }
    return new FittedTabular(
        name,
        learner,
        frequency,
        new Bounds(in.real("lower-bound"), in.real("upper-bound")),
        plan,
        in.integer("block", 1, 100_000),
        model,
        Errors.read(in.section("errors")),
        known,
        Provenance.read(name, parameters, in.section("provenance")));
  }
}
