package io.flts.core.registry;

import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** The artifacts of one model, each under the SHA-256 of its bytes, identical ones once. */
final class BlobFolder {
  private static final int CHUNK = 1 << 16;

  private final StoreFiles files;
  private final Path folder;

  /** What a file holds. */
  record Content(String digest, long size) {}

  BlobFolder(StoreFiles files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Copies an artifact durably into a file that nobody knows yet. */
  Content copy(ModelArtifact artifact, Path temporary) throws IOException {
    MessageDigest sha256 = VerifyingStream.newDigest();
    byte[] chunk = new byte[CHUNK];
    long size = 0;
    try (InputStream in = artifact.open();
        FileOperations.NewFile file = files.operations().create(temporary)) {
      for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
        sha256.update(chunk, 0, got);
        file.write(chunk, 0, got);
        size += got;
      }
      file.sync();
    }
    return new Content(VerifyingStream.hex(sha256), size);
  }

  /** Gives a copied artifact its name, or drops it where the same bytes are there already. */
  void publish(Path temporary, Content content) throws IOException {
    if (faults(content.digest, content.size).isEmpty()) {
      files.operations().delete(temporary);
      files.operations().syncDirectory(folder);
    } else {
      // Also repairs a blob that was damaged.
      files.publish(temporary, folder.resolve(content.digest));
    }
  }

  InputStream open(ModelVersion version) throws IOException {
    Path blob = folder.resolve(version.digest());
    if (files.size(blob) < 0) {
      throw new IOException("Artifact of " + version.ref() + " is missing: " + blob);
    }
    return new VerifyingStream(
        Files.newInputStream(blob, LinkOption.NOFOLLOW_LINKS),
        "Artifact of " + version.ref() + " (" + blob + ")",
        version.digest(),
        version.size());
  }

  /** What is wrong with a blob; empty where all is well. */
  List<String> faults(String digest, long size) throws IOException {
    Path blob = folder.resolve(digest);
    long actual = files.size(blob);
    if (actual < 0) {
      return List.of("blob " + blob + " is missing");
    }
    if (actual != size) {
      return List.of("blob " + blob + " has " + actual + " bytes instead of " + size);
    }
    MessageDigest sha256 = VerifyingStream.newDigest();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(blob, LinkOption.NOFOLLOW_LINKS)) {
      for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
        sha256.update(chunk, 0, got);
      }
    }
    String found = VerifyingStream.hex(sha256);
    return found.equals(digest)
        ? List.of()
        : List.of("blob " + blob + " has SHA-256 " + found + " instead of its name");
  }
}
