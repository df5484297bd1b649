package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.registry.FileSystemRegistry;
import io.flts.core.serve.CacheSettings;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ModelSettings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The forecast service inside one JVM, on the 20 zones of the GEFCom 2012 load series: latency with
 * and without the cache, 1,000 promotions under load, and overload at five times the capacity.
 * Every model is fitted, registered in a file-system registry, promoted and served as in
 * production.
 */
public final class ServingInProcess implements Benchmark {
  static final Levels BANDS = Levels.of(0.80, 0.95);
  static final int HORIZON = 24;

  private static final int WEEKS = 8;
  private static final int ZONES = 20;
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final long MEASURED_NANOS = 1_500_000_000L;
  private static final int MOST_REQUESTS = 20_000;
  private static final List<String> MODELS =
      List.of("seasonal-naive", "holt-winters", "ets", "theta", "arima");

  /** For ServiceLoader. */
  public ServingInProcess() {}

  @Override
  public String name() {
    return "serving-inprocess";
  }

  @Override
  public String summary() {
    return "ForecastService on load series: latencies, 1,000 promotions under load, overload";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    Panel zones = read(SharedData.path("data/load/gefcom2012_hourly.csv.gz"));
    ServiceCatalog catalog = ServiceCatalog.load();
    Path folder = Files.createTempDirectory("serving-inprocess");
    StringBuilder result = new StringBuilder("RESULT");
    try (FileSystemRegistry registry = FileSystemRegistry.at(folder)) {
      if (wanted(arguments, "latencies")) {
        latencies(catalog, registry, zones, out, result);
      }
      if (wanted(arguments, "promotions")) {
        ServingPromotions.measure(catalog, registry, zones, out, result);
      }
      if (wanted(arguments, "overload")) {
        ServingOverload.measure(catalog, registry, zones, out, result);
      }
    } finally {
      delete(folder);
    }
    out.println(result);
    return 0;
  }

  private static boolean wanted(List<String> arguments, String part) {
    return arguments.isEmpty() || arguments.contains(part);
  }

  static Panel read(Path file) throws IOException {
    Deque<String[]> rows = new ArrayDeque<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(line.split(",", -1));
        if (rows.size() > WEEKS * 7 * 24) {
          rows.remove();
        }
      }
    }
    List<TimeSeries> zones = new ArrayList<>();
    LocalDateTime start = LocalDateTime.parse(rows.getFirst()[0]);
    for (int zone = 1; zone <= ZONES; zone++) {
      int column = zone;
      double[] loads = rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
      zones.add(TimeSeries.of("zone-" + zone, start, Frequency.parse("h"), loads));
    }
    return Panel.of(zones);
  }

  /** Fits, registers and returns the version. */
  static int register(
      ServiceCatalog catalog,
      FileSystemRegistry registry,
      String model,
      String forecasterName,
      Panel panel)
      throws IOException {
    Forecaster forecaster = catalog.forecaster(forecasterName);
    FittedForecaster fitted = forecaster.fit(FitRequest.of(panel));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ForecasterBundle.of(forecaster, fitted, BundleSchema.of(panel, "load", "kW"), Map.of())
        .write(bytes);
    return registry
        .register(model, ModelArtifact.of(bytes.toByteArray()), Map.of(), Map.of())
        .version();
  }

  private static void latencies(
      ServiceCatalog catalog,
      FileSystemRegistry registry,
      Panel zones,
      PrintStream out,
      StringBuilder result)
      throws IOException {
    out.println(
        "One series, horizon 24, 80/95 % bands, one caller; 'history' sends 1,344 hours along; ms");
    out.printf(
        "%-16s %-10s %10s %10s %10s %12s %12s%n",
        "model", "request", "p50", "p99", "p99.9", "cached p50", "cached p99");
    for (String model : MODELS) {
      Panel one = Panel.of(zones.get(0));
      int version = register(catalog, registry, model, model, one);
      try (ForecastService plain =
              ForecastService.builder(catalog, registry)
                  .settings(ModelSettings.standard().withCache(CacheSettings.none()))
                  .start();
          ForecastService caching = ForecastService.builder(catalog, registry).start()) {
        plain.deploy(model, "production", version, "benchmark", "measure");
        ForecastRequest trained = ForecastRequest.of(HORIZON).withLevels(BANDS);
        row(out, result, model, "trained", plain, caching, trained);
        row(out, result, model, "history", plain, caching, trained.withHistory(one));
      }
    }
  }

  private static void row(
      PrintStream out,
      StringBuilder result,
      String model,
      String kind,
      ForecastService plain,
      ForecastService caching,
      ForecastRequest request) {
    Latencies computed = time(plain, model, request, false);
    Latencies cached = time(caching, model, request, true);
    out.printf(
        Locale.ROOT,
        "%-16s %-10s %10.4f %10.4f %10.4f %12.4f %12.4f%n",
        model,
        kind,
        computed.millis(0.5),
        computed.millis(0.99),
        computed.millis(0.999),
        cached.millis(0.5),
        cached.millis(0.99));
    String key = model.replace('-', '_') + "_" + kind;
    result.append(
        String.format(
            Locale.ROOT,
            " %s_p50_ms=%.4f %s_cached_p99_ms=%.4f",
            key,
            computed.millis(0.5),
            key,
            cached.millis(0.99)));
  }

  private static Latencies time(
      ForecastService service, String model, ForecastRequest request, boolean cached) {
    long warm = System.nanoTime() + WARM_UP_NANOS;
    while (System.nanoTime() < warm) {
      service.forecast(model, request);
    }
    Latencies latencies = new Latencies();
    long end = System.nanoTime() + MEASURED_NANOS;
    while (latencies.count() < MOST_REQUESTS && System.nanoTime() < end) {
      long start = System.nanoTime();
      boolean hit = service.forecast(model, request).cached();
      latencies.add(System.nanoTime() - start);
      if (hit != cached) {
        throw new IllegalStateException("cached: " + hit + ", expected: " + cached);
      }
    }
    return latencies;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
