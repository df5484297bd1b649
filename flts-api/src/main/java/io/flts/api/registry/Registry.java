package io.flts.api.registry;

import io.flts.api.service.NamedService;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store of model versions, of aliases that point to them, and of the records of every promotion.
 *
 * <p>Found by {@link java.util.ServiceLoader} under {@code io.flts.api.registry.Registry}. A model
 * name is the identifier (tenant): nothing is shared between names.
 *
 * @implSpec Thread-safe, and safe for several processes where the store is shared. What a method
 *     has acknowledged survives a crash; a crash in the middle leaves the state before or the state
 *     after. Unknown models, versions and aliases, stale epochs and damaged artifacts are refused
 *     with {@link io.flts.api.error.RegistryException}; trouble with the store itself is an {@link
 *     IOException}.
 * @since 0.1.0
 */
public interface Registry extends NamedService<Registry>, AutoCloseable {

  /**
   * Stores an artifact as the next version of a model.
   *
   * @param metrics see {@link ModelVersion#metrics()}
   * @param tags see {@link ModelVersion#tags()}
   */
  ModelVersion register(
      String model, ModelArtifact artifact, Map<String, Double> metrics, Map<String, String> tags)
      throws IOException;

  /** The names of all models, sorted. */
  List<String> models() throws IOException;

  /** All versions of a model, oldest first; empty for an unknown model. */
  List<ModelVersion> versions(String model) throws IOException;

  /** The version that a reference means. */
  ModelVersion resolve(ModelRef ref) throws IOException;

  /**
   * The bytes of a version, verified while they are read: damage ends in an {@link IOException}.
   */
  InputStream open(ModelVersion version) throws IOException;

  /** Checks a version's bytes against its digest. */
  Verification verify(ModelVersion version) throws IOException;

  /** Moves an alias, after verifying the artifact, and records it. */
  PromotionRecord promote(Promotion promotion) throws IOException;

  /**
   * Moves an alias back, and records it: to the version it pointed to before the present one.
   *
   * @throws io.flts.api.error.RegistryException where there is none, or where it does not verify;
   *     the alias then stays
   */
  PromotionRecord rollback(String model, String alias, String actor, String reason)
      throws IOException;

  /** The present record of an alias: where it points to, since when and why; empty for none. */
  Optional<PromotionRecord> current(String model, String alias) throws IOException;

  /** All records of an alias, oldest first. */
  List<PromotionRecord> history(String model, String alias) throws IOException;

  /**
   * Tells a listener of every later move of an alias, also of moves by other processes, within
   * seconds and in order. Called on a thread of the registry; the listener must be quick.
   *
   * @return closing it ends the watch
   */
  AutoCloseable watch(String model, String alias, Consumer<PromotionRecord> listener)
      throws IOException;

  @Override
  void close() throws IOException;
}
