package io.flts.core.score;

import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighted sum of other scores: {@code w1 s1 + w2 s2 + ...}, added in the order given; by default
 * {@code 0.5 rmse + 0.3 mae + 0.2 mse}.
 *
 * <p>Weights are not normalised. All parts must want small values; note that parts in different
 * units add up to a number that means something only on one and the same scale. {@code NaN} where a
 * part is.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Example: {@code new Composite().with(Parameters.of("scorers", List.of("mase", "msis"),
 * "weights", List.of(0.7, 0.3)))}
 *
 * @since 0.1.0
 */
public final class Composite implements Scorer {
  /** The scores to add. */
  public static final ParameterSpec<List<String>> SCORERS =
      ParameterSpec.texts(
          "scorers", List.of("rmse", "mae", "mse"), "names of built-in scorers to add up");

  /** Their weights. */
  public static final ParameterSpec<List<Double>> WEIGHTS =
      ParameterSpec.reals(
          "weights", List.of(0.5, 0.3, 0.2), 0, 1e9, "weight of each scorer, in the same order");

  private final ParameterSet parameters;
  private final List<Scorer> parts;
  private final List<Double> weights;

  /** The default composite. */
  public Composite() {
    this(ParameterSet.of(SCORERS, WEIGHTS));
  }

  private Composite(ParameterSet parameters) {
    this(parameters, parameters.get(SCORERS).stream().map(BuiltInScorers::get).toList());
  }

  private Composite(ParameterSet parameters, List<Scorer> parts) {
    this.parameters = parameters;
    this.parts = parts;
    this.weights = parameters.get(WEIGHTS);
    if (parts.isEmpty() || parts.size() != weights.size()) {
      throw new IllegalArgumentException(
          "A composite of "
              + parts.size()
              + " scorers "
              + parameters.get(SCORERS)
              + " has "
              + weights.size()
              + " weights "
              + weights
              + "; give at least one scorer and as many weights, both at once.");
    }
    for (Scorer part : parts) {
      if (part.direction() != Direction.LOWER_IS_BETTER) {
        throw new IllegalArgumentException(
            "Scorer '"
                + part.name()
                + "' is no part of a composite: its direction is "
                + part.direction()
                + ", and only scores of which small values are good can be added.");
      }
    }
  }

  /**
   * A composite of any scorers, also configured ones and those of plug-ins.
   *
   * @param weighted scorers with their weights, at least 0, in the order of summation; different
   *     names
   */
  public static Composite of(Map<Scorer, Double> weighted) {
    List<Scorer> parts = new ArrayList<>(weighted.keySet());
    Parameters values =
        Parameters.of(
            SCORERS.name(),
            parts.stream().map(Scorer::name).toList(),
            WEIGHTS.name(),
            new ArrayList<>(weighted.values()));
    return new Composite(ParameterSet.of(SCORERS, WEIGHTS).with(values), List.copyOf(parts));
  }

  @Override
  public String name() {
    return "composite";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Scorer with(Parameters changes) {
    ParameterSet changed = parameters.with(changes);
    // unchanged names keep the very scorers, which may be a plug-in's
    return changed.get(SCORERS).equals(parameters.get(SCORERS))
        ? new Composite(changed, parts)
        : new Composite(changed);
  }

  @Override
  public Direction direction() {
    return Direction.LOWER_IS_BETTER;
  }

  @Override
  public boolean scaleDependent() {
    return parts.stream().anyMatch(Scorer::scaleDependent);
  }

  @Override
  public Levels requiredLevels() {
    Levels levels = Levels.none();
    for (Scorer part : parts) {
      levels = levels.and(part.requiredLevels());
    }
    return levels;
  }

  @Override
  public double score(ScoringContext context) {
    double sum = 0;
    for (int i = 0; i < weights.size(); i++) {
      sum += weights.get(i) * parts.get(i).score(context);
    }
    return sum;
  }

  /**
   * The composite of scores that are known already.
   *
   * @param scores scores by name; others than the parts' are ignored
   * @throws IllegalArgumentException where a part's score is absent
   */
  public double combine(Map<String, Double> scores) {
    double sum = 0;
    for (int i = 0; i < weights.size(); i++) {
      Double score = scores.get(parts.get(i).name());
      if (score == null) {
        throw new IllegalArgumentException(
            "No score '"
                + parts.get(i).name()
                + "' among "
                + scores.keySet()
                + "; the composite needs "
                + weightsByName().keySet()
                + ".");
      }
      sum += weights.get(i) * score;
    }
    return sum;
  }

  /** The parts, in the order of summation; unmodifiable. */
  public List<Scorer> parts() {
    return parts;
  }

  /** The weight of each part by name, in the order of summation. */
  public Map<String, Double> weightsByName() {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      byName.put(parts.get(i).name(), weights.get(i));
    }
    return Collections.unmodifiableMap(byName);
  }

  @Override
  public String toString() {
    return "composite " + weightsByName();
  }
}
