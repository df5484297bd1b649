package io.flts.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.error.ModelFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BundleDamageTest {

  @Test
  @DisplayName("Changing any single byte to any other value is refused with the name of an entry")
  void everyByteEveryValue() {
    byte[] intact = BundleSamples.bytes(BundleSamples.small());
    String[] owner = owners(intact);
    int flips = 0;
    for (int at = 0; at < intact.length; at++) {
      for (int flip = 1; flip < 256; flip++) {
        byte[] damaged = intact.clone();
        damaged[at] ^= (byte) flip;
        ModelFormatException refusal = refusal(damaged);
        if (refusal == null || !refusal.getMessage().contains("entry " + owner[at])) {
          throw new AssertionError(
              "byte " + at + " of entry " + owner[at] + " flipped by " + flip + ": " + refusal);
        }
        flips++;
      }
    }
    assertThat(flips).isEqualTo(intact.length * 255).isGreaterThan(400_000);
  }

  private static ModelFormatException refusal(byte[] bytes) {
    try {
      ModelBundle.read(bytes);
      return null;
    } catch (ModelFormatException e) {
      return e;
    }
  }

  /** For every byte the entry it belongs to, by header, data, central record, or end record. */
  private static String[] owners(byte[] bundle) {
    String[] owner = new String[bundle.length];
    ByteBuffer buffer = ByteBuffer.wrap(bundle).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (buffer.getInt(at) == 0x04034b50) {
      int name = buffer.getShort(at + 26);
      int end = at + 30 + name + buffer.getInt(at + 18);
      Arrays.fill(owner, at, end, new String(bundle, at + 30, name, StandardCharsets.US_ASCII));
      at = end;
    }
    while (buffer.getInt(at) == 0x02014b50) {
      int name = buffer.getShort(at + 28);
      Arrays.fill(
          owner, at, at + 46 + name, new String(bundle, at + 46, name, StandardCharsets.US_ASCII));
      at += 46 + name;
    }
    Arrays.fill(owner, at, bundle.length, "manifest.json");
    return owner;
  }

  @Test
  @DisplayName("A bundle cut off after any byte is refused with the name of an entry")
  void everyTruncation() {
    byte[] intact = BundleSamples.bytes(BundleSamples.small());
    for (int length = 0; length < intact.length; length++) {
      byte[] cut = Arrays.copyOf(intact, length);
      assertThatThrownBy(() -> ModelBundle.read(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("entry ");
    }
    assertThatThrownBy(() -> ModelBundle.read(Arrays.copyOf(intact, intact.length - 1)))
        .hasMessageContaining("truncated");
  }

  @Test
  @DisplayName("Extra bytes are refused, wherever they stand")
  void extraBytes() {
    byte[] intact = BundleSamples.bytes(BundleSamples.small());
    for (int at = 0; at <= intact.length; at += 7) {
      byte[] longer = new byte[intact.length + 1];
      System.arraycopy(intact, 0, longer, 0, at);
      System.arraycopy(intact, at, longer, at + 1, intact.length - at);
      assertThatThrownBy(() -> ModelBundle.read(longer))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("entry ");
    }
    assertThatThrownBy(() -> ModelBundle.read(Arrays.copyOf(intact, intact.length + 3)))
        .hasMessageContaining("3 extra bytes");
  }

  @Test
  @DisplayName("A newer format is told as such")
  void newerFormat() {
    ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
    forged.manifest(text -> text.replace("\"format\":1", "\"format\":3,\"later\":true"));
    assertRefused(forged, "entry manifest.json", "newer format 3, this build reads <= 1");
    forged = ForgedBundle.of(BundleSamples.small());
    forged.manifest(text -> text.replace("\"format\":1", "\"format\":0"));
    assertRefused(forged, "entry manifest.json");
  }

  @Test
  @DisplayName(
      "A forged bundle with fitting digests loads, so that the next tests test what they say")
  void forgingWorks() {
    ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
    assertThat(ModelBundle.read(forged.bytes())).isEqualTo(BundleSamples.small());
    assertThat(forged.bytes()).isEqualTo(BundleSamples.bytes(BundleSamples.small()));
  }

  @Test
  @DisplayName("Names that lead out of the archive, unknown names and repeated names are refused")
  void names() {
    for (String name :
        new String[] {
          "../evil",
          "bytes/../../evil",
          "/etc/passwd",
          "bytes//x",
          "bytes/./x",
          "bytes/..",
          "bytes\\x",
          "C:evil",
          "bytes/x/",
          "other.json",
          "Model.json",
          "bytes/\u00e9",
          "bytes/" + "x".repeat(300)
        }) {
      ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
      forged.rename("bytes/trees/booster", name);
      String shown = name.replaceAll("[^\\x20-\\x7e]", "?");
      assertRefused(forged, "entry " + shown.substring(0, Math.min(100, shown.length())));
    }
    ForgedBundle twice = ForgedBundle.of(BundleSamples.small());
    twice.duplicate("bytes/trees/booster");
    assertRefused(twice, "entry bytes/trees/booster", "listed twice");
    ForgedBundle extra = ForgedBundle.of(BundleSamples.small());
    extra.add("bytes/stranger", new byte[] {1});
    assertRefused(extra, "entry bytes/stranger", "belongs to no key");
  }

  @Test
  @DisplayName("Absurd declared sizes are refused before anything is allocated")
  void absurdSizes() {
    for (String length : new String[] {"9223372036854775807", "4294967295", "-1", "2000000000"}) {
      ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
      forged.manifest(
          text ->
              text.replaceFirst(
                  "\"length\":\\d+,\"name\":\"arrays",
                  "\"length\":" + length + ",\"name\":\"arrays"));
      assertRefused(forged, "entry arrays.safetensors");
    }
    for (long header : new long[] {Long.MAX_VALUE, -1, 1L << 40, 100_000}) {
      ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
      forged.entry(
          "arrays.safetensors",
          bytes -> {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header);
            return bytes;
          });
      assertRefused(forged, "entry arrays.safetensors", "header claims");
    }
    ForgedBundle wide = ForgedBundle.of(BundleSamples.small());
    wide.text("model.json", text -> text.replace("{\"$f64\":3}", "{\"$f64\":2000000000}"));
    assertRefused(wide, "entry model.json", "'level'");
    byte[] bytes = BundleSamples.bytes(BundleSamples.small());
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 0x7fff_ffff);
    assertThatThrownBy(() -> ModelBundle.read(bytes))
        .hasMessageContaining("entry manifest.json")
        .hasMessageContaining("2147483647");
  }

  @Test
  @DisplayName("Tensors out of range, overlapping, with holes or of unknown type are refused")
  void tensors() {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put("\"data_offsets\":[0,24]", "\"data_offsets\":[0,32]");
    faults.put("\"shape\":[3]", "\"shape\":[2]");
    faults.put("\"dtype\":\"F64\"", "\"dtype\":\"F16\"");
    faults.put("[0,24]", "[8,32]");
    faults.put("[3]", "[9223372036854775807]");
    faults.put("{\"level\"", "{\"other\"");
    faults.put("\"shape\":[3]", "\"shape\":[1,3]");
    faults.put("\"shape\"", "\"shapes\"");
    faults.forEach(
        (from, to) -> {
          ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
          forged.entry("arrays.safetensors", bytes -> replaceHeader(bytes, from, to));
          assertThatThrownBy(() -> ModelBundle.read(forged.bytes()))
              .as(from + " -> " + to)
              .isInstanceOf(ModelFormatException.class)
              .hasMessageMatching("(?s).*entry (arrays.safetensors|model.json).*");
        });
  }

  private static byte[] replaceHeader(byte[] tensors, String from, String to) {
    int header = (int) ByteBuffer.wrap(tensors).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String text = new String(tensors, 8, header, StandardCharsets.US_ASCII);
    assertThat(text).contains(from);
    byte[] changed = text.replace(from, to).strip().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(8 + changed.length + tensors.length - 8 - header)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(changed.length).put(changed);
    out.put(tensors, 8 + header, tensors.length - 8 - header);
    return out.array();
  }

  @Test
  @DisplayName("A model that is no legal tree is refused")
  void models() {
    for (String model :
        new String[] {
          "{}",
          "[]",
          "",
          "{\"a\":null}",
          "{\"a\":[1]}",
          "{\"a\":1,\"a\":2}",
          "{\"../a\":1}",
          "{\"a\":{\"$real\":\"12\"}}",
          "{\"a\":{\"$class\":\"java.lang.Runtime\"}}",
          "{\"a\":123456789012345678901234567890e9999}",
          "{\"a\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(41)
        }) {
      ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
      forged.text("model.json", text -> model);
      assertThatThrownBy(() -> ModelBundle.read(forged.bytes()))
          .as(model)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageMatching("(?s).*entry (arrays.safetensors|model.json).*");
    }
  }

  @Test
  @DisplayName("Manifests with unknown, missing, repeated or wrong members are refused")
  void manifests() {
    for (String[] change :
        new String[][] {
          {"\"seed\":42", "\"seed\":42,\"zeal\":1"},
          {"\"seed\":42", "\"seed\":42.0"},
          {"\"seed\":42,", ""},
          {"\"seed\":42", "\"seed\":42,\"seed\":43"},
          {"\"seed\":42", "\"seed\": 42"},
          {"TARGET", "CENTRE"},
          {"\"name\":\"model.json\"", "\"name\":\"bytes/m\""},
        }) {
      ForgedBundle forged = ForgedBundle.of(BundleSamples.small());
      forged.manifest(
          text -> {
            assertThat(text).contains(change[0]);
            return text.replace(change[0], change[1]);
          });
      assertRefused(forged, "entry ");
    }
  }

  @Test
  @DisplayName("Limits hold: bytes, entries, JSON, nesting")
  void limits() {
    byte[] bytes = BundleSamples.bytes(BundleSamples.everyKindBundle());
    BundleLimits all = BundleLimits.standard();
    assertThat(ModelBundle.read(bytes, new BundleLimits(bytes.length, 5, 4_000, 3))).isNotNull();
    assertThatThrownBy(
            () -> ModelBundle.read(bytes, new BundleLimits(bytes.length - 1, 5, 4_000, 3)))
        .hasMessageContaining("limit of " + (bytes.length - 1));
    assertThatThrownBy(() -> ModelBundle.read(bytes, new BundleLimits(all.bytes(), 4, 4_000, 3)))
        .hasMessageContaining("limit of 4");
    assertThatThrownBy(() -> ModelBundle.read(bytes, new BundleLimits(all.bytes(), 5, 99, 3)))
        .hasMessageContaining("limit of 99");
    assertThatThrownBy(() -> ModelBundle.read(bytes, new BundleLimits(all.bytes(), 5, 4_000, 2)))
        .hasMessageContaining("entry model.json");
  }

  @Test
  @DisplayName("A ZIP of other make, a zip bomb among them, and other files are refused at once")
  void otherFiles() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      for (int i = 0; i < 1_000; i++) {
        zip.write(new byte[1 << 16]);
      }
      zip.closeEntry();
    }
    for (byte[] foreign :
        new byte[][] {
          bytes.toByteArray(), "{\"a\":1}".repeat(40).getBytes(StandardCharsets.UTF_8)
        }) {
      assertThatThrownBy(() -> ModelBundle.read(foreign))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("entry manifest.json");
    }
  }

  private static void assertRefused(ForgedBundle forged, String... parts) {
    assertThatThrownBy(() -> ModelBundle.read(forged.bytes()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(parts);
  }
}
