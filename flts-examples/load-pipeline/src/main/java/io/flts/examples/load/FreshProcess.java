package io.flts.examples.load;

import io.flts.api.forecast.Forecast;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.LongCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks a JVM of its own, which knows nothing but the registry and the history, for the forecast.
 *
 * <p>The same class is the main class of that JVM.
 */
final class FreshProcess {
  private static final String VECTOR = "jdk.incubator.vector";

  private FreshProcess() {}

  /**
   * What the other process answered.
   *
   * @param rows per step: label, mean, lower and upper end at 80 and at 95 per cent
   */
  record Answer(List<String> rows) {

    boolean agreesWith(Forecast forecast) {
      return rows.equals(rowsOf(forecast));
    }

    void print(PrintWriter say) {
      say.println("time                            mean     lo-80     hi-80     lo-95     hi-95");
      for (String row : rows) {
        String[] fields = row.split("\t", -1);
        say.printf(
            Locale.ROOT,
            "%-25s %10.3f %9.3f %9.3f %9.3f %9.3f%n",
            fields[0],
            Double.parseDouble(fields[1]),
            Double.parseDouble(fields[2]),
            Double.parseDouble(fields[3]),
            Double.parseDouble(fields[4]),
            Double.parseDouble(fields[5]));
      }
    }
  }

  /** Decimal texts of doubles tell every bit. */
  private static List<String> rowsOf(Forecast forecast) {
    List<String> rows = new ArrayList<>();
    for (int step = 0; step < forecast.horizon(); step++) {
      rows.add(
          forecast.index().label(step)
              + "\t"
              + forecast.mean(step)
              + "\t"
              + forecast.interval(0.80).lower(step)
              + "\t"
              + forecast.interval(0.80).upper(step)
              + "\t"
              + forecast.interval(0.95).lower(step)
              + "\t"
              + forecast.interval(0.95).upper(step));
    }
    return rows;
  }

  static Answer forecast(Path registry, String model, TimeSeries series, int horizon)
      throws IOException {
    Path folder = Files.createTempDirectory("flts-fresh-process");
    Path history = folder.resolve("history.csv");
    Path answer = folder.resolve("answer.tsv");
    try {
      LongCsv.write(Panel.of(series), history);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      if (ModuleLayer.boot().findModule(VECTOR).isPresent()) {
        command.add("--add-modules=" + VECTOR); // the same kernels, or the last bits may differ
      }
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(FreshProcess.class.getName());
      command.addAll(
          List.of(
              registry.toAbsolutePath().toString(),
              model,
              history.toString(),
              series.frequency().toString(),
              Integer.toString(horizon),
              answer.toString()));
      List<String> future = new ArrayList<>();
      List<String> past = new ArrayList<>();
      series
          .covariates()
          .forEach(c -> (c.length() > series.length() ? future : past).add(c.name()));
      command.add(String.join(",", past));
      command.add(String.join(",", future));
      Process process = new ProcessBuilder(command).inheritIO().start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("The fresh process ended with code " + code + ".");
      }
      return new Answer(Files.readAllLines(answer));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for the fresh process.", e);
    } finally {
      Files.deleteIfExists(history);
      Files.deleteIfExists(answer);
      Files.deleteIfExists(folder);
    }
  }

  /** Arguments: registry, model, history, frequency, horizon, answer, past and future columns. */
  public static void main(String[] arguments) throws IOException {
    ServiceCatalog catalog = ServiceCatalog.load();
    TimeSeries series =
        History.read(Path.of(arguments[2]), arguments[3], arguments[6], arguments[7]);
    try (Serving serving = Serving.open(Path.of(arguments[0]), catalog, Clock.systemUTC())) {
      Forecast forecast =
          Serving.forecast(serving.load(arguments[1]), series, Integer.parseInt(arguments[4]));
      Files.write(Path.of(arguments[5]), rowsOf(forecast), StandardCharsets.UTF_8);
    }
  }
}
