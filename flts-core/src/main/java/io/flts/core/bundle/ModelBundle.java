package io.flts.core.bundle;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelTree;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A fitted model as a file: what it says about itself, and its content.
 *
 * <p>The file is a ZIP of stored entries in format version 1: {@code manifest.json}, {@code
 * model.json} for sections and scalars, {@code arrays.safetensors} for arrays, {@code bytes/...}
 * for opaque bytes. The same bundle gives the same bytes. Loading checks every byte of the file;
 * whatever differs is refused with the name of the entry.
 *
 * <p><b>Cost</b> one pass over the file to read, two over the arrays to write; beside the arrays
 * themselves both need the JSON parts and one buffer, reading the largest array a second time for a
 * moment. Immutable and thread-safe.
 *
 * @param manifest what the bundle says about itself
 * @param content what the fitted model wrote
 * @since 0.1.0
 */
public record ModelBundle(BundleManifest manifest, ModelTree content) {
  private static final int BUFFER = 1 << 16;

  /** Newest format version that this build reads, and the one it writes. */
  public static final int FORMAT = BundleEntries.FORMAT;

  /**
   * Writes the bundle to a file: complete and durable when this returns, absent or as before when
   * it fails.
   *
   * @throws IllegalArgumentException where the model is larger than the format can hold
   */
  public void write(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null) {
      throw new IllegalArgumentException("A bundle cannot replace the directory '" + file + "'.");
    }
    Path temporary = directory.resolve("." + absolute.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
        BundleOutput.write(manifest, content, out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory(directory);
  }

  private static void syncDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Writes the bundle to a stream, which stays open.
   *
   * @throws IllegalArgumentException where the model is larger than the format can hold
   */
  public void write(OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    BundleOutput.write(manifest, content, buffered);
    buffered.flush();
  }

  /**
   * Reads a file within {@link BundleLimits#standard()}.
   *
   * @throws ModelFormatException where the file is no intact bundle of a known format; the message
   *     names entry and fault
   */
  public static ModelBundle read(Path file) throws IOException {
    return read(file, BundleLimits.standard());
  }

  /** As {@link #read(Path)}, within other limits. */
  public static ModelBundle read(Path file, BundleLimits limits) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return new BundleInput(in, Files.size(file), limits, "Model bundle " + file).read();
    }
  }

  /** As {@link #read(Path)}, from memory. */
  public static ModelBundle read(byte[] bytes) {
    return read(bytes, BundleLimits.standard());
  }

  /** As {@link #read(byte[])}, within other limits. */
  public static ModelBundle read(byte[] bytes, BundleLimits limits) {
    try {
      return new BundleInput(new ByteArrayInputStream(bytes), bytes.length, limits, "Model bundle")
          .read();
    } catch (IOException e) {
      throw new ModelFormatException("Model bundle: " + e.getMessage(), e);
    }
  }

  /**
   * As {@link #read(Path, BundleLimits)}, from a stream to its end, for example of a registry.
   *
   * @param size bytes that the stream has
   * @param name what messages call the bundle
   */
  public static ModelBundle read(InputStream in, long size, BundleLimits limits, String name)
      throws IOException {
    return new BundleInput(
            new BufferedInputStream(in, BUFFER), size, limits, "Model bundle " + name)
        .read();
  }
}
