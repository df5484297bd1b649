package io.flts.core.bundle;

import io.flts.api.error.ModelFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one entry, digested while they are read. Confined to one thread. */
final class EntryInput {
  private final InputStream in;
  private final String source;
  private final String entry;
  private final EntryDigest digest = new EntryDigest();
  private long remaining;

  /** An entry whose size has been checked against the file. */
  EntryInput(InputStream in, String source, String entry, long size) {
    this.in = in;
    this.source = source;
    this.entry = entry;
    this.remaining = size;
  }

  long remaining() {
    return remaining;
  }

  /** Reads so many bytes into a new array. */
  byte[] read(int count) throws IOException {
    if (count > remaining) {
      throw fault("it ends " + (count - remaining) + " bytes too early");
    }
    byte[] bytes = new byte[count];
    read(bytes, count);
    return bytes;
  }

  /** Reads so many bytes to the front of an array. */
  void read(byte[] bytes, int count) throws IOException {
    if (count > remaining) {
      throw fault("it ends " + (count - remaining) + " bytes too early");
    }
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new EOFException(source + ": the file became shorter while it was read.");
    }
    digest.update(bytes, 0, count);
    remaining -= count;
  }

  /** The digest of all bytes read. */
  EntryDigest digest() {
    return digest;
  }

  ModelFormatException fault(String what) {
    return fault(source, entry, what);
  }

  static ModelFormatException fault(String source, String entry, String what) {
    String clause = what.endsWith(".") ? what.substring(0, what.length() - 1) : what;
    return new ModelFormatException(
        source
            + ": entry "
            + entry
            + ": "
            + clause
            + ". The file is damaged or was not written by FLTS; fetch or train it again.");
  }
}
