package io.flts.core.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The one way a bundle's entries are laid out as a ZIP file: stored, in the manifest's order,
 * without extra fields, all at the first minute of 1980.
 *
 * <p>Every byte outside the entries follows from their names, sizes and CRC-32, so that a reader
 * builds the bytes it expects and compares, rather than interpreting what it finds.
 */
final class ZipLayout {
  static final int LOCAL_HEADER = 30;
  static final int LOCAL_SIGNATURE = 0x04034b50;
  static final int CENTRAL_SIGNATURE = 0x02014b50;

  private static final int CENTRAL_HEADER = 46;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_HEADER = 22;
  private static final short VERSION = 20;
  private static final short FIRST_DAY_OF_1980 = 0x0021;
  private static final String COMMENT = "manifest.json sha256 ";

  /** One entry as the layout sees it. */
  record Slot(String name, long size, int crc) {}

  private ZipLayout() {}

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What stands before the data of an entry. */
  static byte[] localHeader(Slot slot) {
    byte[] name = ascii(slot.name);
    byte[] header = new byte[LOCAL_HEADER + name.length];
    ByteBuffer out = over(header).putInt(LOCAL_SIGNATURE);
    common(out, slot, name);
    out.put(name);
    return header;
  }

  private static void common(ByteBuffer out, Slot slot, byte[] name) {
    out.putShort(VERSION)
        .putShort((short) 0) // flags
        .putShort((short) 0) // stored
        .putShort((short) 0) // midnight
        .putShort(FIRST_DAY_OF_1980)
        .putInt(slot.crc)
        .putInt((int) slot.size)
        .putInt((int) slot.size)
        .putShort((short) name.length)
        .putShort((short) 0); // no extra field
  }

  /** Bytes from the start of the file to the central directory. */
  static long dataSize(List<Slot> slots) {
    long size = 0;
    for (Slot slot : slots) {
      size += LOCAL_HEADER + slot.name.length() + slot.size;
    }
    return size;
  }

  /** Bytes of the central record of an entry. */
  static int centralSize(Slot slot) {
    return CENTRAL_HEADER + slot.name.length();
  }

  private static long centralSize(List<Slot> slots) {
    long size = 0;
    for (Slot slot : slots) {
      size += centralSize(slot);
    }
    return size;
  }

  /** The central record of an entry. */
  static byte[] centralRecord(Slot slot, long offset) {
    byte[] name = ascii(slot.name);
    byte[] record = new byte[CENTRAL_HEADER + name.length];
    ByteBuffer out = over(record).putInt(CENTRAL_SIGNATURE);
    out.putShort(VERSION);
    common(out, slot, name);
    out.putShort((short) 0) // no comment
        .putShort((short) 0) // first disk
        .putShort((short) 0) // binary
        .putInt(0) // no attributes
        .putInt((int) offset)
        .put(name);
    return record;
  }

  /** What ends the file. The comment guards the manifest as the manifest guards all else. */
  static byte[] end(List<Slot> slots, String manifestSha256) {
    byte[] comment = ascii(COMMENT + manifestSha256);
    byte[] end = new byte[END_HEADER + comment.length];
    over(end)
        .putInt(END_SIGNATURE)
        .putInt(0) // this disk, first disk
        .putShort((short) slots.size())
        .putShort((short) slots.size())
        .putInt((int) centralSize(slots))
        .putInt((int) dataSize(slots))
        .putShort((short) comment.length)
        .put(comment);
    return end;
  }

  /** Bytes of the whole file. */
  static long fileSize(List<Slot> slots) {
    return dataSize(slots) + centralSize(slots) + END_HEADER + COMMENT.length() + 64;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
