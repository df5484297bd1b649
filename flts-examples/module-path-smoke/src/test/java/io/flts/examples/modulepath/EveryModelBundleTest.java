package io.flts.examples.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.pipeline.Pipeline;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundle of every forecaster on the class path, alone, and of a pipeline: refused when a byte
 * differs, and the same bits in another JVM.
 *
 * <p>The smallest bundle of each module has every byte changed, the others every 29th.
 */
@DisplayName("The bundle of every model")
class EveryModelBundleTest {
  private static final int STRIDE = 29;
  private static final ServiceCatalog CATALOG = ServiceCatalog.load();

  @TempDir static Path folder;

  private static final Map<String, Path> FILES = new LinkedHashMap<>();
  private static final Map<String, String> MODULES = new HashMap<>();
  private static final Map<String, List<String>> FORECASTS = new LinkedHashMap<>();

  @BeforeAll
  static void fitAll() throws IOException {
    for (Forecaster forecaster : CATALOG.forecasters()) {
      fit(forecaster.name(), small(forecaster));
      MODULES.put(
          forecaster.name(),
          forecaster.getClass().getProtectionDomain().getCodeSource().getLocation().toString());
    }
    Pipeline pipeline =
        Pipeline.of(CATALOG.forecaster("linear"))
            .after(
                CATALOG.preprocessor("impute"),
                CATALOG.preprocessor("calendar"),
                CATALOG.preprocessor("box-cox"),
                CATALOG.preprocessor("scale"));
    fit("pipeline", pipeline);
    MODULES.put("pipeline", "io.flts.core");
    assertThat(FILES).hasSizeGreaterThan(25);
    assertThat(MODULES.values().stream().distinct()).hasSizeGreaterThanOrEqualTo(3);
  }

  private static void fit(String name, Forecaster forecaster) throws IOException {
    FittedForecaster fitted = forecaster.fit(FitRequest.of(panel()).withSeed(11));
    Path file = folder.resolve(name + ".flts");
    ForecasterBundle.of(
            forecaster, fitted, BundleSchema.of(panel(), "load", "kW"), Map.of("rmse", 0.1))
        .write(file);
    FILES.put(name, file);
    FORECASTS.put(name, SavedModelReader.bits(name, forecaster, fitted));
  }

  /** As little training as will do: this is about files. */
  private static Forecaster small(Forecaster forecaster) {
    Map<String, Object> least =
        Map.of("hidden", 4, "layers", 1, "epochs", 1, "rounds", 5, "trees", 5);
    Forecaster result = forecaster;
    for (ParameterSpec<?> spec : forecaster.parameters().specs()) {
      Object value = least.get(spec.name());
      if (value != null) {
        result = result.with(Parameters.of(spec.name(), value));
      }
    }
    return result;
  }

  private static Panel panel() {
    double[] values = new double[96];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 + 20 * Math.sin(Math.PI * i / 6) + 0.3 * i + (i * 7919 % 13) - 6;
    }
    return Panel.of(
        TimeSeries.of(
            "site-7", LocalDateTime.parse("2016-01-01T00:00"), Frequency.parse("MS"), values));
  }

  @TestFactory
  @DisplayName("is refused with the name of the entry, whichever byte is changed")
  Stream<DynamicTest> changedBytes() throws IOException {
    Map<String, String> smallest = new HashMap<>();
    for (Map.Entry<String, String> each : MODULES.entrySet()) {
      String best = smallest.get(each.getValue());
      if (best == null || size(each.getKey()) < size(best)) {
        smallest.put(each.getValue(), each.getKey());
      }
    }
    return FILES.keySet().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> changeBytes(name, smallest.containsValue(name) ? 1 : STRIDE)));
  }

  private static long size(String name) throws IOException {
    return Files.size(FILES.get(name));
  }

  private static void changeBytes(String name, int stride) throws IOException {
    byte[] intact = Files.readAllBytes(FILES.get(name));
    ForecasterBundle.read(ModelBundle.read(intact), CATALOG);
    String[] owner = owners(intact);
    for (int at = 0; at < intact.length; at += stride) {
      byte[] damaged = intact.clone();
      damaged[at] ^= (byte) (1 + at % 255);
      try {
        ModelBundle.read(damaged);
      } catch (ModelFormatException e) {
        if (!e.getMessage().contains("entry " + owner[at])) {
          throw new AssertionError("byte " + at + " of " + owner[at] + ": " + e.getMessage(), e);
        }
        continue;
      }
      throw new AssertionError("byte " + at + " of entry " + owner[at] + " went unnoticed");
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
  @DisplayName("is the same bytes when it is read and written again")
  void sameBytes() throws IOException {
    for (Path file : FILES.values()) {
      byte[] bytes = Files.readAllBytes(file);
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      ModelBundle.read(bytes).write(again);
      assertThat(again.toByteArray()).as(file.toString()).isEqualTo(bytes);
    }
  }

  @Test
  @DisplayName("forecasts the same bits in another JVM")
  void anotherJvm() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                classPath.replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                // Nothing of this JVM's surroundings may matter.
                "-Duser.language=tr",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-1",
                SavedModelReader.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    List<String> expected = FORECASTS.values().stream().flatMap(List::stream).sorted().toList();
    assertThat(expected).hasSizeGreaterThan(40);
    assertThat(out).isEqualTo(expected);
  }
}
