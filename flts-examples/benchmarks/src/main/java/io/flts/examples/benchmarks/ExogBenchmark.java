package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A day ahead with covariates that are known in the future: bike sharing with weather, the demand
 * of Victoria with temperature and holidays. Fitted once before the last days, then every day
 * forecast from all that came before it; WAPE beside the weekly seasonal naive forecast.
 *
 * <p>{@code --back N} judges days that end N days before the data do, and hides everything later:
 * for choosing settings without a look at the judged days.
 */
public final class ExogBenchmark implements Benchmark {
  private static final List<String> USUAL =
      List.of("xgboost", "random-forest", "elastic-net", "ridge");
  private static final double LEVEL = 0.9;

  /** For ServiceLoader. */
  public ExogBenchmark() {}

  @Override
  public String name() {
    return "exog";
  }

  @Override
  public String summary() {
    return "a day ahead with known covariates; arguments: [--back DAYS] [SET] [FORECASTER[:KEY=VALUE;..]] ...";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    List<String> wanted = new ArrayList<>(arguments);
    int back = 0;
    if (!wanted.isEmpty() && wanted.get(0).equals("--back")) {
      back = Integer.parseInt(wanted.get(1));
      wanted = wanted.subList(2, wanted.size());
    }
    List<ExogSet> sets = new ArrayList<>();
    for (ExogSet set : ExogSet.values()) {
      if (wanted.remove(set.key)) {
        sets.add(set);
      }
    }
    ServiceCatalog catalog = ServiceCatalog.load();
    StringBuilder results = new StringBuilder("RESULT");
    out.printf(
        "%-10s %-44s %8s %12s %14s %9s%n",
        "set", "forecaster", "WAPE %", "below naive", "90 % covers", "fit s");
    for (ExogSet set : sets.isEmpty() ? List.of(ExogSet.values()) : sets) {
      TimeSeries all = set.read();
      TimeSeries series = all.head(all.length() - back * set.perDay());
      double naive = seasonalNaive(series, set);
      out.printf(Locale.ROOT, "%-10s %-44s %8.2f%n", set.key, "seasonal naive (week)", 100 * naive);
      results.append(String.format(Locale.ROOT, " %s_naive=%.4f", set.key, naive));
      for (String one : wanted.isEmpty() ? USUAL : wanted) {
        judge(catalog, set, series, one, naive, out, results);
      }
    }
    out.println(results);
    return 0;
  }

  private static double seasonalNaive(TimeSeries series, ExogSet set) {
    int week = 7 * set.perDay();
    double errors = 0;
    double sum = 0;
    for (int t = series.length() - set.days * set.perDay(); t < series.length(); t++) {
      int from = t - week;
      while (Double.isNaN(series.get(from))) {
        from -= week;
      }
      if (!Double.isNaN(series.get(t))) {
        errors += Math.abs(series.get(t) - series.get(from));
        sum += Math.abs(series.get(t));
      }
    }
    return errors / sum;
  }

  private static void judge(
      ServiceCatalog catalog,
      ExogSet set,
      TimeSeries series,
      String wanted,
      double naive,
      PrintStream out,
      StringBuilder results) {
    String[] parts = wanted.split(":", 2);
    Forecaster forecaster = catalog.forecaster(parts[0]).with(set.parameters);
    if (parts.length > 1) {
      Parameters changes = Parameters.none();
      for (String change : parts[1].split(";", -1)) {
        String[] pair = change.split("=", 2);
        changes = changes.and(pair[0], pair[1]);
      }
      forecaster = forecaster.with(changes);
    }
    int horizon = set.perDay();
    int start = series.length() - set.days * horizon;
    long began = System.nanoTime();
    FittedForecaster fitted =
        forecaster.fit(FitRequest.of(Panel.of(series.head(start))).withHorizon(horizon));
    double seconds = (System.nanoTime() - began) / 1e9;
    double errors = 0;
    double sum = 0;
    int covered = 0;
    int count = 0;
    for (int origin = start; origin < series.length(); origin += horizon) {
      ForecastRequest request =
          ForecastRequest.of(horizon)
              .withHistory(Panel.of(series.head(origin)))
              .withLevels(Levels.of(LEVEL));
      Forecast forecast = fitted.forecast(request).single();
      Interval interval = forecast.interval(LEVEL);
      for (int step = 0; step < horizon; step++) {
        double actual = series.get(origin + step);
        if (!Double.isNaN(actual)) {
          errors += Math.abs(actual - forecast.mean(step));
          sum += Math.abs(actual);
          count++;
          covered += actual >= interval.lower(step) && actual <= interval.upper(step) ? 1 : 0;
        }
      }
    }
    double wape = errors / sum;
    out.printf(
        Locale.ROOT,
        "%-10s %-44s %8.2f %10.1f %% %12.1f %% %9.1f   %s%n",
        set.key,
        wanted,
        100 * wape,
        100 * (1 - wape / naive),
        100.0 * covered / count,
        seconds,
        fitted.provenance().notes());
    results.append(
        String.format(
            Locale.ROOT,
            " %s_%s=%.4f %s_%s_below=%.3f",
            set.key,
            parts[0],
            wape,
            set.key,
            parts[0],
            1 - wape / naive));
  }
}
