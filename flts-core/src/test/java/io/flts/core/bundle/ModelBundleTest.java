package io.flts.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelTree;
import io.flts.api.model.ModelWriter;
import io.flts.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  @TempDir Path directory;

  @Test
  @DisplayName("Every kind of value comes back bit for bit, in order, from a file and from memory")
  void roundTrips() throws IOException {
    ModelBundle bundle = BundleSamples.everyKindBundle();
    Path file = directory.resolve("model.flts");
    bundle.write(file);

    for (ModelBundle read :
        List.of(ModelBundle.read(file), ModelBundle.read(Files.readAllBytes(file)))) {
      assertThat(read.content()).isEqualTo(bundle.content());
      assertThat(read.manifest()).isEqualTo(bundle.manifest());
      ModelReader in = read.content().reader();
      assertThat(Double.doubleToRawLongBits(in.real("other-nan"))).isEqualTo(0x7ff8000000000123L);
      assertThat(1 / in.real("negative-zero")).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(in.text("note")).endsWith("\ud800");
      assertThat(in.keys()).first().isEqualTo("note");
      assertThat(in.keys()).last().isEqualTo("last");
      assertThat(in.section("inner").section("hollow").keys()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "The same bundle gives the same bytes, to a file and to a stream, first and second time")
  void sameBytes() throws IOException {
    byte[] first = BundleSamples.bytes(BundleSamples.everyKindBundle());
    Path file = directory.resolve("model.flts");
    BundleSamples.everyKindBundle().write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    assertThat(BundleSamples.bytes(ModelBundle.read(first))).isEqualTo(first);
  }

  @Test
  @DisplayName("Any ZIP tool can open a bundle, and its digests are those of the entries")
  void isAZip() throws Exception {
    Path file = directory.resolve("model.flts");
    BundleSamples.everyKindBundle().write(file);
    List<String> streamed = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        streamed.add(entry.getName());
        in.readAllBytes();
      }
    }
    assertThat(streamed)
        .containsExactly(
            "manifest.json",
            "model.json",
            "arrays.safetensors",
            "bytes/inner/booster",
            "bytes/inner/empty");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      JsonObject manifest = JsonObject.parse(text(zip, "manifest.json"));
      assertThat(manifest.integer("format")).isEqualTo(1);
      for (JsonObject entry : manifest.objects("entries")) {
        byte[] data = bytes(zip, entry.text("name"));
        EntryDigest digest = new EntryDigest();
        digest.update(data, 0, data.length);
        assertThat(data).hasSize((int) entry.integer("length"));
        assertThat(digest.sha256()).isEqualTo(entry.text("sha256"));
      }
      byte[] arrays = bytes(zip, "arrays.safetensors");
      ByteBuffer buffer = ByteBuffer.wrap(arrays).order(ByteOrder.LITTLE_ENDIAN);
      int header = (int) buffer.getLong();
      JsonObject tensors = JsonObject.parse(new String(arrays, 8, header, StandardCharsets.UTF_8));
      assertThat(tensors.keys())
          .containsExactly("Level", "nothing", "inner/deep/season", "kernel", "lags");
      long[] offsets = tensors.object("inner/deep/season").integers("data_offsets", 0, 999);
      assertThat(buffer.getDouble(8 + header + (int) offsets[0])).isEqualTo(0.25);
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(bytes(zip, name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  @Test
  @DisplayName("A model without arrays needs no arrays entry")
  void scalarsOnly() {
    ModelBundle bundle =
        new ModelBundle(BundleSamples.manifest(), ModelTree.of(out -> out.real("mean", 3.5)));
    byte[] bytes = BundleSamples.bytes(bundle);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("safetensors");
    assertThat(ModelBundle.read(bytes).content()).isEqualTo(bundle.content());
  }

  @Test
  @DisplayName("Replacing a file leaves the old one or the new one, and no temporary file")
  void replacesAtomically() throws IOException {
    Path file = directory.resolve("model.flts");
    BundleSamples.small().write(file);
    BundleSamples.everyKindBundle().write(file);
    assertThat(ModelBundle.read(file)).isEqualTo(BundleSamples.everyKindBundle());
    ModelBundle tooDeep = new ModelBundle(BundleSamples.manifest(), nested(33));
    assertThatThrownBy(() -> tooDeep.write(file)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ModelBundle.read(file)).isEqualTo(BundleSamples.everyKindBundle());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  @DisplayName("What the format cannot hold is refused while writing, by key")
  void refusesToWrite() {
    assertThatThrownBy(() -> write(nested(33)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 levels");
    assertThat(ModelBundle.read(write(nested(32))).content()).isEqualTo(nested(32));
    ModelTree longText = ModelTree.of(out -> out.section("a").text("b", "x".repeat(65_537)));
    assertThatThrownBy(() -> write(longText))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a/b'")
        .hasMessageContaining("65537");
  }

  @Test
  @DisplayName("A stream that ends early is told apart from a damaged bundle")
  void streams() throws IOException {
    byte[] bytes = BundleSamples.bytes(BundleSamples.small());
    ModelBundle read =
        ModelBundle.read(
            new ByteArrayInputStream(bytes), bytes.length, BundleLimits.standard(), "load/3");
    assertThat(read).isEqualTo(BundleSamples.small());
    assertThatThrownBy(
            () ->
                ModelBundle.read(
                    new ByteArrayInputStream(bytes, 0, 900),
                    bytes.length,
                    BundleLimits.standard(),
                    "load/3"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("load/3");
  }

  @Test
  @DisplayName("A failing stream is an IOException, and the bundle can be written again")
  void failingStream() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThatThrownBy(() -> BundleSamples.everyKindBundle().write(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  @DisplayName("Thousands of series with arrays of their own take one entry")
  void manySeries() {
    ModelTree tree =
        ModelTree.of(
            out -> {
              for (int i = 0; i < 5_000; i++) {
                out.section("series-" + i).reals("level", new double[] {i, -i}).real("alpha", 0.1);
              }
            });
    assertThat(ModelBundle.read(write(tree)).content()).isEqualTo(tree);
  }

  @Test
  @DisplayName("The written library version is that of the build")
  void libraryVersion() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    assertThat(pom)
        .containsAnyOf(
            "<version>" + BundleManifest.LIBRARY_VERSION + "</version>",
            "<version>" + BundleManifest.LIBRARY_VERSION + "-SNAPSHOT</version>");
  }

  @Test
  @DisplayName("A manifest keeps its metrics sorted and its copy apart from the caller's map")
  void manifestCopies() {
    Map<String, Double> metrics = new LinkedHashMap<>(Map.of("b", 1.0, "a", 2.0));
    BundleManifest manifest = BundleSamples.manifest().withMetrics(metrics);
    metrics.clear();
    assertThat(manifest.metrics().keySet()).containsExactly("a", "b");
  }

  private static byte[] write(ModelTree tree) {
    return BundleSamples.bytes(new ModelBundle(BundleSamples.manifest(), tree));
  }

  private static ModelTree nested(int levels) {
    return ModelTree.of(
        out -> {
          ModelWriter inner = out;
          for (int i = 1; i < levels; i++) {
            inner = inner.section("s");
          }
          inner.integer("depth", levels);
        });
  }
}
