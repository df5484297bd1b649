package io.flts.core.serve;

import com.github.benmanes.caffeine.cache.Ticker;
import io.flts.api.error.ModelFormatException;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.core.bundle.BundleLimits;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.pipeline.SavedForecaster;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes a version ready to answer: reads, verifies and warms it up. Immutable and thread-safe. */
final class ModelLoader {
  private final ServiceCatalog catalog;
  private final List<ModelSource> sources;
  private final Map<String, ModelSettings> settings;
  private final ModelSettings standard;
  private final Clock clock;
  private final Ticker ticker;

  ModelLoader(
      ServiceCatalog catalog,
      List<ModelSource> sources,
      Map<String, ModelSettings> settings,
      ModelSettings standard,
      Clock clock,
      Ticker ticker) {
    this.catalog = catalog;
    this.sources = List.copyOf(sources);
    this.settings = Map.copyOf(settings);
    this.standard = standard;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** The sources in the order in which they are asked. */
  List<ModelSource> sources() {
    return sources;
  }

  ModelSettings settings(String model) {
    return settings.getOrDefault(model, standard);
  }

  Clock clock() {
    return clock;
  }

  /**
   * A version, ready to answer a reference.
   *
   * @throws IOException where its bytes cannot be had or are not what was registered
   * @throws RuntimeException where they are no model, or the model fails its warm-up
   */
  LiveModel load(ModelRef ref, ModelSource source, ModelSource.Found found) throws IOException {
    ModelVersion version = found.version();
    ModelBundle bundle = read(found);
    SavedForecaster saved = ForecasterBundle.read(bundle, catalog);
    ModelSettings own = settings(ref.model());
    own.warmUp().check(saved.fitted(), bundle.manifest());
    ServedModel facts =
        new ServedModel(
            ref,
            version,
            bundle.manifest(),
            saved.forecaster().name(),
            source.name(),
            clock.instant(),
            false);
    return LiveModel.of(facts, saved, own, ticker);
  }

  /** Reads to the last byte, and believes no source that the bytes are those registered. */
  private static ModelBundle read(ModelSource.Found found) throws IOException {
    ModelVersion version = found.version();
    try (InputStream in = found.bytes().open();
        DigestInputStream digested = new DigestInputStream(in, LocalCopy.sha256())) {
      ModelBundle bundle =
          ModelBundle.read(
              digested, version.size(), BundleLimits.standard(), version.ref().toString());
      digested.transferTo(java.io.OutputStream.nullOutputStream());
      String digest = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      if (!digest.equals(version.digest())) {
        throw new ModelFormatException(
            "Model bundle "
                + version.ref()
                + ": its SHA-256 is "
                + digest
                + ", registered was "
                + version.digest()
                + ". It was damaged or exchanged; promote another version.");
      }
      return bundle;
    }
  }
}
