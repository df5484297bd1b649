package io.flts.core.pipeline;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelReader;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.preprocess.Trait;
import io.flts.api.service.Availability;
import io.flts.api.service.NamedService;
import io.flts.core.catalog.ComposedForecaster;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Preprocessors followed by a forecaster; itself a forecaster, from raw history to raw forecast.
 *
 * <p>Everything is fitted on the training data alone: the first preprocessor on the raw series,
 * each further one on what the one before made of them, the forecaster on the last result. A
 * forecast prepares the known future in the same order, and is brought back to the raw scale in the
 * reverse order. A series that a preprocessor refuses becomes a failure of its own and does not
 * harm the others.
 *
 * <p>Parameters of the forecaster keep their names; those of a preprocessor carry its name in front
 * ({@code scale-method}; {@code scale-2-method} for the second one of that name).
 *
 * <p>Capabilities follow the composition: behind an imputer missing values are welcome; {@code
 * UPDATABLE} holds where every preprocessor is {@link Trait#POINTWISE}, {@code EXPLAINABLE} where
 * every one {@link Trait#KEEPS_TARGET}; what a preprocessor uses up is added to the minimum length.
 * Warm starts are not handed on. Bounds are kept on the raw scale, after everything was brought
 * back.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Example: {@code
 * Pipeline.of(catalog.forecaster("linear")).after(catalog.preprocessor("impute"),
 * catalog.preprocessor("scale")).fit(load)}
 *
 * @since 0.1.0
 */
public final class Pipeline implements ComposedForecaster {
  /** The name of every pipeline; what it is made of tell {@link #parts()}. */
  public static final String NAME = "pipeline";

  private final List<Preprocessor> preprocessors;
  private final Forecaster forecaster;
  private final PartParameters parameters;

  private Pipeline(List<Preprocessor> preprocessors, Forecaster forecaster) {
    this.preprocessors = List.copyOf(preprocessors);
    this.forecaster = forecaster;
    this.parameters = PartParameters.of(this.preprocessors, forecaster);
  }

  /** A pipeline of a forecaster alone; {@link #after} puts preprocessors before it. */
  public static Pipeline of(Forecaster forecaster) {
    return new Pipeline(List.of(), forecaster);
  }

  /**
   * This pipeline after some preprocessors, which work in the order given: {@code
   * Pipeline.of(model).after(impute, scale)} imputes, scales, then models. Called again, it puts
   * further ones in front of those it has.
   */
  public Pipeline after(Preprocessor... first) {
    List<Preprocessor> all = new ArrayList<>(List.of(first));
    all.addAll(preprocessors);
    return new Pipeline(all, forecaster);
  }

  /** The preprocessors, in the order in which they work. */
  public List<Preprocessor> preprocessors() {
    return preprocessors;
  }

  /** The forecaster at the end. */
  public Forecaster forecaster() {
    return forecaster;
  }

  @Override
  public List<NamedService<?>> parts() {
    List<NamedService<?>> parts = new ArrayList<>(preprocessors);
    parts.add(forecaster);
    return List.copyOf(parts);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ParameterSet parameters() {
    return parameters.all();
  }

  @Override
  public Pipeline with(Parameters changes) {
    parameters
        .all()
        .with(changes); // refuses unknown names and bad values under the names used here
    List<Preprocessor> changed = new ArrayList<>();
    for (int place = 0; place < preprocessors.size(); place++) {
      changed.add(preprocessors.get(place).with(parameters.ofPart(place, changes)));
    }
    return new Pipeline(changed, forecaster.with(parameters.ofPart(preprocessors.size(), changes)));
  }

  @Override
  public Availability availability() {
    for (NamedService<?> part : parts()) {
      if (!part.availability().isAvailable()) {
        return part.availability();
      }
    }
    return Availability.available();
  }

  @Override
  public Capabilities capabilities() {
    Capabilities inner = forecaster.capabilities();
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(inner.all());
    all.remove(Capability.WARM_STARTABLE);
    if (!allHave(Trait.POINTWISE)) {
      all.remove(Capability.UPDATABLE);
    }
    if (!allHave(Trait.KEEPS_TARGET)) {
      all.remove(Capability.EXPLAINABLE);
    }
    if (fillsMissing()) {
      all.add(Capability.MISSING_VALUES);
    }
    int minimum = inner.minimumLength();
    for (Preprocessor preprocessor : preprocessors) {
      minimum = Math.addExact(minimum, preprocessor.shortensBy());
    }
    return new Capabilities(all, minimum);
  }

  boolean allHave(Trait trait) {
    return preprocessors.stream().allMatch(p -> p.traits().contains(trait));
  }

  boolean anyHas(Trait trait) {
    return preprocessors.stream().anyMatch(p -> p.traits().contains(trait));
  }

  /** An imputer helps when nothing before it may choke on, or spread, what is missing. */
  private boolean fillsMissing() {
    for (Preprocessor preprocessor : preprocessors) {
      Set<Trait> traits = preprocessor.traits();
      if (traits.contains(Trait.FILLS_MISSING)) {
        return true;
      }
      if (!traits.contains(Trait.POINTWISE) && !traits.contains(Trait.KEEPS_TARGET)) {
        return false;
      }
    }
    return false;
  }

  @Override
  public FittedForecaster fit(FitRequest request) {
    return FittedPipeline.fit(this, request);
  }

  @Override
  public FittedForecaster read(ModelReader in) {
    return FittedPipeline.read(this, in);
  }

  @Override
  public String toString() {
    return parts().stream()
        .map(part -> part instanceof Pipeline ? part.toString() : part.name())
        .collect(Collectors.joining(" > ", NAME + " ", ""));
  }
}
