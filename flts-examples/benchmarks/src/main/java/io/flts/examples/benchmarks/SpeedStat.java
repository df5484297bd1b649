package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Time per series of the statistical models, fit and forecast with 80/95 intervals together, on the
 * M1 and M4 series, beside R {@code forecast} in the same run where {@code Rscript} has it.
 *
 * <p>One thread, JIT warm (every case runs for four seconds before it is measured; then the middle
 * of three runs per series counts). Times are processor time of the thread, for R user plus system
 * time, so that other load on the machine does not count. Arguments: {@code --no-r} leaves R out;
 * names of cases choose some.
 */
public final class SpeedStat implements Benchmark {

  /**
   * One case.
   *
   * @param data file below data/, without the ending
   * @param most series, evenly spaced
   * @param forR of those, the first this many go to R
   * @param r R expression for a series x and horizon h
   */
  private record Case(
      String name,
      String data,
      int season,
      int horizon,
      int least,
      int longest,
      int most,
      int forR,
      String forecaster,
      Parameters parameters,
      String r) {}

  private static final Parameters AIRLINE =
      Parameters.of("p", 1, "d", 1)
          .and("q", 1)
          .and("seasonal-p", 0)
          .and("seasonal-d", 1)
          .and("seasonal-q", 1);
  private static final String R_AIRLINE =
      "forecast(Arima(x,order=c(1,1,1),seasonal=c(0,1,1),method='ML'),h)";

  private static final List<Case> CASES =
      List.of(
          new Case(
              "sarima-m12", "m1/m1_monthly", 12, 18, 90, 130, 25, 10, "arima", AIRLINE, R_AIRLINE),
          new Case(
              "sarima-m24", "m4/m4_hourly", 24, 48, 700, 700, 12, 4, "arima", AIRLINE, R_AIRLINE),
          new Case(
              "auto-arima-monthly",
              "m1/m1_monthly",
              12,
              18,
              20,
              200,
              40,
              8,
              "auto-arima",
              Parameters.none(),
              "forecast(auto.arima(x),h)"),
          new Case(
              "auto-arima-quarterly",
              "m1/m1_quarterly",
              4,
              8,
              10,
              200,
              40,
              20,
              "auto-arima",
              Parameters.none(),
              "forecast(auto.arima(x),h)"),
          new Case(
              "auto-arima-hourly",
              "m4/m4_hourly",
              24,
              48,
              700,
              1000,
              10,
              1,
              "auto-arima",
              Parameters.none(),
              "forecast(auto.arima(x),h)"),
          new Case(
              "ets-monthly",
              "m1/m1_monthly",
              12,
              18,
              20,
              200,
              40,
              15,
              "ets",
              Parameters.none(),
              "forecast(ets(x),h)"),
          new Case(
              "ets-quarterly",
              "m1/m1_quarterly",
              4,
              8,
              10,
              200,
              40,
              20,
              "ets",
              Parameters.none(),
              "forecast(ets(x),h)"),
          new Case(
              "ets-hourly",
              "m4/m4_hourly",
              24,
              48,
              700,
              1000,
              10,
              3,
              "ets",
              Parameters.none(),
              "forecast(ets(x),h)"),
          new Case(
              "theta-monthly",
              "m1/m1_monthly",
              12,
              18,
              20,
              200,
              40,
              20,
              "theta",
              Parameters.none(),
              "thetaf(x,h)"),
          new Case(
              "mstl-hourly",
              "m4/m4_hourly",
              24,
              48,
              700,
              1000,
              20,
              5,
              "mstl",
              Parameters.of("periods", List.of(24)),
              "forecast(stlm(x),h=h)"));

  // Of repeated passes before a case counts.
  private static final double WARM_MILLIS = 4000.0;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** For ServiceLoader. */
  public SpeedStat() {}

  @Override
  public String name() {
    return "speed-stat";
  }

  @Override
  public String summary() {
    return "milliseconds per series of the statistical models, beside R; arguments: cases, --no-r";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    List<String> wanted = arguments.stream().filter(a -> !a.startsWith("--")).toList();
    ServiceCatalog catalog = ServiceCatalog.load();
    boolean withR = !arguments.contains("--no-r") && packageForecastAnswers();
    if (!withR) {
      out.println("R with package forecast is absent or left out: no ratios.");
    }
    Map<String, String> results = new TreeMap<>();
    out.printf(
        Locale.ROOT,
        "%-22s %7s %10s %10s %10s %10s %8s%n",
        "case",
        "series",
        "median ms",
        "mean ms",
        "p95 ms",
        "R ms",
        "ratio");
    for (Case one : CASES) {
      if (wanted.isEmpty() || wanted.contains(one.name())) {
        measure(one, catalog, withR, out, results);
      }
    }
    StringBuilder line = new StringBuilder("RESULT");
    results.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    out.println(line);
    return 0;
  }

