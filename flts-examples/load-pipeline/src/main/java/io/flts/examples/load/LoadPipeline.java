package io.flts.examples.load;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.registry.ModelVersion;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.BacktestResult;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.promote.PromotionDecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line: its options, and the steps in order. */
@Command(
    name = "load-pipeline",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Reads a load series, fits and judges every forecaster on the class path, promotes the winner,",
      "reloads it in a fresh process, forecasts, and writes a report.",
      "Without --csv it uses the load columns of ETTh1, which come with the example."
    },
    footer = {
      "",
      "Exit code: 0 done, 1 failed, 2 bad arguments, 3 nothing was good enough to serve."
    })
public final class LoadPipeline implements Callable<Integer> {
  private static final int NOTHING_PROMOTED = 3;

  @Option(names = "--csv", description = "a CSV with one row per time, plain or .gz")
  private @Nullable Path csv;

  @Option(names = "--time", defaultValue = "date", description = "its time column; default date")
  private String time = "";

  @Option(
      names = "--target",
      defaultValue = "HUFL",
      description = "its target column; default HUFL")
  private String target = "";

  @Option(
      names = "--covariates",
      split = ",",
      description = "columns known for the past only; default the other load columns of ETTh1")
  private List<String> covariates = List.of();

  @Option(names = "--future", split = ",", description = "columns known in the future, too")
  private List<String> future = List.of();

  @Option(names = "--horizon", defaultValue = "24", description = "steps to forecast; default 24")
  private int horizon;

  @Option(names = "--windows", defaultValue = "7", description = "origins to judge at; default 7")
  private int windows;

  @Option(
      names = "--history",
      defaultValue = "2880",
      description = "observations to learn from, the last ones; default 2880")
  private int history;

  @Option(
      names = "--models",
      split = ",",
      description = "forecasters; default all on the class path")
  private List<String> models = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "110",
      description = "time for all fits of the judging together; default 110")
  private int seconds;

  @Option(names = "--seed", defaultValue = "0", description = "seed of all randomness; default 0")
  private long seed;

  @Option(names = "--name", description = "name of the model in the registry; default the target")
  private @Nullable String name;

  @Option(
      names = "--out",
      description = "folder of registry and report; default target/load-pipeline")
  private @Nullable Path out;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      description = {
        "then answer over HTTP at this port of this machine (0: any free one) until interrupted;",
        "a further run into the same --out promotes, and the server picks it up"
      })
  private @Nullable Integer port;

  @Spec private @Nullable CommandSpec spec;

  private LoadPipeline() {}

  /** Runs the program and ends the JVM with its code. */
  public static void main(String[] arguments) {
    System.exit(execute(new PrintWriter(System.out, true, Charset.defaultCharset()), arguments));
  }

  static int execute(PrintWriter messages, String... arguments) {
    return new CommandLine(new LoadPipeline())
        .setOverwrittenOptionsAllowed(true) // the run script gives --out a default
        .setOut(messages)
        .setErr(messages)
        .setExecutionExceptionHandler(
            (error, command, result) -> {
              if (error instanceof FltsException
                  || error instanceof IOException
                  || error instanceof IllegalArgumentException) {
                command.getErr().println(error.getMessage());
                return 1;
              }
              throw error;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec present = spec;
    if (present == null) {
      throw new IllegalStateException("The command line has not been parsed.");
    }
    PrintWriter say = present.commandLine().getOut();
    ServiceCatalog catalog = ServiceCatalog.load();
    Path folder = out == null ? Path.of("target", "load-pipeline") : out;
    String model = name == null ? target : name;

    Step step = new Step(say);
    step.begin("read");
    TimeSeries series = source().read(say).tail(history);
    step.begin("judge");
    Judging judging = new Judging(catalog, models, horizon, windows, seconds, seed);
    BacktestResult judged = judging.run(series, say);
    say.println(judged.leaderboard().toText());
    judged.failures().stream()
        .map(failure -> failure.model() + ": " + failure.reason())
        .distinct()
        .forEach(reason -> say.println("not judged in full: " + reason));

    step.begin("promote");
    try (Serving serving = Serving.open(folder.resolve("registry"), catalog, Clock.systemUTC())) {
      Winner winner = judging.refit(judged, series, say);
      ModelVersion version = serving.register(model, winner, series, judged);
      say.printf(
          Locale.ROOT,
          "%s registered: %s, %,d bytes%n",
          version.ref(),
          winner.label(),
          version.size());
      PromotionDecision decision = serving.promote(model, winner, version, judged);
      decision.reasons().forEach(reason -> say.println("  " + reason));
      say.println("decision: " + decision.getClass().getSimpleName());
      if (!serving.hasProduction(model)) {
        say.println("Nothing is served: no model passed the gates.");
        return NOTHING_PROMOTED;
      }
      step.begin("reload in a fresh process and forecast");
      FittedForecaster production = serving.load(model);
      Forecast here = Serving.forecast(production, series, horizon);
      FreshProcess.Answer there =
          FreshProcess.forecast(folder.resolve("registry"), model, series, horizon);
      say.println(there.agreesWith(here) ? "same bits as in this process" : "DIFFERENT BITS");
      there.print(say);
      step.begin("report");
      Path report =
          Reporting.write(
              folder.resolve("report.html"), catalog, production, series, here, judged, decision);
      say.println("Report: " + report.toAbsolutePath());
      step.end();
      if (port != null && there.agreesWith(here)) {
        HttpServing.untilInterrupted(serving.registry(), catalog, model, port, say);
      }
      return there.agreesWith(here) ? 0 : 1;
    }
  }

  private Source source() {
    Path file = csv;
    return file == null
        ? Source.builtIn(target)
        : new Source(file, time, target, covariates, future);
  }
}
