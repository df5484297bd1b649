package io.flts.dl.forecast;

import io.flts.api.error.FltsException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.WarmStartable;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.model.Provenance;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeSeries;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.WindowNetwork;
import java.time.DateTimeException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model learned from windows of all series: what the forecasters of this package share.
 *
 * <p>Subclasses carry their name and parameters and say how a model is learned. Immutable and
 * thread-safe.
 */
abstract class WindowForecaster implements Forecaster {
  private final String name;
  private final Body body;
  private final ParameterSet parameters;

  WindowForecaster(String name, Body body, ParameterSet parameters) {
    this.name = name;
    this.body = body;
    this.parameters = parameters;
  }

  abstract WindowForecaster copy(ParameterSet changed);

  /** Learns a model of the given windows. */
  abstract Learned learn(LearningTask task);

  /** What a window of the configured size takes off and puts back. */
  WindowShape.Normalize normalize() {
    return WindowShape.Normalize.named(get(WindowParameters.NORMALIZE));
  }

  /** What a window holds besides the target. */
  FeaturePlan features(List<TimeSeries> usable) {
    return FeaturePlan.learn(usable, get(WindowParameters.CALENDAR));
  }

  /** Observations per recurrent step, 0 for one. */
  int segment() {
    return body.recurs() ? get(WindowParameters.SEGMENT) : 0;
  }

  /** Whether what is known beside the sequence stands in every step of it. */
  boolean joined() {
    return body.recurs() && get(WindowParameters.ENGINE).equals("dl4j");
  }

  /** Steps to answer at once; 0 for the horizon of the fit request. */
  int output() {
    return get(WindowParameters.OUTPUT);
  }

  /** Writes what answers the windows. */
  void writeNetwork(WindowNetwork network, ModelWriter out) {
    ArchitectureForm.write(network.shape(), out.section("architecture"));
    out.floats("weights", network.weights());
  }

  /** Reads what {@link #writeNetwork} wrote. */
  WindowNetwork readNetwork(ModelReader in, WindowShape shape, FeaturePlan plan, int perTarget) {
    return ArchitectureForm.network(body, in, shape, plan, perTarget);
  }

  final <T> T get(ParameterSpec<T> spec) {
    return parameters.get(spec);
  }

  /** Whether the point is a median by the loss it was learned with. */
  boolean answersMedian() {
    return false;
  }

  final Body body() {
    return body;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ParameterSet parameters() {
    return parameters;
  }

  @Override
  public final Forecaster with(Parameters changes) {
    return copy(parameters.with(changes));
  }

  @Override
  public final Capabilities capabilities() {
    EnumSet<Capability> can =
        EnumSet.of(
            Capability.GLOBAL,
            Capability.COLD_START,
            Capability.MISSING_VALUES,
            Capability.UPDATABLE);
    if (this instanceof WarmStartable) {
      can.add(Capability.PAST_COVARIATES);
      can.add(Capability.FUTURE_COVARIATES);
      can.add(Capability.STATIC_ATTRIBUTES);
      can.add(Capability.WARM_STARTABLE);
    }
    if (!get(WindowParameters.QUANTILES).isEmpty()) {
      can.add(Capability.QUANTILES);
    }
    return new Capabilities(can, minimum());
  }

  private int minimum() {
    return get(WindowParameters.INPUT) + 1;
  }

  @Override
  public final FittedForecaster fit(FitRequest request) {
    return fit(request, null);
  }

  final FittedForecaster startFrom(FittedForecaster start, FitRequest request) {
    String other = start.provenance().forecaster();
    if (!(start instanceof FittedWindows) || !other.equals(name)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot start from a model of '"
              + other
              + "'. Give a model that '"
              + name
              + "' fitted.");
    }
    return fit(request, (FittedWindows) start);
  }

  private FittedForecaster fit(FitRequest request, @Nullable FittedWindows start) {
    request.deadline().check("Fit of '" + name + "'");
    Transform transform = Transform.named(get(WindowParameters.TRANSFORM));
    Members members = Members.of(request.panel().series(), transform, minimum(), name);
    List<TimeSeries> usable = members.usable();
    FeaturePlan plan = start != null ? start.plan() : features(usable);
    WindowShape shape = shape(request, usable, transform);
    double[] probabilities =
        get(WindowParameters.QUANTILES).stream().mapToDouble(p -> p).sorted().distinct().toArray();
    LearningTask task =
        new LearningTask(this, request, shape, plan, members.frames(plan), probabilities, start);
    Learned learned = learn(task);
    Map<String, String> notes = new TreeMap<>(learned.notes());
    if (start != null) {
      notes.put("warm-start", start.provenance().dataFingerprint());
    }
    Provenance provenance =
        new Provenance(
            name, parameters.values(), request.panel().fingerprint(), request.seed(), notes);
    return FittedWindows.of(
        this, request, shape, plan, probabilities, learned, members, provenance);
  }

  private WindowShape shape(FitRequest request, List<TimeSeries> usable, Transform transform) {
    int input = get(WindowParameters.INPUT);
    int segment = segment();
    if (segment > 0 && input % segment != 0) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "': input "
              + input
              + " is not a multiple of segment "
              + segment
              + ". Make input "
              + (input / segment + 1) * segment
              + ", for example.");
    }
    int output = output();
    int wanted = output > 0 ? output : request.horizon();
    int longest = usable.stream().mapToInt(TimeSeries::length).max().orElse(input + 1);
    // An answer longer than any series has targets for would be untrained: the rest is repeated.
    int trainable = Math.max(1, Math.min(wanted, longest - input));
    boolean joined = joined();
    if (joined && segment > 0) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "': engine 'dl4j' has no segment mode, but segment is "
              + segment
              + ". Set segment to 0, or choose engine 'flts'.");
    }
    return new WindowShape(
        input, trainable, segment, !body.recurs(), joined, normalize(), transform);
  }

  @Override
  public final FittedForecaster read(ModelReader in) {
    try {
      return FittedWindows.read(this, in);
    } catch (FltsException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ModelFormatException("Saved model of '" + name + "' is damaged: " + e.getMessage());
    }
  }
}
