package io.flts.core.score;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.Parameters;
import io.flts.api.score.Scorer;

/** What the built-in scorers share: a name, a direction, and how they take parameters. */
abstract class CoreScorer implements Scorer {
  private final String name;
  private final Direction direction;
  private final boolean scaleDependent;
  private final ParameterSet parameters;

  CoreScorer(String name, Direction direction, boolean scaleDependent, ParameterSet parameters) {
    this.name = name;
    this.direction = direction;
    this.scaleDependent = scaleDependent;
    this.parameters = parameters;
  }

  /** The same scorer with other values of its parameters; only called where it has some. */
  Scorer configured(ParameterSet changed) {
    return this;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Direction direction() {
    return direction;
  }

  @Override
  public final boolean scaleDependent() {
    return scaleDependent;
  }

  @Override
  public final ParameterSet parameters() {
    return parameters;
  }

  @Override
  public final Scorer with(Parameters changes) {
    ParameterSet changed = parameters.with(changes);
    return changed.equals(parameters) ? this : configured(changed);
  }

  @Override
  public final String toString() {
    return parameters.specs().isEmpty() ? name : name + " " + parameters;
  }
}
