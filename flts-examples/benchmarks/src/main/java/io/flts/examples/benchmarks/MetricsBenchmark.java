package io.flts.examples.benchmarks;

import io.flts.api.forecast.Forecast;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;
import io.flts.api.series.TimeIndex;
import io.flts.core.score.BuiltInScorers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Recomputes sMAPE, MASE and OWA of the M4 organisers' own forecasts (hourly and weekly), and
 * compares them with the published figures to three decimals.
 */
public final class MetricsBenchmark implements Benchmark {
  private static final double THREE_DECIMALS = 0.0005;
  private static final List<String> COLUMNS = List.of("naive", "snaive", "naive2", "ses");

  /** The table "Metric checks" of the data's README; snaive hourly stands there as 0.628. */
  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "hourly",
              24,
              new double[][] {
                {43.003, 11.608, 3.593},
                {13.912, 1.193, 0.628},
                {18.383, 2.395, 1.000},
                {18.094, 2.385, 0.990}
              }),
          new Group(
              "weekly",
              1,
              new double[][] {
                {9.161, 2.777, 1.000},
                {9.161, 2.777, 1.000},
                {9.161, 2.777, 1.000},
                {9.012, 2.685, 0.975}
              }));

  @SuppressWarnings("ArrayRecordComponent") // a table of constants, never compared
  private record Group(String name, int season, double[][] published) {}

  /** Listed for the launcher. */
  public MetricsBenchmark() {}

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public String summary() {
    return "sMAPE, MASE and OWA of the official M4 forecasts against the published figures";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    boolean agree = true;
    out.printf(
        Locale.ROOT,
        "%-10s %-8s %9s %9s %9s   %-26s %s%n",
        "file",
        "method",
        "sMAPE %",
        "MASE",
        "OWA",
        "published",
        "agree");
    for (Group group : GROUPS) {
      Map<String, double[]> train = column(group.name() + "_train", 2);
      Map<String, double[]> test = column(group.name() + "_test", 2);
      Map<String, double[]> naive2 = column(group.name() + "_official_forecasts", 4);
      for (int method = 0; method < COLUMNS.size(); method++) {
        Map<String, double[]> forecasts = column(group.name() + "_official_forecasts", 2 + method);
        ScoringContext context = context(group.season(), train, test, forecasts, naive2);
        double[] scores = {
          BuiltInScorers.get("smape").score(context),
          BuiltInScorers.get("mase").score(context),
          BuiltInScorers.get("owa").score(context)
        };
        double[] published = group.published()[method];
        boolean same = true;
        for (int i = 0; i < scores.length; i++) {
          same &= Math.abs(scores[i] - published[i]) < THREE_DECIMALS;
        }
        agree &= same;
        out.printf(
            Locale.ROOT,
            "m4 %-7s %-8s %9.3f %9.3f %9.3f   %8.3f %8.3f %8.3f %s%n",
            group.name(),
            COLUMNS.get(method),
            scores[0],
            scores[1],
            scores[2],
            published[0],
            published[1],
            published[2],
            same ? "yes" : "NO");
      }
    }
    out.printf(Locale.ROOT, "RESULT metrics_ok=%s%n", agree);
    return agree ? 0 : 1;
  }

  private static ScoringContext context(
      int season,
      Map<String, double[]> train,
      Map<String, double[]> test,
      Map<String, double[]> forecasts,
      Map<String, double[]> references) {
    List<ScoredCase> cases = new ArrayList<>();
    test.forEach(
        (id, actuals) -> {
          double[] history = values(train, id);
          cases.add(
              ScoredCase.of(forecast(id, history, forecasts), actuals, history, season)
                  .withReference(forecast(id, history, references)));
        });
    return new ScoringContext(cases);
  }

  private static Forecast forecast(String id, double[] history, Map<String, double[]> all) {
    double[] mean = values(all, id);
    return Forecast.builder(id, TimeIndex.ofSteps(history.length + 1L, mean.length), mean).build();
  }

  private static double[] values(Map<String, double[]> byId, String id) {
    double[] found = byId.get(id);
    if (found == null) {
      throw new IllegalStateException(
          "Series '" + id + "' stands in one M4 file and not in another.");
    }
    return found;
  }

  private static Map<String, double[]> column(String file, int column) throws IOException {
    Path path = SharedData.path("data/m4/m4_" + file + ".csv.gz");
    Map<String, List<Double>> lists = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      reader.readLine(); // header
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        lists
            .computeIfAbsent(cells[0], id -> new ArrayList<>())
            .add(cells[column].isEmpty() ? Double.NaN : Double.parseDouble(cells[column]));
      }
    }
    Map<String, double[]> arrays = new LinkedHashMap<>();
    lists.forEach((id, list) -> arrays.put(id, list.stream().mapToDouble(v -> v).toArray()));
    return arrays;
  }
}
