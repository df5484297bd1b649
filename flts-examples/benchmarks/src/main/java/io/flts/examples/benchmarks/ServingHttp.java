package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelVersion;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.Backtest;
import io.flts.core.backtest.BacktestResult;
import io.flts.core.backtest.RollingOrigin;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.promote.Contender;
import io.flts.core.promote.Promoter;
import io.flts.core.promote.PromotionDecision;
import io.flts.core.promote.PromotionRequest;
import io.flts.core.registry.FileSystemRegistry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The embedded HTTP server in a process of its own, with a model of 20 load series (GEFCom 2012)
 * that was judged and promoted, driven by {@code wrk} and an open loop on the same machine.
 *
 * <p>The overload asks for forecasts that take milliseconds to compute, at five times the rate at
 * which the server can give them.
 *
 * <p>A single-series request sends a week of hours (168 numbers) and asks for 24 hours with the
 * bands 80 % and 95 %; 500 different histories take turns and the cache is off, so that every
 * answer is computed. A batch has 100 of them.
 */
public final class ServingHttp implements Benchmark {
  private static final int SERIES = 500;
  private static final int HISTORY = 168;
  private static final int BATCH = 100;
  private static final int SKIPPED = 75;

  /** Of the open loop; far more than are under way at once where the server keeps up. */
  private static final int CONNECTIONS = 64;

  private static final List<String> CANDIDATES = List.of("seasonal-naive", "holt-winters", "theta");

  /** For ServiceLoader. */
  public ServingHttp() {}

  @Override
  public String name() {
    return "serving";
  }

  @Override
  public String summary() {
    return "forecasts over HTTP: rates, latencies, 500 connections, batches, memory [SECONDS]";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    int seconds = arguments.isEmpty() ? 60 : Integer.parseInt(arguments.get(0));
    Panel zones = ServingInProcess.read(SharedData.path("data/load/gefcom2012_hourly.csv.gz"));
    if (!Wrk.isInstalled()) {
      out.println("SKIPPED wrk is not installed: apt-get install wrk");
      return SKIPPED;
    }
    Path folder = Files.createTempDirectory("serving-http");
    promote(folder.resolve("registry"), zones, out);
    List<String> bodies = bodies(zones);
    List<String> batches = new ArrayList<>();
    for (int i = 0; i < SERIES / BATCH; i++) {
      List<String> some = bodies.subList(i * BATCH, (i + 1) * BATCH);
      batches.add("{\"requests\":[" + String.join(",", some) + "]}");
    }
    Path single = Wrk.script(folder, "single", "/predict", bodies);
    Path batch = Wrk.script(folder, "batch", "/batch/predict", batches);
    StringBuilder result = new StringBuilder("RESULT");
    out.printf(
        "%-34s %10s %8s %9s %9s %9s%n", "load", "per s", "errors", "p50 ms", "p99 ms", "max ms");
    for (String mode : new String[] {"uncached", "cached"}) {
      Process child = start(folder.resolve("registry"), mode);
      try {
        String url = firstLine(child);
        Wrk.run(url, single, 32, Math.max(5, seconds / 4));
        Duration before = processorTime(child);
        int measured = Math.max(5, seconds / 3);
        Wrk.Seen busy = Wrk.run(url, single, 32, measured);
        row(out, result, mode + "-32", busy);
        // what a shared machine cannot spoil: the work the server does for a request
        double micros =
            processorTime(child).minus(before).toNanos() / 1e3 / (busy.perSecond() * measured);
        out.printf(Locale.ROOT, "%-34s %.0f us per request%n", mode + " server CPU time", micros);
        result.append(String.format(Locale.ROOT, " %s-cpu-us=%.0f", mode, micros));
        if (mode.equals("uncached")) {
          OpenLoop.Client client = new HttpAsker(url, "/predict", bodies);
          OpenLoop.drive(client, CONNECTIONS, Duration.ofSeconds(5), 500); // warm
          open(out, result, OpenLoop.drive(client, CONNECTIONS, Duration.ofSeconds(seconds), 1000));
          row(out, result, "uncached-500", Wrk.run(url, single, 500, Math.max(5, seconds / 3)));
          Wrk.run(url, batch, 1, 5);
          row(out, result, "batch-100", Wrk.run(url, batch, 1, Math.max(5, seconds / 3)));
        }
        long megabytes = megabytes(child, "VmHWM");
        out.printf("%-34s %d MB%n", mode + " peak memory (VmHWM)", megabytes);
        result.append(' ').append(mode).append("-rss-mb=").append(megabytes);
      } finally {
        child.getOutputStream().close();
        child.waitFor();
      }
    }
    overload(folder.resolve("registry"), out, result);
    out.println(result);
    return 0;
  }

