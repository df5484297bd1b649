package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * From the start of a JVM to the first forecast of a saved bundle. The class is the main class of
 * that JVM too.
 */
final class ColdStart {

  private ColdStart() {}

  /** The size of the saved model in bytes and the median of five starts in milliseconds. */
  static double[] measure(String name, boolean vector) throws IOException {
    Path file = Files.createTempFile("flts-cold-start", ".flts");
    try {
      save(name, file);
      double[] times = new double[5];
      for (int i = 0; i < times.length; i++) {
        times[i] = start(file, vector);
      }
      return new double[] {Files.size(file), RecurrentWorkload.median(times)};
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void save(String name, Path file) throws IOException {
    Forecaster forecaster =
        ServiceCatalog.load()
            .forecaster(name)
            .with(Parameters.of("epochs", 1, "hidden", 128).and("layers", 2));
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(300, 10, 20).toArray();
    TimeSeries series = TimeSeries.of("load", TimeIndex.ofSteps(0, values.length), values);
    Panel panel = Panel.of(series);
    FittedForecaster fitted = forecaster.fit(FitRequest.of(panel).withHorizon(1));
    ForecasterBundle.of(forecaster, fitted, BundleSchema.of(panel, "load", ""), Map.of())
        .write(file);
  }

  private static double start(Path file, boolean vector) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (vector) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ColdStart.class.getName(),
            file.toString()));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    double milliseconds = (System.nanoTime() - start) / 1e6;
    if (!said.contains("FORECAST")) {
      throw new IOException("The fresh JVM did not forecast: " + said);
    }
    return milliseconds;
  }

  /** Reads the bundle named by the argument and prints its forecast. */
  public static void main(String[] arguments) throws IOException {
    FittedForecaster fitted =
        ForecasterBundle.read(ModelBundle.read(Path.of(arguments[0])), ServiceCatalog.load())
            .fitted();
    System.out.println("FORECAST " + fitted.forecast(ForecastRequest.of(1)).single().mean(0));
  }
}
