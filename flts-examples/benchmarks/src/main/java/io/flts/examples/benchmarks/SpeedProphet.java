package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Fit and prediction time of {@code prophet-like} on the Peyton Manning series (2,905 daily rows),
 * beside the real Prophet where R has it installed.
 */
public final class SpeedProphet implements Benchmark {

  private static final int WARM_UP = 60;
  private static final int REPETITIONS = 101;
  private static final int DAYS = 365;
  private static final int PATHS = 1000;

  /** For ServiceLoader. */
  public SpeedProphet() {}

  @Override
  public String name() {
    return "speed-prophet";
  }

  @Override
  public String summary() {
    return "prophet-like on Peyton Manning: fit, 365 days with 1,000 paths; ratio to the real Prophet";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    Path file = SharedData.path("data/prophet/example_wp_log_peyton_manning.csv");
    TimeSeries series = read(file);
    Forecaster forecaster = ServiceCatalog.load().forecaster("prophet-like");
    FittedForecaster fitted = forecaster.fit(FitRequest.of(series));
    ForecastRequest request =
        ForecastRequest.of(DAYS).withLevels(Levels.of(0.8)).withPaths(PATHS).withSeed(7);

    double[] fit = medianMillis(() -> forecaster.fit(FitRequest.of(series)));
    double[] predict = medianMillis(() -> fitted.forecast(request));
    Forecast forecast = fitted.forecast(request).single();

    out.println(
        "Peyton Manning, 2,905 rows, warm medians in ms; prediction: 365 days, 1,000 paths");
    out.printf(
        Locale.ROOT,
        "%-20s %10s %10s %14s %14s%n",
        "",
        "fit wall",
        "fit CPU",
        "predict wall",
        "predict CPU");
    row(out, "prophet-like", fit, predict);
    double[] real = realProphet(file, out);
    String ratios = "";
    if (real.length == 4) {
      row(
          out,
          "R prophet, same run",
          new double[] {real[0], real[1]},
          new double[] {real[2], real[3]});
      ratios =
          String.format(
              Locale.ROOT,
              " prophet_fit_cpu_ms=%.0f prophet_predict_cpu_ms=%.0f fit_ratio=%.1f predict_ratio=%.1f",
              real[1],
              real[3],
              real[1] / fit[1],
              real[3] / predict[1]);
    }
    out.printf(
        Locale.ROOT,
        "RESULT fit_ms=%.2f fit_cpu_ms=%.2f predict_ms=%.2f predict_cpu_ms=%.2f first_mean=%.6f%s%n",
        fit[0],
        fit[1],
        predict[0],
        predict[1],
        forecast.mean(0),
        ratios);
    return 0;
  }

  private static void row(PrintStream out, String name, double[] fit, double[] predict) {
    out.printf(
        Locale.ROOT,
        "%-20s %10.2f %10.2f %14.2f %14.2f%n",
        name,
        fit[0],
        fit[1],
        predict[0],
        predict[1]);
  }

  private static TimeSeries read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    LocalDate first = date(lines.get(1));
    int length = (int) ChronoUnit.DAYS.between(first, date(lines.get(lines.size() - 1))) + 1;
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    for (String line : lines.subList(1, lines.size())) {
      values[(int) ChronoUnit.DAYS.between(first, date(line))] =
          Double.parseDouble(line.substring(line.indexOf(',') + 1));
    }
    return TimeSeries.of("peyton", first.atStartOfDay(), Frequency.parse("D"), values);
  }

  private static LocalDate date(String line) {
    return LocalDate.parse(line.substring(0, line.indexOf(',')).replace("\"", ""));
  }

  /**
   * Median wall and CPU milliseconds of the calling thread: the latter do not count other programs.
   */
  private static double[] medianMillis(Supplier<?> work) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM_UP; i++) {
      work.get();
    }
    double[] wall = new double[REPETITIONS];
    double[] cpu = new double[REPETITIONS];
    for (int i = 0; i < REPETITIONS; i++) {
      long startCpu = clock.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      Object kept = work.get();
      wall[i] = (System.nanoTime() - start) / 1e6;
      cpu[i] = (clock.getCurrentThreadCpuTime() - startCpu) / 1e6;
      if (kept == null) {
        throw new IllegalStateException("nothing was computed");
      }
    }
    Arrays.sort(wall);
    Arrays.sort(cpu);
    return new double[] {wall[REPETITIONS / 2], cpu[REPETITIONS / 2]};
  }

  /** Medians of R's prophet (fit wall and CPU, predict wall and CPU), or nothing without it. */
  private static double[] realProphet(Path file, PrintStream out) throws Exception {
    String script =
        """
        suppressMessages(library(prophet))
        df <- read.csv(commandArgs(TRUE)[1])
        times <- matrix(0, 5, 4)
        for (i in 1:5) {
          a <- system.time(m <- suppressMessages(prophet(df)))
          future <- make_future_dataframe(m, periods = 365, include_history = FALSE)
          b <- system.time(predict(m, future))
          times[i, ] <- c(a[["elapsed"]], a[["user.self"]], b[["elapsed"]], b[["user.self"]])
        }
        cat("MEDIANS", 1000 * apply(times, 2, median), "\\n")
        """;
    Path source = Files.createTempFile("speed-prophet", ".R");
    try {
      Files.writeString(source, script);
      Process process =
          new ProcessBuilder(List.of("Rscript", "--vanilla", source.toString(), file.toString()))
              .redirectErrorStream(true)
              .start();
      List<String> lines = new ArrayList<>();
      try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
        reader.lines().forEach(lines::add);
      }
      if (process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0) {
        for (String line : lines) {
          if (line.startsWith("MEDIANS")) {
            String[] words = line.split(" ");
            double[] medians = new double[4];
            for (int i = 0; i < medians.length; i++) {
              medians[i] = Double.parseDouble(words[i + 1]);
            }
            return medians;
          }
        }
      }
      out.println("R prophet could not be run: " + String.join(" / ", lines));
    } catch (IOException e) {
      out.println("R is not installed here, so there is nothing to compare with.");
    } finally {
      Files.delete(source);
    }
    return new double[0];
  }
}
