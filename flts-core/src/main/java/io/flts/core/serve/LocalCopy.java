package io.flts.core.serve;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.core.json.JsonException;
import io.flts.core.json.JsonLimits;
import io.flts.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A folder with the newest version that answered every reference.
 *
 * <p>One file per reference: a line of JSON that says which version it is, then its bytes. A file
 * is written beside the old one and renamed over it, so that there always is a whole one. Its name
 * is a hash of the reference, because some file systems do not tell upper from lower case.
 */
final class LocalCopy implements ModelSource {
  static final String NAME = "local-copy";

  private static final int MOST_HEADER_BYTES = 1 << 20;

  private final Path folder;

  LocalCopy(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Found find(ModelRef ref) throws IOException {
    Path file = file(ref);
    try (InputStream in = open(file)) {
      ModelVersion version = readHeader(in, ref);
      return new Found(
          version,
          () -> {
            InputStream bytes = open(file);
            readHeader(bytes, ref);
            return bytes;
          });
    } catch (NoSuchFileException e) {
      throw new RegistryException("There is no local copy of '" + ref + "'.", e);
    }
  }

  /** Keeps what answers a reference now, in place of what answered before. */
  void keep(ModelRef ref, Found found) throws IOException {
    Files.createDirectories(folder);
    Path temporary = folder.resolve(UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
          OutputStream out = Channels.newOutputStream(channel);
          InputStream in = found.bytes().open()) {
        out.write(header(ref, found.version()));
        in.transferTo(out);
        channel.force(true);
      }
      Files.move(
          temporary,
          file(ref),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file));
  }

  private Path file(ModelRef ref) {
    byte[] hash = sha256().digest(ref.toString().getBytes(StandardCharsets.UTF_8));
    return folder.resolve(HexFormat.of().formatHex(hash) + ".copy");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static byte[] header(ModelRef ref, ModelVersion version) {
    JsonObject json =
        JsonObject.builder()
            .text("ref", ref.toString())
            .integer("version", version.version())
            .text("digest", version.digest())
            .integer("size", version.size())
            .text("registered-at", version.registeredAt().toString())
            .realMap("metrics", version.metrics())
            .textMap("tags", version.tags())
            .build();
    return (json.compact() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static ModelVersion readHeader(InputStream in, ModelRef ref) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() == MOST_HEADER_BYTES) {
        throw new EOFException(
            "The local copy of '" + ref + "' is damaged: its header has no end.");
      }
      line.write(next);
    }
    try {
      JsonObject json = JsonObject.parse(line.toByteArray(), JsonLimits.standard());
      if (!json.text("ref").equals(ref.toString())) {
        throw new IOException(
            "The local copy of '" + ref + "' is one of '" + json.text("ref") + "'.");
      }
      return new ModelVersion(
          ref.model(),
          (int) json.integer("version", 1, Integer.MAX_VALUE),
          json.text("digest"),
          json.integer("size", 0, Long.MAX_VALUE),
          Instant.parse(json.text("registered-at")),
          json.realMap("metrics"),
          json.textMap("tags"));
    } catch (JsonException | DateTimeException e) {
      throw new IOException("The local copy of '" + ref + "' is damaged: " + e.getMessage(), e);
    }
  }
}
