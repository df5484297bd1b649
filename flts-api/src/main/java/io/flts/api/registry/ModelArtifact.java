package io.flts.api.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a model, openable more than once: usually a bundle file.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ModelArtifact {

  /** A new stream over all bytes; the caller closes it. */
  InputStream open() throws IOException;

  /** The bytes of a file. */
  static ModelArtifact of(Path file) {
    return () -> Files.newInputStream(file);
  }

  /** The given bytes, copied. */
  static ModelArtifact of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return () -> new java.io.ByteArrayInputStream(copy);
  }
}
