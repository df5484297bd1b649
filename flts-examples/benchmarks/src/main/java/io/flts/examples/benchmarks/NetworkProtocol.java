package io.flts.examples.benchmarks;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.pipeline.Pipeline;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * P1 and P2 for {@code lstm} and {@code gru}: a network differs from seed to seed, so several are
 * trained, and mean and spread stand in the table.
 *
 * <p>The settings are those of the reference run the issue names; no choice among candidates has
 * been made yet. {@code --choose} compares some on the last 20 % of the training file.
 */
final class NetworkProtocol {
  /** Enough history for a window, wherever it begins. */
  private static final int CONTEXT = 64;

  private static final double TRAINING_SHARE = 0.8;
  private static final Parameters SETTINGS =
      Parameters.of("hidden", 64, "layers", 1)
          .and("normalize", "residual")
          .and("transform", "sqrt")
          .and("epochs", 15);
  private static final Parameters[] CANDIDATES = {
    SETTINGS,
    SETTINGS.and("schedule", "cosine").and("lr", 2e-3).and("patience", 15),
    SETTINGS.and("hidden", 128).and("layers", 2)
  };
  private static final Parameters CHOSEN = CANDIDATES[0];

  private final ServiceCatalog catalog;
  private final PrintStream out;
  private final Parameters engine;

  NetworkProtocol(ServiceCatalog catalog, Parameters engine, PrintStream out) {
    this.catalog = catalog;
    this.engine = engine;
    this.out = out;
  }

  private Forecaster pipeline(String name, Parameters settings) {
    Parameters all = settings;
    for (Map.Entry<String, Object> entry : engine.asMap().entrySet()) {
      all = all.and(entry.getKey(), entry.getValue());
    }
    return Pipeline.of(catalog.forecaster(name).with(all))
        .after(catalog.preprocessor("impute").with(Parameters.of("method", "linear")));
  }

  void choose(String name, TimeSeries train, double range) {
    int cut = (int) (train.length() * TRAINING_SHARE);
    for (Parameters candidate : CANDIDATES) {
      double rmse = 0;
      double mae = 0;
      int seeds = 2;
      for (long seed = 1; seed <= seeds; seed++) {
        FittedForecaster fitted = fit(name, candidate, train.head(cut), seed);
        OneStepAhead errors = OneStepAhead.fromHistory(fitted, train, cut, train.length(), CONTEXT);
        rmse += errors.rmse() / range / seeds;
        mae += errors.mae() / range / seeds;
      }
      out.printf(
          Locale.ROOT,
          "%-18s last 20 %% of the training file: RMSE %.4f MAE %.4f  %s%n",
          name,
          rmse,
          mae,
          candidate);
    }
  }

  private FittedForecaster fit(String name, Parameters settings, TimeSeries series, long seed) {
    ExecutorService two = Executors.newFixedThreadPool(1);
    try {
      return pipeline(name, settings)
          .fit(FitRequest.of(Panel.of(series)).withSeed(seed).withExecutor(two));
    } finally {
      two.shutdownNow();
    }
  }

  void measure(
      String name,
      TimeSeries train,
      TimeSeries full,
      double range,
      int seeds,
      Map<String, String> results) {
    double[] rmse = new double[seeds];
    double[] mae = new double[seeds];
    for (int s = 0; s < seeds; s++) {
      long start = System.nanoTime();
      FittedForecaster fitted = fit(name, CHOSEN, train, s + 1);
      double seconds = (System.nanoTime() - start) / 1e9;
      OneStepAhead held =
          OneStepAhead.fromHistory(fitted, full, train.length(), full.length(), CONTEXT);
      rmse[s] = held.rmse() / range;
      mae[s] = held.mae() / range;
      String first = "";
      if (s == 0) {
        OneStepAhead seen = OneStepAhead.fromHistory(fitted, train, 10, train.length(), CONTEXT);
        first =
            String.format(
                Locale.ROOT, "   P1* RMSE %.4f MAE %.4f", seen.rmse() / range, seen.mae() / range);
        results.put(name + "_p1_rmse", String.format(Locale.ROOT, "%.5f", seen.rmse() / range));
        results.put(name + "_p1_mae", String.format(Locale.ROOT, "%.5f", seen.mae() / range));
      }
      out.printf(
          Locale.ROOT,
          "%-18s seed %d   P2 RMSE %.4f MAE %.4f   %.1f s%s%n",
          name,
          s + 1,
          rmse[s],
          mae[s],
          seconds,
          first);
    }
    out.printf(
        Locale.ROOT,
        "%-18s mean of %d  P2 RMSE %.4f (±%.4f) MAE %.4f (±%.4f)%n",
        name,
        seeds,
        mean(rmse),
        deviation(rmse),
        mean(mae),
        deviation(mae));
    results.put(name + "_p2_rmse", String.format(Locale.ROOT, "%.5f", mean(rmse)));
    results.put(name + "_p2_mae", String.format(Locale.ROOT, "%.5f", mean(mae)));
    results.put(name + "_p2_rmse_sd", String.format(Locale.ROOT, "%.5f", deviation(rmse)));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / Math.max(1, values.length - 1));
  }
}
