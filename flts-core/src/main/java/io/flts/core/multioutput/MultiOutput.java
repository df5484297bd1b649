package io.flts.core.multioutput;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.service.Availability;
import io.flts.api.service.NamedService;
import io.flts.core.catalog.ComposedForecaster;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One model of several targets, each forecast by a forecaster of its own: the loads by regression,
 * the alarms by classification; itself a forecaster.
 *
 * <p>A series belongs to the target that its id names, alone ({@code down}) or behind a slash
 * ({@code site-7/down}); the target {@code *} takes all that no other names. A target that is yes
 * or no is a series of 1 and 0, see {@code io.flts.core.decide.Exceedance}; the forecast of a
 * classifier is then the probability.
 *
 * <p><b>All parts are there, or there is no model.</b> Fitting refuses a panel in which a target
 * has no series, a series that no target takes, and a target that no series of it could be fitted
 * for, each by name; reading refuses a saved model of which a part is missing. A series that alone
 * cannot be fitted is an outcome, as everywhere.
 *
 * <p>Capabilities are those that every part has, and the covariates that any part uses. Seeds,
 * bounds, deadline and executor of a request go to every part.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Example: {@code MultiOutput.of("down", catalog.forecaster("ets")).and("alarm",
 * catalog.forecaster("xgboost")).fit(panel)}
 *
 * @since 0.1.0
 */
public final class MultiOutput implements ComposedForecaster {
  /** The name of every model of several targets; what it is made of tell {@link #targets()}. */
  public static final String NAME = "multi-output";

  /** The target that takes every series that no other one takes. */
  public static final String REST = "*";

  /** The targets, in the order of the parts. */
  static final ParameterSpec<List<String>> TARGETS =
      ParameterSpec.texts("targets", List.of(), "names of the targets, in the order of the parts");

  /** What a whole can do only where every part can. */
  private static final Set<Capability> OF_EVERY_PART =
      EnumSet.of(
          Capability.MISSING_VALUES,
          Capability.QUANTILES,
          Capability.PATHS,
          Capability.COLD_START,
          Capability.UPDATABLE,
          Capability.EXPLAINABLE);

  /** What a whole uses as soon as one part does. */
  private static final Set<Capability> OF_ANY_PART =
      EnumSet.of(
          Capability.PAST_COVARIATES,
          Capability.FUTURE_COVARIATES,
          Capability.STATIC_ATTRIBUTES,
          Capability.GLOBAL);

  private final Map<String, Forecaster> targets;

  private MultiOutput(Map<String, Forecaster> targets) {
    this.targets = Collections.unmodifiableMap(targets);
  }

  /** A model of one target; {@link #and} adds the others. */
  public static MultiOutput of(String target, Forecaster forecaster) {
    return new MultiOutput(new LinkedHashMap<>()).and(target, forecaster);
  }

  /** A model of the given targets, in the map's order; at least one. */
  public static MultiOutput of(Map<String, Forecaster> targets) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("A model of several targets needs at least one; name it.");
    }
    MultiOutput all = new MultiOutput(new LinkedHashMap<>());
    for (Map.Entry<String, Forecaster> target : targets.entrySet()) {
      all = all.and(target.getKey(), target.getValue());
    }
    return all;
  }

  /** This model with a further target. */
  public MultiOutput and(String target, Forecaster forecaster) {
    if (target.isBlank() || target.contains("/")) {
      throw new IllegalArgumentException(
          "Target '" + target + "' must not be blank and must not contain '/'.");
    }
    if (targets.containsKey(target)) {
      throw new IllegalArgumentException(
          "Target '" + target + "' is there already; every target has one forecaster.");
    }
    Map<String, Forecaster> more = new LinkedHashMap<>(targets);
    more.put(target, forecaster);
    return new MultiOutput(more);
  }

  /** The targets and their forecasters, in order; unmodifiable. */
  public Map<String, Forecaster> targets() {
    return targets;
  }

  /** The target that takes a series, or {@code null} where none does. */
  @Nullable String targetOf(String seriesId) {
    String name = seriesId.substring(seriesId.lastIndexOf('/') + 1);
    return targets.containsKey(name) ? name : targets.containsKey(REST) ? REST : null;
  }

  @Override
  public List<NamedService<?>> parts() {
    return List.copyOf(targets.values());
  }

  @Override
  public Parameters ownParameters() {
    return Parameters.of(TARGETS.name(), List.copyOf(targets.keySet()));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The names of the targets alone; the parameters of a part are set before it becomes one. */
  @Override
  public ParameterSet parameters() {
    return ParameterSet.of(TARGETS).with(ownParameters());
  }

  /** Other names for the targets, as many as there are. */
  @Override
  public MultiOutput with(Parameters changes) {
    return named(parameters().with(changes).get(TARGETS), List.copyOf(targets.values()));
  }

  static MultiOutput named(List<String> names, List<Forecaster> forecasters) {
    if (names.size() != forecasters.size() || names.isEmpty()) {
      throw new IllegalArgumentException(
          names.size()
              + " targets "
              + names
              + " for "
              + forecasters.size()
              + " parts; every target needs its part.");
    }
    MultiOutput all = new MultiOutput(new LinkedHashMap<>());
    for (int place = 0; place < names.size(); place++) {
      all = all.and(names.get(place), forecasters.get(place));
    }
    return all;
  }

  @Override
  public Availability availability() {
    for (Forecaster part : targets.values()) {
      if (!part.availability().isAvailable()) {
        return part.availability();
      }
    }
    return Availability.available();
  }

  @Override
  public Capabilities capabilities() {
    Set<Capability> all = EnumSet.copyOf(OF_EVERY_PART);
    int minimum = 1;
    for (Forecaster part : targets.values()) {
      Capabilities own = part.capabilities();
      all.removeIf(capability -> OF_EVERY_PART.contains(capability) && !own.has(capability));
      OF_ANY_PART.stream().filter(own::has).forEach(all::add);
      minimum = Math.max(minimum, own.minimumLength());
    }
    return new Capabilities(all, minimum);
  }

  @Override
  public FittedForecaster fit(FitRequest request) {
    return FittedMultiOutput.fit(this, request);
  }

  @Override
  public FittedForecaster read(ModelReader in) {
    return FittedMultiOutput.read(this, in);
  }

  @Override
  public String toString() {
    return targets.entrySet().stream()
        .map(target -> target.getKey() + ": " + target.getValue().name())
        .collect(Collectors.joining(", ", NAME + " {", "}"));
  }
}
