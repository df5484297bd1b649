package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.LongCsv;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * Victoria's half-hourly load one day ahead, each of the last 56 days, with temperature and public
 * holidays known; beside the same half-hour of the week before.
 *
 * <p>The settings are a first guess, not yet chosen; {@code --validate} scores the 56 days before
 * those. Temperature is the observed one: a weather forecast would cost some accuracy.
 */
final class VictoriaProtocol {
  private static final int DAY = 48;
  private static final int WEEK = 7 * DAY;
  private static final int DAYS = 56;
  private static final Parameters SETTINGS =
      Parameters.of("input", WEEK, "segment", DAY)
          .and("hidden", 128)
          .and("layers", 1)
          .and("lr", 1e-3)
          .and("epochs", 20)
          .and("patience", 5)
          .and("validation", 0.1)
          .and("dropout", 0.1)
          .and("schedule", "cosine");

  private final ServiceCatalog catalog;
  private final ExecutorService executor;
  private final PrintStream out;

  VictoriaProtocol(ServiceCatalog catalog, ExecutorService executor, PrintStream out) {
    this.catalog = catalog;
    this.executor = executor;
    this.out = out;
  }

  void measure(String model, Parameters changes, boolean validate, Map<String, String> results)
      throws IOException {
    TimeSeries all =
        LongCsv.standard()
            .withColumns("unique_id", "ds", "demand")
            .withFutureCovariates("temperature", "holiday")
            .read(SharedData.path("data/load/vic_elec_halfhourly.csv.gz"))
            .get(0);
    int to = all.length() - (validate ? DAYS * DAY : 0);
    int from = to - DAYS * DAY;
    long start = System.nanoTime();
    FittedForecaster fitted =
        catalog
            .forecaster(model)
            .with(SETTINGS)
            .with(changes)
            .fit(
                FitRequest.of(Panel.of(all.slice(0, from)))
                    .withHorizon(DAY)
                    .withSeed(1)
                    .withExecutor(executor));
    double seconds = (System.nanoTime() - start) / 1e9;
    double error = 0;
    double naive = 0;
    double size = 0;
    for (int origin = from; origin < to; origin += DAY) {
      TimeSeries history = all.slice(origin - 2 * WEEK, origin);
      double[] mean =
          fitted.forecast(ForecastRequest.of(DAY).withHistory(Panel.of(history))).single().mean();
      for (int k = 0; k < DAY; k++) {
        double actual = all.get(origin + k);
        error += Math.abs(mean[k] - actual);
        naive += Math.abs(all.get(origin + k - WEEK) - actual);
        size += Math.abs(actual);
      }
    }
    double gain = 1 - error / naive;
    out.printf(
        Locale.ROOT,
        "victoria %s: WAPE %.3f %%, weekly seasonal naive %.3f %%, %.1f %% below (bar 25 %%),"
            + " fit %.1f s, epochs %s%n",
        model,
        100 * error / size,
        100 * naive / size,
        100 * gain,
        seconds,
        fitted.provenance().notes().get("epochs"));
    results.put("victoria_" + model + "_wape", String.format(Locale.ROOT, "%.5f", error / size));
    results.put("victoria_naive_wape", String.format(Locale.ROOT, "%.5f", naive / size));
    results.put("victoria_" + model + "_gain", String.format(Locale.ROOT, "%.3f", gain));
  }
}
