package io.flts.core.bundle;

import io.flts.api.model.ModelTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a bundle. Every entry is produced twice, first for its digest and then for the file, so
 * that arrays are never held in memory a second time.
 */
final class BundleOutput {

  /** What can write the bytes of an entry, the same ones every time. */
  @FunctionalInterface
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private BundleOutput() {}

  static void write(BundleManifest manifest, ModelTree tree, OutputStream out) throws IOException {
    Map<String, Content> contents = contents(tree);
    List<ZipLayout.Slot> slots = new ArrayList<>();
    List<BundleEntries.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Content> each : contents.entrySet()) {
      EntryDigest digest = digest(each.getValue());
      slots.add(new ZipLayout.Slot(each.getKey(), digest.length(), digest.crc()));
      entries.add(new BundleEntries.Entry(each.getKey(), digest.length(), digest.sha256()));
    }
    byte[] manifestBytes = new BundleEntries(manifest, entries).toJson().canonicalBytes();
    EntryDigest manifestDigest = digest(to -> to.write(manifestBytes));
    slots.add(
        0, new ZipLayout.Slot(BundleEntries.MANIFEST, manifestBytes.length, manifestDigest.crc()));
    requireRoom(slots);

    out.write(ZipLayout.localHeader(slots.get(0)));
    out.write(manifestBytes);
    int place = 1;
    for (Content content : contents.values()) {
      out.write(ZipLayout.localHeader(slots.get(place++)));
      content.write(out);
    }
    long offset = 0;
    for (ZipLayout.Slot slot : slots) {
      out.write(ZipLayout.centralRecord(slot, offset));
      offset += ZipLayout.LOCAL_HEADER + slot.name().length() + slot.size();
    }
    out.write(ZipLayout.end(slots, manifestDigest.sha256()));
  }

  private static Map<String, Content> contents(ModelTree tree) {
    TreeCodec parts = new TreeCodec(tree);
    Map<String, Content> contents = new LinkedHashMap<>();
    byte[] model = parts.json().compact().getBytes(StandardCharsets.UTF_8);
    contents.put(BundleEntries.MODEL, out -> out.write(model));
    if (!parts.tensors().isEmpty()) {
      TensorFile tensors = new TensorFile(parts.tensors());
      contents.put(BundleEntries.ARRAYS, tensors::write);
    }
    parts
        .blobs()
        .forEach((path, bytes) -> contents.put(BundleEntries.BYTES + path, o -> o.write(bytes)));
    return contents;
  }

  private static void requireRoom(List<ZipLayout.Slot> slots) {
    long size = ZipLayout.fileSize(slots);
    if (size > BundleLimits.MOST_BYTES || slots.size() > BundleLimits.MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "The model needs a bundle of "
              + size
              + " bytes in "
              + slots.size()
              + " entries; format 1 holds at most "
              + BundleLimits.MOST_BYTES
              + " bytes in "
              + BundleLimits.MOST_ENTRIES
              + ". Split the panel.");
    }
  }

  private static EntryDigest digest(Content content) throws IOException {
    EntryDigest digest = new EntryDigest();
    content.write(
        new OutputStream() {
          @Override
          public void write(int b) {
            digest.update(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int count) {
            digest.update(bytes, offset, count);
          }
        });
    return digest;
  }
}
