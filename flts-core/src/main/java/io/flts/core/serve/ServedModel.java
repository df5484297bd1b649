package io.flts.core.serve;

import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.core.bundle.BundleManifest;
import java.time.Instant;

/**
 * A version that answers requests.
 *
 * @param ref what requests ask for: an alias, or the version itself
 * @param version the version that answers
 * @param manifest what its bundle says about it: services, schema, metrics
 * @param forecaster service name of the forecaster
 * @param source which source it was loaded from, by the name given to the builder
 * @param loadedAt when it began to answer
 * @param pinned whether it stays whatever the alias says
 * @since 0.1.0
 */
public record ServedModel(
    ModelRef ref,
    ModelVersion version,
    BundleManifest manifest,
    String forecaster,
    String source,
    Instant loadedAt,
    boolean pinned) {

  ServedModel withPinned(boolean newPinned) {
    return new ServedModel(ref, version, manifest, forecaster, source, loadedAt, newPinned);
  }
}