  private static void measure(
      Case one, ServiceCatalog catalog, boolean withR, PrintStream out, Map<String, String> results)
      throws Exception {
    List<double[]> series = series(one);
    Forecaster forecaster =
        catalog.forecaster(one.forecaster()).with(one.parameters().and("season", one.season()));
    if (one.forecaster().equals("mstl")) {
      forecaster = catalog.forecaster("mstl").with(one.parameters());
    }
    double[] times = new double[series.size()];
    double spent = 0.0;
    for (int pass = 0; pass == 0 || spent < WARM_MILLIS; pass++) {
      for (double[] y : series) {
        spent += millis(forecaster, y, one.horizon());
      }
    }
    for (int i = 0; i < times.length; i++) {
      double[] tries = new double[3];
      for (int k = 0; k < tries.length; k++) {
        tries[k] = millis(forecaster, series.get(i), one.horizon());
      }
      Arrays.sort(tries);
      times[i] = tries[1];
    }
    double r =
        withR ? medianOfR(one, series.subList(0, Math.min(one.forR(), series.size()))) : Double.NaN;
    Arrays.sort(times);
    double median = times[times.length / 2];
    double mean = Arrays.stream(times).average().orElse(Double.NaN);
    out.printf(
        Locale.ROOT,
        "%-22s %7d %10.2f %10.2f %10.2f %10.1f %8.1f%n",
        one.name(),
        times.length,
        median,
        mean,
        times[times.length * 95 / 100],
        r,
        r / median);
    String key = one.name().replace('-', '_');
    results.put(key + "_ms", String.format(Locale.ROOT, "%.3f", median));
    results.put(key + "_mean_ms", String.format(Locale.ROOT, "%.3f", mean));
    if (withR) {
      results.put(key + "_r_ms", String.format(Locale.ROOT, "%.1f", r));
      results.put(key + "_ratio", String.format(Locale.ROOT, "%.1f", r / median));
    }
  }

  private static double millis(Forecaster forecaster, double[] y, int horizon) {
    TimeSeries series = TimeSeries.of("series", TimeIndex.ofSteps(1, y.length), y);
    FitRequest fit = FitRequest.of(series).withHorizon(horizon).withExecutor(Runnable::run);
    ForecastRequest ahead = ForecastRequest.of(horizon).withLevels(Levels.intervals(0.80, 0.95));
    long start = THREADS.getCurrentThreadCpuTime();
    forecaster.fit(fit).forecast(ahead).single();
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static List<double[]> series(Case one) throws IOException {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    Path file = SharedData.path("data/" + one.data() + "_train.csv.gz");
    try (BufferedReader csv =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      csv.readLine();
      for (String line = csv.readLine(); line != null; line = csv.readLine()) {
        String[] cells = line.split(",");
        all.computeIfAbsent(cells[0], id -> new ArrayList<>()).add(Double.parseDouble(cells[2]));
      }
    }
    List<double[]> fitting =
        all.values().stream()
            .filter(v -> v.size() >= one.least() && v.size() <= one.longest())
            .map(v -> v.stream().mapToDouble(Double::doubleValue).toArray())
            .toList();
    List<double[]> chosen = new ArrayList<>();
    int count = Math.min(one.most(), fitting.size());
    for (int i = 0; i < count; i++) {
      chosen.add(fitting.get((int) ((long) i * fitting.size() / count)));
    }
    // R gets the first ones; they must be spread as well.
    Collections.shuffle(chosen, new Random(1));
    return chosen;
  }

  private static boolean packageForecastAnswers() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("Rscript", "-e", "suppressMessages(library(forecast))")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static double medianOfR(Case one, List<double[]> series) throws Exception {
    StringBuilder script = new StringBuilder("suppressMessages(library(forecast))\n");
    script.append("h <- ").append(one.horizon()).append("\ntimes <- c()\n");
    script.append("run <- function(v) { x <- ts(v, frequency=").append(one.season());
    script.append("); s <- system.time(try(").append(one.r());
    script.append(", silent=TRUE)); s[['user.self']] + s[['sys.self']] }\n");
    for (double[] y : series) {
      script.append("times <- c(times, run(c(");
      for (int t = 0; t < y.length; t++) {
        script.append(t == 0 ? "" : ",").append(y[t]).append(t % 50 == 49 ? "\n" : "");
      }
      script.append(")))\n");
    }
    script.append("cat('MEDIAN', median(times) * 1000, '\\n')\n");
    Path file = Files.createTempFile("flts-speed", ".R");
    try {
      Files.writeString(file, script);
      ProcessBuilder rscript =
          new ProcessBuilder("Rscript", file.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      // Processor time counts: spinning threads of a linear algebra library would be charged to R.
      rscript.environment().put("OPENBLAS_NUM_THREADS", "1");
      Process process = rscript.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      for (String line : output.split("\n")) {
        if (line.startsWith("MEDIAN")) {
          return Double.parseDouble(line.split(" ")[1]);
        }
      }
      return Double.NaN;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
