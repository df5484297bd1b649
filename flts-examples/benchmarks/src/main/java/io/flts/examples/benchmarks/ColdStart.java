package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.catalog.ServiceCatalog;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * From the start of a JVM to the first forecast of a saved bundle, with every module of FLTS on the
 * class path.
 *
 * <p>Starts are timed from outside, from the request for a process to its end; the first forecast
 * comes 10 to 20 ms before that, because a JVM waits for its compilers when it ends.
 */
final class ColdStart implements AutoCloseable {
  private static final int STARTS = 15;
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";

  private final Path folder;
  private final String classPath;
  private final List<String> options;

  /**
   * Medians in milliseconds since the request for the process.
   *
   * @param forecast until the forecast has arrived; NaN where there is none
   * @param end until the process has ended
   */
  record Times(double forecast, double end) {}

  private ColdStart(Path folder, String classPath, List<String> options) {
    this.folder = folder;
    this.classPath = classPath;
    this.options = options;
  }

  /**
   * Ready to start JVMs.
   *
   * @param vector whether they have the vector module
   */
  static ColdStart prepare(boolean vector) throws IOException {
    Path folder = Files.createTempDirectory("flts-cold-start");
    return new ColdStart(folder, jarsAlone(folder), vector ? List.of(VECTOR) : List.of());
  }

  /** The class path with its folders as jars: an archive of classes takes no folders. */
  private static String jarsAlone(Path folder) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path classes = Path.of(part);
      if (Files.isDirectory(classes)) {
        Path jar = folder.resolve("classes-" + parts.size() + ".jar");
        pack(classes, jar);
        parts.add(jar.toString());
      } else {
        parts.add(part);
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> found = Files.walk(classes)) {
      for (Path each : found.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(each).toString().replace(File.separatorChar, '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(each, out);
        }
      }
    }
  }

  /** Trains and saves a network of two layers of 128 units; returns the file. */
  Path save(String name) throws IOException {
    Forecaster forecaster =
        ServiceCatalog.load()
            .forecaster(name)
            .with(Parameters.of("epochs", 1, "hidden", 128).and("layers", 2));
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(300, 10, 20).toArray();
    TimeSeries series = TimeSeries.of("load", TimeIndex.ofSteps(0, values.length), values);
    Panel panel = Panel.of(series);
    FittedForecaster fitted = forecaster.fit(FitRequest.of(panel).withHorizon(1));
    Path file = folder.resolve(name + ".flts");
    ForecasterBundle.of(forecaster, fitted, BundleSchema.of(panel, "load", ""), Map.of())
        .write(file);
    return file;
  }

  /** Milliseconds of a JVM that does nothing, same class path and options: median. */
  double floor() throws IOException {
    return median(List.of(), "").end();
  }

  /** With a forecast of a bundle, under no further option. */
  Times plain(Path bundle) throws IOException {
    return median(List.of(), bundle.toString());
  }

  /** As {@link #plain}, compiled by C1 alone, which is right for a process that ends soon. */
  Times compiledOnce(Path bundle) throws IOException {
    return median(List.of("-XX:TieredStopAtLevel=1"), bundle.toString());
  }

  /** As {@link #plain}, with an archive of the classes that such a start loads. */
  Times archived(Path bundle) throws IOException {
    Path archive = folder.resolve(bundle.getFileName() + ".jsa");
    start(List.of("-XX:ArchiveClassesAtExit=" + archive), bundle.toString());
    return median(List.of("-XX:SharedArchiveFile=" + archive), bundle.toString());
  }

  /**
   * As {@link #archived}, with the ahead-of-time cache of JDK 25; NaN on a JDK that has none.
   *
   * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
   */
  Times cached(Path bundle) throws IOException {
    if (Runtime.version().feature() < 25) {
      return new Times(Double.NaN, Double.NaN);
    }
    Path cache = folder.resolve(bundle.getFileName() + ".aot");
    start(List.of("-XX:AOTCacheOutput=" + cache), bundle.toString());
    return median(List.of("-XX:AOTCache=" + cache), bundle.toString());
  }

  private Times median(List<String> more, String argument) throws IOException {
    double[] forecasts = new double[STARTS];
    double[] ends = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      Times one = start(more, argument);
      forecasts[i] = one.forecast();
      ends[i] = one.end();
    }
    return new Times(RecurrentWorkload.median(forecasts), RecurrentWorkload.median(ends));
  }

  private Times start(List<String> more, String argument) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, FirstForecast.class.getName(), argument));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    double forecast = Double.NaN;
    StringBuilder said = new StringBuilder();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("FORECAST")) {
        forecast = (System.nanoTime() - start) / 1e6;
      }
      said.append(line).append('\n');
    }
    double end = (System.nanoTime() - start) / 1e6;
    if (!argument.isEmpty() && Double.isNaN(forecast)) {
      throw new IOException("The fresh JVM did not forecast: " + said);
    }
    return new Times(forecast, end);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
