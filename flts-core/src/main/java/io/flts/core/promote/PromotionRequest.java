package io.flts.core.promote;

import io.flts.api.registry.ModelRef;
import io.flts.core.backtest.Leaderboard;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The wish to let an alias point to the best of some registered versions.
 *
 * <p>Immutable and thread-safe; {@code with...} methods give changed copies.
 *
 * @param model name of the model in the registry
 * @param alias the alias to move
 * @param leaderboard how the contenders, and the baseline, did on held-out data; its deciding score
 *     decides
 * @param contenders the registered versions to choose from
 * @param expected who must be there first
 * @param weights weights of the deciding score where it is a composite, for the record
 * @param facts further facts for the record: run id, config hash, experiment
 * @param actor who wants it, for the record
 * @since 0.1.0
 */
public record PromotionRequest(
    String model,
    String alias,
    Leaderboard leaderboard,
    List<Contender> contenders,
    ExpectedModels expected,
    Map<String, Double> weights,
    Map<String, String> facts,
    String actor) {

  /** Checks names and copies. */
  public PromotionRequest {
    ModelRef.checkModel(model);
    ModelRef.checkAlias(alias);
    contenders = List.copyOf(contenders);
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    for (Contender contender : contenders) {
      if (!contender.version().model().equals(model)) {
        throw new IllegalArgumentException(
            "Contender '"
                + contender.label()
                + "' is a version of model '"
                + contender.version().model()
                + "', not of '"
                + model
                + "'; register it there.");
      }
    }
  }

  /** A request that waits for nobody. */
  public static PromotionRequest of(
      String model,
      String alias,
      Leaderboard leaderboard,
      List<Contender> contenders,
      String actor) {
    return new PromotionRequest(
        model, alias, leaderboard, contenders, ExpectedModels.none(), Map.of(), Map.of(), actor);
  }

  /** The same, waiting for models. */
  public PromotionRequest withExpected(ExpectedModels newExpected) {
    return new PromotionRequest(
        model, alias, leaderboard, contenders, newExpected, weights, facts, actor);
  }

  /**
   * The same with the weights of the composite that decides, see {@code Composite.weightsByName()}.
   */
  public PromotionRequest withWeights(Map<String, Double> newWeights) {
    return new PromotionRequest(
        model, alias, leaderboard, contenders, expected, newWeights, facts, actor);
  }

  /** The same with further facts for the record. */
  public PromotionRequest withFacts(Map<String, String> newFacts) {
    return new PromotionRequest(
        model, alias, leaderboard, contenders, expected, weights, newFacts, actor);
  }
}
