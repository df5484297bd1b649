package io.flts.examples.batch;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Horizon;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.LongCsv;
import io.flts.core.ingest.ReadOptions;
import io.flts.core.ingest.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Reads {@code unique_id,ds,y}, forecasts every series with every model asked for, and writes
 * {@code unique_id,ds,model,mean,lo-80,hi-80,...}.
 */
@Command(
    name = "batch-forecast",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Forecasts every series of a long CSV (unique_id,ds,y; plain or .gz).",
    footer = {
      "",
      "A series that cannot be forecast is reported on standard error and counted; the others go on.",
      "Exit code: 0 something was forecast, 1 nothing was, 2 bad arguments."
    })
public final class BatchForecast implements Callable<Integer> {
  @Option(names = "--train", required = true, description = "the history: unique_id,ds,y")
  private Path train = Path.of("");

  @Option(names = "--out", required = true, description = "where to write the forecasts; .gz packs")
  private Path out = Path.of("");

  @Option(names = "--horizon", required = true, description = "steps to forecast")
  private int horizon;

  @Option(
      names = "--models",
      split = ",",
      defaultValue = "naive,seasonal-naive",
      description = "forecaster names; default ${DEFAULT-VALUE}")
  private List<String> models = List.of();

  @Option(
      names = "--levels",
      split = ",",
      defaultValue = "80,95",
      description = "levels of intervals in percent; default ${DEFAULT-VALUE}")
  private List<Double> levels = List.of();

  @Option(names = "--season", description = "observations per season; default from the frequency")
  private int season;

  @Option(names = "--freq", description = "h, D, W-SUN, MS, 15min, P1D, ...; default inferred")
  private @Nullable String frequency;

  @Option(names = "--past", split = ",", description = "columns known for the past only")
  private List<String> past = List.of();

  @Option(names = "--future", split = ",", description = "columns known in the future, too")
  private List<String> future = List.of();

  @Option(names = "--non-negative", description = "no forecast below zero")
  private boolean nonNegative;

  @Option(names = "--seed", defaultValue = "0", description = "seed of all randomness; default 0")
  private long seed;

  @Option(names = "--threads", description = "threads to fit with; default all cores")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec private @Nullable CommandSpec spec;

  private BatchForecast() {}

  /** Runs the program and ends the JVM with its code. */
  public static void main(String[] arguments) {
    System.exit(execute(new PrintWriter(System.err, true), arguments));
  }

  static int execute(PrintWriter messages, String... arguments) {
    return new CommandLine(new BatchForecast())
        .setErr(messages)
        .setExecutionExceptionHandler(
            (error, command, result) -> {
              if (error instanceof FltsException || error instanceof IOException) {
                command.getErr().println(error.getMessage());
                return 1;
              }
              throw error;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter messages = command().commandLine().getErr();
    List<Forecaster> forecasters = forecasters();
    ForecastRequest request = request();
    Reading reading = read();
    reading
        .rejected()
        .forEach((id, reason) -> messages.println("FAILED " + id + ": " + reason.getMessage()));
    int failed = reading.rejected().size() * forecasters.size();
    Panel panel = reading.acceptedPanel();
    int written = 0;
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try (ForecastCsv csv = ForecastCsv.create(out, levels)) {
      for (Forecaster forecaster : forecasters) {
        PanelForecast forecasts = forecast(forecaster, panel, request, pool, messages);
        if (forecasts == null) {
          failed += panel.size();
          continue;
        }
        csv.write(forecaster.name(), forecasts.forecasts());
        written += forecasts.forecasts().size();
        failed += forecasts.failures().size();
        forecasts
            .failures()
            .forEach(
                failure ->
                    messages.println(
                        "FAILED "
                            + failure.seriesId()
                            + " by "
                            + forecaster.name()
                            + ": "
                            + failure.reason()));
      }
      if (written > 0) {
        csv.commit();
      }
    } finally {
      pool.shutdownNow();
    }
    messages.printf(Locale.ROOT, "%d forecasts written to %s, %d failed%n", written, out, failed);
    return written > 0 ? 0 : 1;
  }

  private CommandSpec command() {
    CommandSpec present = spec;
    if (present == null) {
      throw new IllegalStateException("The command line has not been parsed.");
    }
    return present;
  }

  private List<Forecaster> forecasters() {
    ServiceCatalog catalog = ServiceCatalog.load();
    List<Forecaster> found = new ArrayList<>();
    try {
      for (String name : models) {
        found.add(withSeason(catalog.forecaster(name.trim())));
      }
    } catch (FltsException | IllegalArgumentException e) {
      throw new ParameterException(command().commandLine(), e.getMessage(), e);
    }
    return found;
  }

  private Forecaster withSeason(Forecaster forecaster) {
    if (season == 0) {
      return forecaster;
    }
    List<String> names = forecaster.parameters().specs().stream().map(ParameterSpec::name).toList();
    if (names.contains("season")) {
      return forecaster.with(Parameters.of("season", season));
    }
    if (names.contains("seasons") && season > 1) {
      return forecaster.with(Parameters.of("seasons", List.of(season)));
    }
    return forecaster;
  }

  private ForecastRequest request() {
    try {
      double[] shares = levels.stream().mapToDouble(level -> level / 100).toArray();
      return ForecastRequest.of(Horizon.steps(horizon))
          .withLevels(Levels.intervals(shares))
          .withSeed(seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command().commandLine(), e.getMessage(), e);
    }
  }

  private Reading read() throws IOException {
    Frequency known = frequency == null ? null : Frequency.parse(frequency);
    return LongCsv.standard()
        .withPastCovariates(past.toArray(new String[0]))
        .withFutureCovariates(future.toArray(new String[0]))
        .with(ReadOptions.defaults().withFrequency(known))
        .readEach(train);
  }

  private @Nullable PanelForecast forecast(
      Forecaster forecaster,
      Panel panel,
      ForecastRequest request,
      ExecutorService pool,
      PrintWriter messages) {
    long start = System.nanoTime();
    Tally tally = new Tally(forecaster.name(), messages);
    FitRequest fit =
        FitRequest.of(panel)
            .withHorizon(horizon)
            .withSeed(seed)
            .withBounds(nonNegative ? Bounds.nonNegative() : Bounds.none())
            .withExecutor(pool)
            .withProgress(tally);
    try {
      FittedForecaster fitted = forecaster.fit(fit);
      boolean quantiles = forecaster.capabilities().has(Capability.QUANTILES);
      if (!quantiles) {
        messages.println(forecaster.name() + " gives no intervals: their columns stay empty");
      }
      PanelForecast forecasts =
          fitted.forecast(quantiles ? request : request.withLevels(Levels.none()));
      messages.printf(
          Locale.ROOT,
          "%s: %d series in %.2f s%n",
          forecaster.name(),
          panel.size(),
          (System.nanoTime() - start) / 1e9);
      return forecasts;
    } catch (FltsException e) {
      messages.println("FAILED all series by " + forecaster.name() + ": " + e.getMessage());
      return null;
    }
  }
}
