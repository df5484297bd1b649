package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.StaticAttributes;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.WideCsv;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Long-horizon accuracy on the ETT transformer data by the protocol of the literature, and one day
 * ahead on the half-hourly load of Victoria.
 *
 * <p>ETT: seven columns, each standardised by its training part; rows to 8640 train, to 11520
 * validate, to 14400 test; every start of the test part counts. The recurrent settings are those of
 * the reference run the issue names ({@code src/main/python/segment_gru_ett.py}); where the
 * learning rate follows a cosine, that was chosen on the validation part: {@code --validate} scores
 * there alone.
 */
public final class EttBenchmark implements Benchmark {
  private static final int TRAIN = 8640;
  private static final int VALIDATION = 11520;
  private static final int TEST = 14400;
  private static final double SHARE = (VALIDATION - TRAIN) / (double) VALIDATION;
  private static final String[] COLUMNS = {"HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT"};

  private static final Parameters LINEAR =
      Parameters.of("validation", SHARE, "refit", false).and("input", 336);
  private static final Parameters RECURRENT =
      Parameters.of("validation", SHARE, "calendar", false)
          .and("input", 720)
          .and("segment", 48)
          .and("hidden", 128)
          .and("layers", 1)
          .and("dropout", 0.5)
          .and("loss", "l1")
          .and("lr", 1e-3)
          .and("batch", 256);
  private static final Parameters COSINE =
      RECURRENT.and("schedule", "cosine").and("epochs", 6).and("patience", 6);
  private static final Parameters DECAY = RECURRENT.and("schedule", "decay");

  /** One line of the table; {@code target} is the figure to stay under, NaN for none. */
  private record Case(String data, String model, int horizon, Parameters settings, double target) {
    String name() {
      return (data + "_" + model + "_" + horizon).toLowerCase(Locale.ROOT);
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("ETTh1", "nlinear", 96, LINEAR, 0.376),
          new Case("ETTh1", "dlinear", 96, LINEAR, Double.NaN),
          new Case("ETTh1", "gru", 96, COSINE, 0.365),
          new Case("ETTh1", "lstm", 96, DECAY.and("epochs", 8).and("patience", 3), 0.375),
          new Case("ETTh1", "nlinear", 720, LINEAR, 0.447),
          new Case("ETTh2", "nlinear", 96, LINEAR, 0.275),
          new Case("ETTh1", "gru", 720, DECAY.and("epochs", 5).and("patience", 2), 0.447),
          new Case("ETTh2", "gru", 96, COSINE, 0.275));

  /** For ServiceLoader. */
  public EttBenchmark() {}

  @Override
  public String name() {
    return "ett";
  }

  @Override
  public String summary() {
    return "ETTh1, ETTh2 and Victoria's load; arguments: case names, --validate, --threads=N,"
        + " key=value settings";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    List<String> wanted = new ArrayList<>(arguments);
    boolean validate = wanted.remove("--validate");
    int threads = threads(wanted);
    Parameters changes = changes(wanted);
    ServiceCatalog catalog = ServiceCatalog.load();
    Map<String, String> results = new TreeMap<>();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    out.printf(
        "%-20s %8s %8s %8s %9s %7s  %s%n",
        "case", "MSE", "MAE", "bar", "seconds", "epochs", validate ? "validation part" : "");
    try {
      for (Case one : CASES) {
        if (wanted.isEmpty() || wanted.contains(one.name())) {
          ett(catalog, one, changes, validate, executor, out, results);
        }
      }
      VictoriaProtocol victoria = new VictoriaProtocol(catalog, executor, out);
      for (String model : List.of("lstm", "gru")) {
        if (wanted.isEmpty() || wanted.contains("victoria_" + model)) {
          victoria.measure(model, changes, validate, results);
        }
      }
    } finally {
      executor.shutdownNow();
    }
    StringBuilder line = new StringBuilder("RESULT");
    results.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    out.println(line);
    return 0;
  }

  private static int threads(List<String> wanted) {
    for (String word : wanted) {
      if (word.startsWith("--threads=")) {
        wanted.remove(word);
        return Integer.parseInt(word.substring("--threads=".length()));
      }
    }
    return 2;
  }

