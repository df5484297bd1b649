package io.flts.core.serve;

import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Registry;
import java.io.IOException;

/** Somewhere a version can be had from. */
interface ModelSource {

  /** A version and its bytes, not yet read. */
  record Found(ModelVersion version, ModelArtifact bytes) {}

  /** What {@link ServedModel#source()} calls it. */
  String name();

  /**
   * What a reference means here.
   *
   * @throws io.flts.api.error.RegistryException where it means nothing
   */
  Found find(ModelRef ref) throws IOException;

  /** A registry as a source. */
  static ModelSource of(String name, Registry registry) {
    return new ModelSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Found find(ModelRef ref) throws IOException {
        ModelVersion version = registry.resolve(ref);
        return new Found(version, () -> registry.open(version));
      }
    };
  }
}
