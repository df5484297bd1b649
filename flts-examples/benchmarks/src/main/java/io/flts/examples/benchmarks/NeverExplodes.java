package io.flts.examples.benchmarks;

import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * {@code never-explodes [--hostile=20000] [--from=0] [--seed=1] [--data=yes|no|FILE-PART,...]
 * [--methods=ets,auto-arima:budget-millis=5000,...] [--seconds=S] [--threads=N]}: every per-series
 * method over generated hostile series and over every series of the measuring data. A row for every
 * method and source, printed as soon as it is known. {@code --seconds} is the deadline of a fit,
 * none by default.
 *
 * <p>A method passes when it throws nothing but documented exceptions (it refuses the series with a
 * reason), and every mean, quantile and path is finite and within {@link
 * io.flts.stat.safeguard.ForecastBound the stated bound} of the history. A forecast that another
 * method had to give is counted as a fallback: the result says so. Horizons run from 1 to twice the
 * history; one series in ten is forecast with a season declared by parameter, up to 10,000. Times
 * are CPU milliseconds of fit and forecast.
 */
public final class NeverExplodes implements Benchmark {

  private static final int PATHS = 5;
  private static final int[] SEASONS = {2, 3, 7, 24, 168, 1000, 8766, 10_000};

  @Override
  public String name() {
    return "never-explodes";
  }

  @Override
  public String summary() {
    return "every classical method over hostile series and all data: exceptions, NaN, bounds";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws Exception {
    int from = Integer.parseInt(AccuracyBenchmark.option(arguments, "--from", "0"));
    int hostile = Integer.parseInt(AccuracyBenchmark.option(arguments, "--hostile", "20000"));
    long seed = Long.parseLong(AccuracyBenchmark.option(arguments, "--seed", "1"));
    String data = AccuracyBenchmark.option(arguments, "--data", "yes");
    String only = AccuracyBenchmark.option(arguments, "--methods", "");
    String processors = Integer.toString(Runtime.getRuntime().availableProcessors());
    int threads = Integer.parseInt(AccuracyBenchmark.option(arguments, "--threads", processors));
    long seconds = Long.parseLong(AccuracyBenchmark.option(arguments, "--seconds", "0"));
    List<Path> files = new ArrayList<>();
    if (!data.equals("no")) {
      for (Path file : EverySeries.files()) {
        if (data.equals("yes")
            || List.of(data.split(",")).stream().anyMatch(file.toString()::contains)) {
          files.add(file);
        }
      }
    }
    out.println(ExplosionTally.header());
    int explosions = 0;
    int series = 0;
    int fallbacks = 0;
    int refused = 0;
    int methods = 0;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Forecaster forecaster : methods(only)) {
        List<Supplier<TimeSeries>> generated = new ArrayList<>();
        for (int i = from; i < from + hostile; i++) {
          int number = i;
          generated.add(() -> HostileSeries.of(number, seed));
        }
        for (int source = hostile > 0 ? -1 : 0; source < files.size(); source++) {
          ExplosionTally tally =
              new ExplosionTally(
                  forecaster.name(), source < 0 ? "hostile" : name(files.get(source)));
          measure(
              forecaster,
              source < 0 ? generated : seriesOf(files.get(source)),
              seconds,
              tally,
              pool);
          out.println(tally.row());
          out.flush();
          explosions += tally.explosions();
          series += tally.series();
          fallbacks += tally.fallbacks();
          refused += tally.refused();
        }
        methods++;
      }
    } finally {
      pool.shutdownNow();
    }
    out.printf(
        "RESULT methods=%d forecasts=%d explosions=%d refused=%d fallbacks=%d pass=%b%n",
        methods, series, explosions, refused, fallbacks, explosions == 0);
    return explosions == 0 ? 0 : 1;
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.'));
  }

  private static List<Supplier<TimeSeries>> seriesOf(Path file) throws IOException {
    List<Supplier<TimeSeries>> all = new ArrayList<>();
    for (TimeSeries one : EverySeries.of(file)) {
      all.add(() -> one);
    }
    return all;
  }

  /**
   * The per-series methods of the module for classical forecasters, all or those given as {@code
   * name:parameter=value:...}.
   */
  static List<Forecaster> methods(String only) {
    ServiceCatalog catalog = ServiceCatalog.load();
    if (only.isEmpty()) {
      return catalog.forecasters().stream()
          .filter(one -> one instanceof PerSeriesForecaster)
          .filter(one -> one.getClass().getPackageName().startsWith("io.flts.stat"))
          .toList();
    }
    List<Forecaster> wanted = new ArrayList<>();
    for (String method : only.split(",")) {
      String[] parts = method.split(":");
      Parameters parameters = Parameters.none();
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].split("=", 2);
        parameters = parameters.and(pair[0], pair[1]);
      }
      wanted.add(catalog.forecaster(parts[0]).with(parameters));
    }
    return wanted;
  }

  private static void measure(
      Forecaster forecaster,
      List<Supplier<TimeSeries>> series,
      long seconds,
      ExplosionTally tally,
      ExecutorService pool)
      throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Supplier<TimeSeries> one = series.get(i);
      running.add(pool.submit(() -> measure(forecaster, one.get(), seconds, tally)));
    }
    for (Future<?> one : running) {
      one.get();
    }
  }

  private static void measure(
      Forecaster plain, TimeSeries series, long seconds, ExplosionTally tally) {
    Random random = new Random(series.id().hashCode());
    Forecaster forecaster = plain;
    if (random.nextInt(10) == 0 && hasSeason(plain)) {
      int season = SEASONS[random.nextInt(SEASONS.length)];
      forecaster = plain.with(Parameters.of("season", season));
    }
    int horizon = 1 + random.nextInt(Math.min(400, 2 * series.length()));
    ForecastRequest request = ForecastRequest.of(horizon);
    if (forecaster.capabilities().has(Capability.QUANTILES)) {
      request = request.withLevels(Levels.of(0.80, 0.95, 0.999));
    }
    if (forecaster.capabilities().has(Capability.PATHS)) {
      request = request.withPaths(PATHS);
    }
    FitRequest fit = FitRequest.of(Panel.of(series)).withHorizon(horizon);
    if (seconds > 0) {
      fit = fit.withDeadline(Deadline.after(Duration.ofSeconds(seconds)));
    }
    long start = cpuNanos();
    try {
      ForecastOutcome outcome = forecaster.fit(fit).forecast(request).outcome(series.id());
      double millis = (cpuNanos() - start) / 1e6;
      if (outcome instanceof Forecast forecast) {
        tally.forecast(forecast, series.toArray(), millis);
      } else if (outcome instanceof ForecastFailure failure) {
        tally.failure(failure.seriesId(), failure.cause(), millis);
      }
    } catch (RuntimeException e) {
      tally.failure(series.id(), e, (cpuNanos() - start) / 1e6);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static boolean hasSeason(Forecaster forecaster) {
    return forecaster.parameters().specs().stream()
        .map(ParameterSpec::name)
        .anyMatch("season"::equals);
  }
}