  private static Parameters changes(List<String> wanted) {
    Parameters changes = Parameters.none();
    for (String word : List.copyOf(wanted)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        wanted.remove(word);
        changes = changes.and(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return changes;
  }

  private static void ett(
      ServiceCatalog catalog,
      Case one,
      Parameters changes,
      boolean validate,
      ExecutorService executor,
      PrintStream out,
      Map<String, String> results)
      throws IOException {
    List<TimeSeries> all = standardised(one.data());
    Forecaster forecaster = catalog.forecaster(one.model()).with(one.settings()).with(changes);
    List<TimeSeries> training = new ArrayList<>();
    all.forEach(series -> training.add(series.head(VALIDATION)));
    long start = System.nanoTime();
    FittedForecaster fitted =
        forecaster.fit(
            FitRequest.of(Panel.of(training))
                .withHorizon(one.horizon())
                .withSeed(1)
                .withExecutor(executor));
    double seconds = (System.nanoTime() - start) / 1e9;
    Object configured = forecaster.parameters().values().get("input");
    int input = Integer.parseInt(String.valueOf(configured));
    int from = validate ? TRAIN : VALIDATION;
    double[] errors = errors(fitted, all, input, one.horizon(), from, validate ? VALIDATION : TEST);
    String epochs = fitted.provenance().notes().getOrDefault("epochs", "-");
    String bar = Double.isNaN(one.target()) ? "" : String.format(Locale.ROOT, "%.3f", one.target());
    out.printf(
        Locale.ROOT,
        "%-20s %8.4f %8.4f %8s %9.1f %7s%n",
        one.name(),
        errors[0],
        errors[1],
        bar,
        seconds,
        epochs);
    if (validate) {
      out.println("  " + fitted.provenance().notes());
    }
    results.put(one.name() + "_mse", String.format(Locale.ROOT, "%.4f", errors[0]));
    results.put(one.name() + "_s", String.format(Locale.ROOT, "%.1f", seconds));
  }

  private static List<TimeSeries> standardised(String name) throws IOException {
    Panel panel = WideCsv.of("date", COLUMNS).read(SharedData.path("data/ett/" + name + ".csv.gz"));
    List<TimeSeries> all = new ArrayList<>();
    for (TimeSeries series : panel) {
      double[] values = series.head(TEST).toArray();
      double mean = 0;
      for (int i = 0; i < TRAIN; i++) {
        mean += values[i] / TRAIN;
      }
      double variance = 0;
      for (int i = 0; i < TRAIN; i++) {
        variance += (values[i] - mean) * (values[i] - mean) / TRAIN;
      }
      for (int i = 0; i < TEST; i++) {
        values[i] = (values[i] - mean) / Math.sqrt(variance);
      }
      TimeIndex index = series.head(TEST).index();
      // Which column it is, for models that read attributes: the channel code of the paper.
      StaticAttributes column = new StaticAttributes(Map.of(), Map.of("column", series.id()));
      all.add(TimeSeries.builder(series.id(), index, values).attributes(column).build());
    }
    return all;
  }

  /** MSE and MAE over every start whose targets lie in {@code [from, to)}. */
  private static double[] errors(
      FittedForecaster fitted, List<TimeSeries> all, int input, int horizon, int from, int to) {
    double squares = 0;
    double absolutes = 0;
    long count = 0;
    for (int origin = from; origin + horizon <= to; origin++) {
      List<TimeSeries> history = new ArrayList<>();
      for (TimeSeries series : all) {
        history.add(series.slice(origin - input, origin));
      }
      PanelForecast forecast =
          fitted.forecast(ForecastRequest.of(horizon).withHistory(Panel.of(history)));
      for (TimeSeries series : all) {
        double[] mean = forecast.get(series.id()).mean();
        for (int k = 0; k < horizon; k++) {
          double error = mean[k] - series.get(origin + k);
          squares += error * error;
          absolutes += Math.abs(error);
          count++;
        }
      }
    }
    return new double[] {squares / count, absolutes / count};
  }
}
