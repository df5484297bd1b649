package io.flts.core.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes that are digested while they are read; the last read fails where the digest differs. */
final class VerifyingStream extends FilterInputStream {
  private final MessageDigest sha256 = newDigest();
  private final String what;
  private final String expected;
  private final long size;
  private long count;

  VerifyingStream(InputStream in, String what, String expected, long size) {
    super(in);
    this.what = what;
    this.expected = expected;
    this.size = size;
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int got = in.read(bytes, offset, length);
    if (got > 0) {
      sha256.update(bytes, offset, got);
      count += got;
      if (count > size) {
        throw new IOException(what + " is damaged: it has more than its " + size + " bytes.");
      }
      if (count == size) {
        verify();
      }
    } else if (got < 0 && count < size) {
      throw new IOException(what + " is truncated: it has " + count + " of " + size + " bytes.");
    } else if (got < 0 && size == 0) {
      verify();
    }
    return got;
  }

  private void verify() throws IOException {
    // A copy: the end of the stream may be asked for again.
    String actual;
    try {
      actual = hex((MessageDigest) sha256.clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's SHA-256 can be cloned.", e);
    }
    if (!actual.equals(expected)) {
      throw new IOException(
          what + " is damaged: its SHA-256 is " + actual + " but " + expected + " was registered.");
    }
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] skipped = new byte[(int) Math.min(8192, Math.max(0, n))];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
