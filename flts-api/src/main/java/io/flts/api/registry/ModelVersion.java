package io.flts.api.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One registered version of a model; never changes.
 *
 * @param model name of the model
 * @param version from 1, ascending, never used twice
 * @param digest SHA-256 of the artifact, in hex
 * @param size bytes of the artifact
 * @param registeredAt when
 * @param metrics scores by name, measured on data the model had not seen unless the name says
 *     otherwise
 * @param tags free facts by name: {@code forecaster}, {@code config-hash}, {@code run-id}, {@code
 *     data-fingerprint}
 * @since 0.1.0
 */
public record ModelVersion(
    String model,
    int version,
    String digest,
    long size,
    Instant registeredAt,
    Map<String, Double> metrics,
    Map<String, String> tags) {

  /** Copies the maps. */
  public ModelVersion {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** The reference to this version. */
  public ModelRef ref() {
    return ModelRef.version(model, version);
  }
}
