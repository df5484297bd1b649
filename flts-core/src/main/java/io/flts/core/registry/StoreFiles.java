package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reading and durable writing of whole files below one directory, following no symbolic link.
 *
 * <p>A write is: temporary file, bytes, sync, rename, sync of the directory. Whoever reads sees the
 * file of before or the whole new one.
 */
final class StoreFiles {
  private static final String TEMPORARY = "tmp";

  private final Path base;
  private final FileOperations operations;

  /**
   * @param base the registry's directory, absolute
   */
  StoreFiles(Path base, FileOperations operations) {
    this.base = base;
    this.operations = operations;
  }

  Path base() {
    return base;
  }

  FileOperations operations() {
    return operations;
  }

  /**
   * Makes a directory and all above it, durably. Also syncs what another process may have left
   * unsynced.
   */
  void ensureDirectory(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null) {
      return;
    }
    if (directory.equals(base)) {
      if (Files.isDirectory(base)) {
        syncIfPermitted(parent);
        return;
      }
      ensureAbove(parent);
    } else {
      ensureDirectory(parent);
      requirePlain(directory);
    }
    operations.createDirectory(directory);
    operations.syncDirectory(parent);
  }

  /** The base may have been made by somebody else in a place that we may not read. */
  private void syncIfPermitted(Path directory) throws IOException {
    try {
      operations.syncDirectory(directory);
    } catch (AccessDeniedException e) {
      return;
    }
  }

  private void ensureAbove(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (!Files.isDirectory(directory) && parent != null) {
      ensureAbove(parent);
      operations.createDirectory(directory);
      operations.syncDirectory(parent);
    }
  }

  /** Refuses a path with a symbolic link below the base: it would lead out of the store. */
  void requirePlain(Path path) {
    Path step = base;
    for (Path name : base.relativize(path)) {
      step = step.resolve(name);
      if (Files.isSymbolicLink(step)) {
        throw new RegistryException(
            "Registry path "
                + step
                + " is a symbolic link. The registry follows none, because it could"
                + " lead out of the store; remove it and put the file itself there.");
      }
    }
  }

  Path temporary(Path modelFolder) {
    return modelFolder.resolve(TEMPORARY).resolve(UUID.randomUUID().toString());
  }

  Path temporaryFolder(Path modelFolder) {
    return modelFolder.resolve(TEMPORARY);
  }

  /** Writes a file durably, replacing what was there. */
  void write(Path modelFolder, Path target, byte[] content) throws IOException {
    requirePlain(target);
    Path temporary = temporary(modelFolder);
    try {
      try (FileOperations.NewFile file = operations.create(temporary)) {
        file.write(content, 0, content.length);
        file.sync();
      }
      publish(temporary, target);
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  /** Gives a synced temporary file its name, durably. */
  void publish(Path temporary, Path target) throws IOException {
    operations.move(temporary, target);
    Path parent = target.getParent();
    if (parent != null) {
      operations.syncDirectory(parent);
    }
  }

  /** Deletes a temporary file after a fault, which stays the one that is told. */
  void discard(Path temporary, IOException fault) {
    try {
      operations.delete(temporary);
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  /** The bytes of a small file; empty where there is none. */
  Optional<byte[]> read(Path file) throws IOException {
    requirePlain(file);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(RecordFile.MOST_BYTES + 1);
      if (bytes.length > RecordFile.MOST_BYTES) {
        throw RecordFile.damaged(
            file,
            "it has more than " + RecordFile.MOST_BYTES + " bytes.",
            "Restore it from a backup.");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The names in a directory, sorted; none where it is absent. */
  List<String> names(Path directory) throws IOException {
    requirePlain(directory);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  /** Size of a regular file; -1 where there is none. */
  long size(Path file) throws IOException {
    requirePlain(file);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile() ? attributes.size() : -1;
    } catch (NoSuchFileException e) {
      return -1;
    }
  }
}
