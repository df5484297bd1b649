package io.flts.core.bundle;

import io.flts.api.error.ModelFormatException;
import io.flts.core.json.JsonException;
import io.flts.core.json.JsonLimits;
import io.flts.core.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Reads a bundle front to back, checking every byte of it. Confined to one thread. */
final class BundleInput {
  private static final int LARGEST_BLOB = Integer.MAX_VALUE - 8;

  private final InputStream in;
  private final long size;
  private final BundleLimits limits;
  private final String source;
  private final List<ZipLayout.Slot> slots = new ArrayList<>();
  private long position;

  /**
   * @param in at the first byte
   * @param size bytes that the stream has
   * @param source name of the bundle in messages
   */
  BundleInput(InputStream in, long size, BundleLimits limits, String source) {
    this.in = in;
    this.size = size;
    this.limits = limits;
    this.source = source;
  }

  ModelBundle read() throws IOException {
    if (size > limits.bytes()) {
      throw new ModelFormatException(
          source + ": it has " + size + " bytes, more than the limit of " + limits.bytes() + ".");
    }
    byte[] manifestBytes = readManifest();
    BundleEntries listed = BundleEntries.parse(manifestBytes, limits, source);
    requireSize(listed);

    JsonObject model = null;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    for (BundleEntries.Entry entry : listed.entries()) {
      int crc = readLocalHeader(entry.name(), entry.length());
      EntryInput input = new EntryInput(in, source, entry.name(), entry.length());
      if (entry.name().equals(BundleEntries.MODEL)) {
        byte[] bytes = readWhole(input, limits.jsonBytes());
        finish(entry, input, crc);
        model = parseModel(bytes);
      } else if (entry.name().equals(BundleEntries.ARRAYS)) {
        tensors = TensorFile.read(input, limits);
        finish(entry, input, crc);
      } else {
        byte[] bytes = readWhole(input, LARGEST_BLOB);
        finish(entry, input, crc);
        blobs.put(entry.name().substring(BundleEntries.BYTES.length()), bytes);
      }
    }
    if (model == null) {
      throw EntryInput.fault(source, BundleEntries.MODEL, "it is absent");
    }
    readCentralDirectory(manifestBytes);
    return new ModelBundle(listed.manifest(), TreeCodec.decode(model, tensors, blobs, source));
  }