  private static void row(PrintStream out, StringBuilder result, String name, Wrk.Seen seen) {
    out.printf(
        Locale.ROOT,
        "%-34s %10.0f %8d %9.2f %9.2f %9.2f%n",
        name,
        seen.perSecond(),
        seen.errors(),
        seen.p50(),
        seen.p99(),
        seen.max());
    result.append(
        String.format(
            Locale.ROOT,
            " %s-per-s=%.0f %s-errors=%d %s-p99-ms=%.2f",
            name,
            seen.perSecond(),
            name,
            seen.errors(),
            name,
            seen.p99()));
  }

  private static void open(PrintStream out, StringBuilder result, OpenLoop.Seen seen) {
    long errors = seen.refused().count() + seen.failed();
    out.printf(
        Locale.ROOT,
        "%-34s %10.0f %8d %9.2f %9.2f %9.2f%n",
        "open loop, 1,000 per s",
        seen.answersPerSecond(),
        errors,
        seen.answered().millis(0.50),
        seen.answered().millis(0.99),
        seen.answered().millis(1));
    result.append(
        String.format(
            Locale.ROOT,
            " open-sent=%d open-errors=%d open-p99-ms=%.2f",
            seen.offered(),
            errors,
            seen.answered().millis(0.99)));
  }

  /** A model whose answer takes long to compute, asked for by short requests. */
  private static void overload(Path registry, PrintStream out, StringBuilder result)
      throws Exception {
    Process child = start(registry, ServingChild.COSTLY);
    try {
      String url = firstLine(child);
      String body =
          "{\"model\":\""
              + ServingChild.COSTLY
              + "\",\"forecast_horizon\":1344,\"levels\":[0.8,0.95]}";
      OpenLoop.Client client = new HttpAsker(url, "/predict", List.of(body));
      new Overload(
              "8 weeks of hours from prophet-like over HTTP",
              "http_",
              client,
              2 * Runtime.getRuntime().availableProcessors(),
              () -> megabytes(child, "VmRSS") << 20)
          .measure(out, result);
    } finally {
      child.getOutputStream().close();
      child.waitFor();
    }
  }

  private static void promote(Path folder, Panel zones, PrintStream out) throws IOException {
    ServiceCatalog catalog = ServiceCatalog.load();
    Backtest.Builder backtest =
        Backtest.builder(RollingOrigin.of(24, 3).withRefitEvery(RollingOrigin.NEVER))
            .available(catalog.forecasters())
            .scorers(catalog.scorer("mase"), catalog.scorer("rmse"), catalog.scorer("mae"));
    CANDIDATES.forEach(name -> backtest.candidate(name, catalog.forecaster(name)));
    BacktestResult judged = backtest.build().run(zones);
    String best = judged.leaderboard().best().model();
    Forecaster forecaster = catalog.forecaster(best);
    FittedForecaster fitted = forecaster.fit(FitRequest.of(zones));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, Double> scores = judged.leaderboard().row(best).scores();
    ForecasterBundle.of(forecaster, fitted, BundleSchema.of(zones, "load", "kW"), scores)
        .write(bytes);
    try (FileSystemRegistry registry = FileSystemRegistry.at(folder)) {
      ServingInProcess.register(
          catalog, registry, ServingChild.COSTLY, "prophet-like", Panel.of(zones.get(0)));
      ModelVersion version =
          registry.register(
              "load",
              ModelArtifact.of(bytes.toByteArray()),
              scores,
              Map.of(
                  "forecaster", best, "data-fingerprint", fitted.provenance().dataFingerprint()));
      PromotionDecision decision =
          Promoter.of(registry, Clock.systemUTC())
              .promote(
                  PromotionRequest.of(
                      "load",
                      "production",
                      judged.leaderboard(),
                      List.of(new Contender(best, version)),
                      "benchmarks"));
      out.println(best + ": " + decision.getClass().getSimpleName());
      decision.reasons().forEach(reason -> out.println("  " + reason));
    }
  }

  private static List<String> bodies(Panel zones) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      TimeSeries zone = zones.get(i % zones.size());
      int from = zone.length() - HISTORY - i;
      bodies.add(
          "{\"model\":\"load\",\"series_id\":\""
              + zone.id()
              + "\",\"forecast_horizon\":24,\"levels\":[0.8,0.95],\"start\":\""
              + zone.index().label(from)
              + "\",\"data\":"
              + Arrays.toString(zone.toArray(from, from + HISTORY)).replace(" ", "")
              + "}");
    }
    return bodies;
  }

  private static Process start(Path registry, String mode) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ServingChild.class.getName(),
            registry.toString(),
            mode)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String firstLine(Process child) throws IOException {
    String url =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (url == null) {
      throw new IOException("The server did not start.");
    }
    return url;
  }

  private static Duration processorTime(Process child) {
    return child.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long megabytes(Process child, String entry) {
    try {
      for (String line :
          Files.readAllLines(Path.of("/proc", Long.toString(child.pid()), "status"))) {
        if (line.startsWith(entry + ":")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("This system does not tell the memory of a process.");
  }
}
