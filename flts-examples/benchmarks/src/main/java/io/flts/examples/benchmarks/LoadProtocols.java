package io.flts.examples.benchmarks;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.WideCsv;
import io.flts.core.pipeline.Pipeline;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The load series of the pipeline that FLTS replaces, by its own protocol and by an honest one, for
 * every forecaster on the class path: window 10, horizon 1, target {@code down}, all 11 columns and
 * the calendar pairs as inputs, min-max scaled on the training file.
 *
 * <p>P1 is <b>in-sample</b>, as the replaced pipeline reported it: scored on the rows it was fitted
 * to. P2 is a hold-out: fitted on PobleSec.csv, scored on PobleSec_test.csv. P3 is {@link
 * DaysAheadProtocol}.
 */
public final class LoadProtocols implements Benchmark {
  private static final int WINDOW = 10;
  private static final Set<String> NETWORKS = Set.of("lstm", "gru");
  private static final int SEEDS = 5;
  private static final Duration BUDGET = Duration.ofMinutes(3);

  /** For ServiceLoader. */
  public LoadProtocols() {}

  @Override
  public String name() {
    return "load-protocols";
  }

  @Override
  public String summary() {
    return "P1 (in-sample), P2 (hold-out), P3 (days ahead) on the load series; arguments:"
        + " forecaster names, --choose, --defaults, --seeds=N, --engine=dl4j";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    TimeSeries train = read("data/flts/PobleSec.csv");
    TimeSeries full = train.append(read("data/flts/PobleSec_test.csv"));
    double range = range(train);
    ServiceCatalog catalog = ServiceCatalog.load();
    Map<String, String> results = new TreeMap<>();
    out.printf(
        "%-18s %9s %9s %9s %9s %13s %13s %8s%n",
        "forecaster",
        "P1 RMSE*",
        "P1 MAE*",
        "P2 RMSE",
        "P2 MAE",
        "P2 RMSE raw",
        "P2 MAE raw",
        "seconds");
    List<String> networks = new ArrayList<>();
    for (Forecaster forecaster : catalog.forecasters()) {
      boolean wanted = arguments.isEmpty() || arguments.contains(forecaster.name());
      if (wanted && NETWORKS.contains(forecaster.name())) {
        networks.add(forecaster.name());
      } else if (wanted && forecaster.availability().isAvailable()) {
        judge(pipeline(catalog, forecaster), forecaster.name(), train, full, range, out, results);
      }
    }
    Parameters engine =
        arguments.contains("--engine=dl4j") ? Parameters.of("engine", "dl4j") : Parameters.none();
    Parameters settings =
        arguments.contains("--defaults") ? Parameters.none() : NetworkProtocol.CHOSEN;
    NetworkProtocol protocol = new NetworkProtocol(catalog, engine, out);
    for (String network : networks) {
      if (arguments.contains("--choose")) {
        protocol.choose(network, train, range);
      } else {
        protocol.measure(network, settings, train, full, range, seeds(arguments), results);
      }
    }
    out.println(
        "* in-sample: scored on the rows it was fitted to, as the replaced pipeline reported");
    if (arguments.isEmpty() || arguments.contains("prophet-like")) {
      DaysAheadProtocol.measure(catalog, out, results);
    }
    StringBuilder line = new StringBuilder("RESULT");
    results.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    out.println(line);
    return 0;
  }

  private static int seeds(List<String> arguments) {
    return arguments.stream()
        .filter(word -> word.startsWith("--seeds="))
        .mapToInt(word -> Integer.parseInt(word.substring("--seeds=".length())))
        .findFirst()
        .orElse(SEEDS);
  }

  private static TimeSeries read(String file) throws IOException {
    Path path = SharedData.path(file);
    return WideCsv.of("time", "down").withRestAsPastCovariates().read(path).get(0);
  }

  private static double range(TimeSeries train) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : train.toArray()) {
      if (!Double.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return high - low;
  }

  private static Forecaster pipeline(ServiceCatalog catalog, Forecaster forecaster) {
    Forecaster configured = forecaster;
    for (String window : List.of("window", "input")) {
      if (forecaster.parameters().specs().stream().anyMatch(spec -> spec.name().equals(window))) {
        configured = configured.with(Parameters.of(window, WINDOW));
      }
    }
    return Pipeline.of(configured)
        .after(
            catalog.preprocessor("impute").with(Parameters.of("method", "linear")),
            catalog.preprocessor("calendar"),
            catalog.preprocessor("scale").with(Parameters.of("method", "min-max")));
  }

  private static void judge(
      Forecaster pipeline,
      String name,
      TimeSeries train,
      TimeSeries full,
      double range,
      PrintStream out,
      Map<String, String> results) {
    long start = System.nanoTime();
    try {
      FittedForecaster fitted =
          pipeline.fit(FitRequest.of(Panel.of(train)).withDeadline(Deadline.after(BUDGET)));
      double seconds = (System.nanoTime() - start) / 1e9;
      OneStepAhead held = OneStepAhead.over(fitted, full, train.length(), full.length());
      OneStepAhead inSample = OneStepAhead.over(fitted, train, WINDOW, train.length());
      out.printf(
          Locale.ROOT,
          "%-18s %9.4f %9.4f %9.4f %9.4f %13.0f %13.0f %8.1f%s%n",
          name,
          inSample.rmse() / range,
          inSample.mae() / range,
          held.rmse() / range,
          held.mae() / range,
          held.rmse(),
          held.mae(),
          seconds,
          failures(inSample, held));
      results.put(name + "_p2_rmse", String.format(Locale.ROOT, "%.5f", held.rmse() / range));
      results.put(name + "_p2_mae", String.format(Locale.ROOT, "%.5f", held.mae() / range));
    } catch (FltsException e) {
      out.printf("%-18s not fitted: %s%n", name, e.getMessage());
    }
  }

  private static String failures(OneStepAhead inSample, OneStepAhead held) {
    int all = inSample.failures() + held.failures();
    return all == 0 ? "" : "   " + all + " origins without a forecast";
  }
}
