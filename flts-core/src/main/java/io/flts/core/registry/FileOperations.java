package io.flts.core.registry;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Every change that the registry makes to a disk, and nothing else: the seam at which tests stop
 * it, lose what was not synced, or let the disk be full.
 */
interface FileOperations {

  /** Makes one directory, unless it is there. Not durable before its parent is synced. */
  void createDirectory(Path directory) throws IOException;

  /** Makes a new file, which must not be there. Not durable before its directory is synced. */
  NewFile create(Path file) throws IOException;

  /** Renames a file, atomically replacing another. Not durable before the directory is synced. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file. */
  void delete(Path file) throws IOException;

  /** Makes durable which names a directory has. */
  void syncDirectory(Path directory) throws IOException;

  /** A file that is being written. */
  interface NewFile extends Closeable {

    /** Appends bytes. Not durable before {@link #sync()}. */
    void write(byte[] bytes, int offset, int count) throws IOException;

    /** Makes all bytes written durable. */
    void sync() throws IOException;
  }
}
