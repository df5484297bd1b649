package io.flts.core.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Length, CRC-32 and SHA-256 of an entry while its bytes pass by. Confined to one thread. */
final class EntryDigest {
  private final CRC32 crc = new CRC32();
  private final MessageDigest sha256;
  private long length;

  EntryDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  void update(byte[] bytes, int offset, int count) {
    crc.update(bytes, offset, count);
    sha256.update(bytes, offset, count);
    length += count;
  }

  long length() {
    return length;
  }

  int crc() {
    return (int) crc.getValue();
  }

  /** The digest in hex; ends the use of this object. */
  String sha256() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