  private byte[] readManifest() throws IOException {
    String name = BundleEntries.MANIFEST;
    int least = ZipLayout.LOCAL_HEADER + name.length();
    if (size < least) {
      throw EntryInput.fault(
          source, name, "the file is truncated: it has " + size + " bytes in all");
    }
    byte[] header = readHeader(least);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.getInt(0) != ZipLayout.LOCAL_SIGNATURE) {
      throw EntryInput.fault(
          source, name, "the file does not begin with it; it is no model bundle");
    }
    int crc = fields.getInt(14);
    long length = Integer.toUnsignedLong(fields.getInt(18));
    if (fields.getShort(8) == 0) {
      // Otherwise the comparison below tells that it is compressed.
      requireFits(name, length, limits.jsonBytes());
    }
    ZipLayout.Slot slot = new ZipLayout.Slot(name, length, crc);
    requireSame(name, "local header", ZipLayout.localHeader(slot), header);
    slots.add(slot);
    byte[] bytes = readHeader((int) length);
    CRC32 actual = new CRC32(); // its SHA-256 stands in the end record
    actual.update(bytes);
    if ((int) actual.getValue() != crc) {
      throw EntryInput.fault(source, name, "CRC-32 differs");
    }
    return bytes;
  }

  private void requireFits(String name, long length, long limit) {
    if (length > limit) {
      throw EntryInput.fault(
          source,
          name,
          "its declared size of " + length + " bytes is beyond the limit of " + limit);
    }
    if (length > size - position) {
      throw EntryInput.fault(
          source,
          name,
          "its declared size is "
              + length
              + " bytes, but the file ends after "
              + (size - position));
    }
  }

  /** Compares the size of the file with what the manifest lists, before anything is allocated. */
  private void requireSize(BundleEntries listed) {
    List<ZipLayout.Slot> all = new ArrayList<>(slots);
    for (BundleEntries.Entry entry : listed.entries()) {
      all.add(new ZipLayout.Slot(entry.name(), entry.length(), 0));
    }
    long expected = ZipLayout.fileSize(all);
    if (expected < size) {
      throw new ModelFormatException(
          source
              + ": entry "
              + all.get(all.size() - 1).name()
              + " should be the last, but the file has "
              + (size - expected)
              + " extra bytes: "
              + size
              + " where its manifest lists "
              + expected
              + ". It is damaged or holds unknown entries.");
    }
    if (expected > size) {
      long end = 0;
      String within = "";
      for (ZipLayout.Slot slot : all) {
        within = slot.name();
        end += ZipLayout.LOCAL_HEADER + slot.name().length() + slot.size();
        if (end > size) {
          break;
        }
      }
      throw EntryInput.fault(
          source,
          within,
          "the file is truncated here: it has "
              + size
              + " bytes where its manifest lists "
              + expected);
    }
  }

  /** Returns the CRC-32 that the header claims. */
  private int readLocalHeader(String name, long length) throws IOException {
    byte[] header = readHeader(ZipLayout.LOCAL_HEADER + name.length());
    int crc = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(14);
    ZipLayout.Slot slot = new ZipLayout.Slot(name, length, crc);
    requireSame(name, "local header", ZipLayout.localHeader(slot), header);
    slots.add(slot);
    return crc;
  }

  private byte[] readWhole(EntryInput input, int limit) throws IOException {
    if (input.remaining() > limit) {
      throw input.fault("its " + input.remaining() + " bytes are beyond the limit of " + limit);
    }
    return input.read((int) input.remaining());
  }

  private void finish(BundleEntries.Entry entry, EntryInput input, int crc) {
    position += entry.length();
    if (!input.digest().sha256().equals(entry.sha256())) {
      throw input.fault("SHA-256 differs");
    }
    if (input.digest().crc() != crc) {
      throw input.fault("CRC-32 differs");
    }
  }

  private JsonObject parseModel(byte[] bytes) {
    try {
      return JsonObject.parse(
          bytes,
          new JsonLimits(limits.jsonBytes(), limits.nesting() + 1, BundleLimits.MOST_TEXT_BYTES));
    } catch (JsonException e) {
      throw EntryInput.fault(source, BundleEntries.MODEL, String.valueOf(e.getMessage()));
    }
  }

  private void readCentralDirectory(byte[] manifest) throws IOException {
    long offset = 0;
    for (ZipLayout.Slot slot : slots) {
      byte[] expected = ZipLayout.centralRecord(slot, offset);
      requireSame(slot.name(), "central directory record", expected, readHeader(expected.length));
      offset += ZipLayout.LOCAL_HEADER + slot.name().length() + slot.size();
    }
    EntryDigest digest = new EntryDigest();
    digest.update(manifest, 0, manifest.length);
    byte[] end = ZipLayout.end(slots, digest.sha256());
    requireSame(BundleEntries.MANIFEST, "end record with its SHA-256", end, readHeader(end.length));
    if (in.read() >= 0) {
      throw new ModelFormatException(source + ": extra bytes follow the end record.");
    }
  }

  private byte[] readHeader(int length) throws IOException {
    byte[] header = in.readNBytes(length);
    if (header.length < length) {
      throw new EOFException(source + ": the file became shorter while it was read.");
    }
    position += length;
    return header;
  }

  private void requireSame(String entry, String what, byte[] expected, byte[] actual) {
    int at = Arrays.mismatch(expected, actual);
    if (at >= 0) {
      throw EntryInput.fault(
          source,
          entry,
          "its "
              + what
              + " differs at byte "
              + at
              + ": "
              + hex(actual, at)
              + " where "
              + hex(expected, at)
              + " belongs"
              + (what.equals("local header") && at >= ZipLayout.LOCAL_HEADER
                  ? " (its name reads '" + name(actual) + "')"
                  : ""));
    }
  }

  private static String name(byte[] header) {
    String raw =
        new String(
            header,
            ZipLayout.LOCAL_HEADER,
            header.length - ZipLayout.LOCAL_HEADER,
            StandardCharsets.ISO_8859_1);
    return raw.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static String hex(byte[] bytes, int at) {
    return "0x" + Integer.toHexString(0x100 | (bytes[at] & 0xff)).substring(1);
  }
}
