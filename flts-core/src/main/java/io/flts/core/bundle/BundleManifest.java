package io.flts.core.bundle;

import io.flts.api.model.Provenance;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle says about the model in it.
 *
 * <p>It holds no time of day, so that the same model gives the same bytes. Immutable and
 * thread-safe.
 *
 * @param libraryVersion version of FLTS that wrote the bundle
 * @param services what must be on the class path to load it, outermost first
 * @param schema data it was fitted on and expects again
 * @param dataFingerprint {@link io.flts.api.series.Panel#fingerprint()} of the training data
 * @param configHash {@link io.flts.core.json.ConfigHash} of the configuration
 * @param seed the seed it was fitted with
 * @param metrics scores by name, measured on data the model had not seen unless the name says
 *     otherwise
 * @param notes further facts by name
 * @since 0.1.0
 */
public record BundleManifest(
    String libraryVersion,
    List<BundleService> services,
    BundleSchema schema,
    String dataFingerprint,
    String configHash,
    long seed,
    Map<String, Double> metrics,
    Map<String, String> notes) {

  /** Version of the library that this build writes into bundles. */
  static final String LIBRARY_VERSION = "0.1.0";

  /** Copies the collections. */
  public BundleManifest {
    services = List.copyOf(services);
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /**
   * The manifest of a model of the given origin, written by this build.
   *
   * @param services what must be on the class path to load it, outermost first
   * @param configHash hash of the whole configuration
   */
  public static BundleManifest of(
      Provenance provenance,
      List<BundleService> services,
      BundleSchema schema,
      String configHash,
      Map<String, Double> metrics) {
    return new BundleManifest(
        LIBRARY_VERSION,
        services,
        schema,
        provenance.dataFingerprint(),
        configHash,
        provenance.seed(),
        metrics,
        provenance.notes());
  }

  /** The same manifest with other metrics, for example those of a backtest. */
  public BundleManifest withMetrics(Map<String, Double> newMetrics) {
    return new BundleManifest(
        libraryVersion, services, schema, dataFingerprint, configHash, seed, newMetrics, notes);
  }
}
