package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.dl.kernel.KernelChoice;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same training in this JVM and in others, with either kernel provider. */
class TwoJvmTest {
  private static final List<String> NAMES = List.of("lstm", "gru", "mlp");
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";

  @TempDir Path folder;

  private static TimeSeries wave(String id, double speed) {
    double[] values = new double[260];
    for (int i = 0; i < values.length; i++) {
      values[i] = 50 + 10 * Math.sin(i * speed) + i % 7;
    }
    return TimeSeries.of(id, TimeIndex.ofSteps(0, values.length), values);
  }

  private static byte[] bundle(String name, boolean lent) throws IOException {
    Parameters small =
        Parameters.of("hidden", 24, "layers", 2).and("epochs", 2).and("dropout", 0.1);
    Forecaster forecaster = ServiceCatalog.load().forecaster(name).with(small);
    Panel panel = Panel.of(wave("a", 0.3), wave("b", 0.5));
    FitRequest request = FitRequest.of(panel).withHorizon(3).withSeed(11);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      FittedForecaster fitted = forecaster.fit(lent ? request.withExecutor(two) : request);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ForecasterBundle.of(forecaster, fitted, BundleSchema.of(panel, "load", ""), Map.of())
          .write(bytes);
      return bytes.toByteArray();
    } finally {
      two.shutdownNow();
    }
  }

  /** Run in a JVM of its own. */
  public static final class Alone {
    private Alone() {}

    /** Trains every network on two threads and writes its bundle into the folder named. */
    public static void main(String[] arguments) throws IOException {
      for (String name : NAMES) {
        Files.write(Path.of(arguments[0], name), bundle(name, true));
      }
    }
  }

  private Path child(String label, boolean vector) throws Exception {
    Path to = Files.createDirectory(folder.resolve(label));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (vector) {
      command.add(VECTOR);
    }
    command.addAll(
        List.of(
            "-Duser.language=tr",
            "-Dfile.encoding=ISO-8859-1",
            "-cp",
            System.getProperty("java.class.path"),
            Alone.class.getName(),
            to.toString()));
    File said = folder.resolve(label + ".txt").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
    assertThat(process.waitFor()).as(() -> read(said)).isZero();
    return to;
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  @DisplayName("The same seed gives the same bundle bytes on one and two threads, in two JVMs")
  void bundlesAreTheSameBytes() throws Exception {
    Path other = child("same", KernelChoice.vectorPresent());
    for (String name : NAMES) {
      byte[] here = bundle(name, false);
      assertThat(bundle(name, true)).as(name + " on two threads").isEqualTo(here);
      assertThat(Files.readAllBytes(other.resolve(name))).as(name + " elsewhere").isEqualTo(here);
    }
  }

  @Test
  @DisplayName("A model trained and saved with one provider forecasts the same with the other")
  void providersAgree() throws Exception {
    boolean here = KernelChoice.vectorPresent();
    Path other = child("other", !here);
    ServiceCatalog catalog = ServiceCatalog.load();
    for (String name : NAMES) {
      FittedForecaster theirs =
          ForecasterBundle.read(ModelBundle.read(other.resolve(name)), catalog).fitted();
      assertThat(theirs.provenance().notes()).containsEntry("kernels", here ? "plain" : "vector");
      Path own = Files.write(folder.resolve(name), bundle(name, false));
      FittedForecaster ours = ForecasterBundle.read(ModelBundle.read(own), catalog).fitted();
      for (String id : List.of("a", "b")) {
        double[] expected = mean(ours, id);
        double[] found = mean(theirs, id);
        for (int h = 0; h < expected.length; h++) {
          assertThat(found[h]).isCloseTo(expected[h], within(1e-5 * Math.abs(expected[h])));
        }
      }
    }
  }

  private static double[] mean(FittedForecaster fitted, String id) {
    return fitted.forecast(io.flts.api.forecast.ForecastRequest.of(6)).get(id).mean();
  }
}
