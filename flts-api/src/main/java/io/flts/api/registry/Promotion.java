package io.flts.api.registry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The wish to let an alias point to a version, with everything its record should say.
 *
 * @param model name of the model
 * @param alias the alias to move
 * @param version the version it shall point to
 * @param expectedEpoch the epoch of the alias as the caller knows it, 0 before the first promotion;
 *     -1 for "whatever it is now". A stale epoch is refused, so that two promoters cannot undo each
 *     other unseen
 * @param actor who wants it
 * @param reason why
 * @param score the composite score that won, or NaN
 * @param metrics scores by name
 * @param weights weights of the composite score by name
 * @param facts further facts by name: gate results, config hash, run id, data fingerprint
 * @since 0.1.0
 */
public record Promotion(
    String model,
    String alias,
    int version,
    long expectedEpoch,
    String actor,
    String reason,
    double score,
    Map<String, Double> metrics,
    Map<String, Double> weights,
    Map<String, String> facts) {

  /** The epoch of a promotion that does not care what the alias pointed to. */
  public static final long ANY_EPOCH = -1;

  /** Checks names and copies the maps. */
  public Promotion {
    ModelRef.checkModel(model);
    ModelRef.checkAlias(alias);
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** A promotion without scores, whatever the alias pointed to. */
  public static Promotion of(String model, String alias, int version, String actor, String reason) {
    return new Promotion(
        model, alias, version, ANY_EPOCH, actor, reason, Double.NaN, Map.of(), Map.of(), Map.of());
  }

  /** The same promotion, valid only while the alias has an epoch. */
  public Promotion ifEpoch(long epoch) {
    return new Promotion(
        model, alias, version, epoch, actor, reason, score, metrics, weights, facts);
  }
}
