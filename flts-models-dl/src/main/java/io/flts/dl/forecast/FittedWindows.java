package io.flts.dl.forecast;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Updatable;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.WindowNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fitted form of the window forecasters. Immutable; forecasts take no locks. */
final class FittedWindows implements FittedForecaster, Updatable {
  private final WindowForecaster forecaster;
  private final Frequency frequency;
  private final Bounds bounds;
  private final WindowShape shape;
  private final FeaturePlan plan;
  private final double[] probabilities;
  private final WindowNetwork network;
  private final Reach reach;
  private final Map<String, Known> known;
  private final Provenance provenance;

  /**
   * What is kept of a training series.
   *
   * @param tail its last observations, as many as a window needs
   * @param level its scale
   */
  record Known(
      String id,
      @Nullable TimeSeries tail,
      Frame.@Nullable Level level,
      @Nullable FltsException failure) {}

  private FittedWindows(
      WindowForecaster forecaster,
      Frequency frequency,
      Bounds bounds,
      WindowShape shape,
      FeaturePlan plan,
      double[] probabilities,
      WindowNetwork network,
      Reach reach,
      Map<String, Known> known,
      Provenance provenance) {
    this.forecaster = forecaster;
    this.frequency = frequency;
    this.bounds = bounds;
    this.shape = shape;
    this.plan = plan;
    this.probabilities = probabilities;
    this.network = network;
    this.reach = reach;
    this.known = known;
    this.provenance = provenance;
  }

  static FittedWindows of(
      WindowForecaster forecaster,
      FitRequest request,
      WindowShape shape,
      FeaturePlan plan,
      double[] probabilities,
      Learned learned,
      Members members,
      Provenance provenance) {
    Map<String, Known> known = new LinkedHashMap<>();
    for (Members.Member member : members.all()) {
      TimeSeries series = member.series();
      TimeSeries tail = member.failure() == null ? series.tail(shape.input()) : null;
      known.put(series.id(), new Known(series.id(), tail, member.level(), member.failure()));
    }
    return new FittedWindows(
        forecaster,
        request.panel().frequency(),
        request.bounds(),
        shape,
        plan,
        probabilities,
        learned.network(),
        learned.reach(),
        known,
        provenance);
  }

  FeaturePlan plan() {
    return plan;
  }

  WindowNetwork network() {
    return network;
  }

  /** The weights to start another training from. */
  float[] weightsFor(Layout layout) {
    if (!layout.shape().equals(network.shape())) {
      throw new IllegalArgumentException(
          "'"
              + forecaster.name()
              + "' cannot start from a network of another shape: "
              + network.shape()
              + " instead of "
              + layout.shape()
              + ". Use the same parameters, covariates and horizon, or fit anew.");
    }
    return network.weights();
  }

  @Override
  public PanelForecast forecast(ForecastRequest request) {
    check(request);
    List<Known> asked = new ArrayList<>();
    Panel history = request.history();
    if (history == null) {
      asked.addAll(known.values());
    } else {
      for (TimeSeries series : history) {
        asked.add(over(series));
      }
    }
    Answering answering =
        new Answering(
            forecaster.name(),
            shape,
            plan,
            probabilities,
            network,
            reach,
            bounds,
            forecaster.answersMedian());
    return PanelForecast.of(answering.answer(asked, request));
  }

  private Known over(TimeSeries series) {
    Known trained = known.get(series.id());
    Frame.Level level = trained == null ? null : trained.level();
    try {
      TimeSeries tail = Frame.check(series.tail(shape.input()), 1, forecaster.name());
      // Parameters are never estimated again, except where a series was constant or is unknown.
      boolean use = level != null && level.deviation() > 0;
      Frame.Level scale = use ? level : Frame.learn(series, shape.transform().apply(series));
      return new Known(series.id(), tail, scale, null);
    } catch (FltsException e) {
      return new Known(series.id(), null, null, e);
    }
  }

  private void check(ForecastRequest request) {
    if (!request.levels().isEmpty() && probabilities.length == 0) {
      throw new IllegalArgumentException(
          "'"
              + forecaster.name()
              + "' was fitted without quantiles, but "
              + request.levels()
              + " are asked for. Set 'quantiles', for example to 0.1, 0.5 and 0.9, or calibrate it"
              + " with conformal intervals.");
    }
    if (request.paths() > 0) {
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
                + forecaster.name()
                + "'. Forecast it from its history instead, or fit again.");
      }
      TimeSeries tail = before.tail();
      if (tail == null) {
        continue;
      }
      if (!tail.index().isContinuedBy(more.index())) {
        throw new InvalidSeriesException(
            "Series '"
                + more.id()
                + "' goes on at "
                + tail.index().label(tail.length())
                + "; what is appended starts at "
                + more.index().label(0)
                + ". Append the observations that follow next.");
      }
      TimeSeries longer = tail.append(more).tail(shape.input());
      updated.put(more.id(), new Known(more.id(), longer, before.level(), null));
    }
    return new FittedWindows(
        forecaster,
        frequency,
        bounds,
        shape,
        plan,
        probabilities,
        network,
        reach,
        updated,
        provenance);
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
        .real("reach", reach.most())
        .reals("probabilities", probabilities);
    provenance.write(out.section("provenance"));
    shape.write(out.section("window"));
    plan.write(out.section("features"));
    forecaster.writeNetwork(network, out);
    ModelWriter section = out.section("series");
    int number = 0;
    for (Known one : known.values()) {
      SeriesForm.write(one, section.section(Integer.toString(number++)));
    }
  }

  static FittedWindows read(WindowForecaster forecaster, ModelReader in) {
    Frequency frequency = Frequency.parse(in.text("frequency"));
    Provenance provenance =
        Provenance.read(
            forecaster.name(), forecaster.parameters().values(), in.section("provenance"));
    WindowShape shape = WindowShape.read(in.section("window"));
    FeaturePlan plan = FeaturePlan.read(in.section("features"));
    double[] probabilities = in.reals("probabilities");
    WindowNetwork network = forecaster.readNetwork(in, shape, plan, 1 + probabilities.length);
    Map<String, Known> known = new LinkedHashMap<>();
    ModelReader section = in.section("series");
    for (String key : section.keys()) {
      Known one = SeriesForm.read(frequency, section.section(key));
      known.put(one.id(), one);
    }
    return new FittedWindows(
        forecaster,
        frequency,
        new Bounds(in.real("lower-bound"), in.real("upper-bound")),
        shape,
        plan,
        probabilities,
        network,
        new Reach((float) in.real("reach")),
        known,
        provenance);
  }

  static ForecastOutcome failure(Known one) {
    FltsException cause = one.failure();
    return new ForecastFailure(
        one.id(),
        cause == null
            ? new FitFailedException("Series '" + one.id() + "' was not fitted.")
            : cause);
  }
}
