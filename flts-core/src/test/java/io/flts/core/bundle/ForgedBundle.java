package io.flts.core.bundle;

import io.flts.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A bundle changed by somebody who knows the format: all digests, sizes and ZIP structures fit
 * again.
 */
final class ForgedBundle {
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();
  private UnaryOperator<String> manifestChange = UnaryOperator.identity();

  static ForgedBundle of(ModelBundle bundle) {
    ForgedBundle forged = new ForgedBundle();
    byte[] bytes = BundleSamples.bytes(bundle);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (buffer.getInt(at) == 0x04034b50) {
      int name = buffer.getShort(at + 26);
      int size = buffer.getInt(at + 18);
      byte[] content = new byte[size];
      System.arraycopy(bytes, at + 30 + name, content, 0, size);
      forged.add(new String(bytes, at + 30, name, StandardCharsets.US_ASCII), content);
      at += 30 + name + size;
    }
    return forged;
  }

  void add(String name, byte[] content) {
    names.add(name);
    contents.add(content);
  }

  void duplicate(String name) {
    add(name, contents.get(names.indexOf(name)));
  }

  void rename(String from, String to) {
    names.set(names.indexOf(from), to);
  }

  void entry(String name, UnaryOperator<byte[]> change) {
    int place = names.indexOf(name);
    contents.set(place, change.apply(contents.get(place)));
  }

  void text(String name, UnaryOperator<String> change) {
    entry(
        name,
        bytes ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Changes the text of the manifest, after its list of entries was brought up to date. */
  void manifest(UnaryOperator<String> change) {
    manifestChange = change;
  }

  byte[] bytes() {
    String old = new String(contents.get(0), StandardCharsets.UTF_8);
    List<JsonObject> entries = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      EntryDigest digest = new EntryDigest();
      digest.update(contents.get(i), 0, contents.get(i).length);
      entries.add(
          JsonObject.builder()
              .text("name", names.get(i))
              .integer("length", contents.get(i).length)
              .text("sha256", digest.sha256())
              .build());
    }
    String listed =
        JsonObject.builder()
            .objects("entries", entries)
            .build()
            .canonical()
            .replaceAll("^.|.$", "");
    String manifest =
        manifestChange.apply(
            old.replaceFirst(
                "\"entries\":\\[.*?\\]", java.util.regex.Matcher.quoteReplacement(listed)));
    List<byte[]> all = new ArrayList<>(contents);
    all.set(0, manifest.getBytes(StandardCharsets.UTF_8));

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<ZipLayout.Slot> slots = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      EntryDigest digest = new EntryDigest();
      digest.update(all.get(i), 0, all.get(i).length);
      // The layout counts one byte per character; forged names may have others.
      String name =
          new String(names.get(i).getBytes(StandardCharsets.UTF_8), StandardCharsets.US_ASCII);
      ZipLayout.Slot slot = new ZipLayout.Slot(name, all.get(i).length, digest.crc());
      slots.add(slot);
      out.writeBytes(ZipLayout.localHeader(slot));
      out.writeBytes(all.get(i));
    }
    long offset = 0;
    for (ZipLayout.Slot slot : slots) {
      out.writeBytes(ZipLayout.centralRecord(slot, offset));
      offset += ZipLayout.LOCAL_HEADER + slot.name().length() + slot.size();
    }
    EntryDigest digest = new EntryDigest();
    digest.update(all.get(0), 0, all.get(0).length);
    out.writeBytes(ZipLayout.end(slots, digest.sha256()));
    return out.toByteArray();
  }
}
