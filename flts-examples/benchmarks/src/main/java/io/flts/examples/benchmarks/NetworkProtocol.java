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
 * <p>The settings were chosen among candidates around those of the reference run the issue names,
 * on the training file alone: {@code --choose} compares them; docs/reference/benchmarks.md has the
 * table.
 */
final class NetworkProtocol {
  /** Enough history for a window, wherever it begins. */
  private static final int CONTEXT = 64;

  /** Where the folds of the search begin, and how long they are, as shares of the training file. */
  private static final double[] FOLDS = {0.6, 0.8};

  private static final double FOLD = 0.2;
  private static final int SEARCH_SEEDS = 2;
  private static final Parameters REFERENCE =
      Parameters.of("hidden", 64, "layers", 1)
          .and("normalize", "residual")
          .and("transform", "sqrt")
          .and("lr", 1e-3)
          .and("schedule", "constant")
          .and("epochs", 15)
          .and("patience", 5);
  private static final Parameters COSINE = REFERENCE.and("schedule", "cosine").and("patience", 15);
  private static final Parameters DECAY =
      REFERENCE.and("schedule", "decay").and("epochs", 30).and("patience", 10);

  /** What {@link #choose} found best. */
  static final Parameters CHOSEN = DECAY.and("dropout", 0.2);

  private static final Parameters[] CANDIDATES = {
    CHOSEN,
    DECAY,
    REFERENCE,
    COSINE,
    COSINE.and("dropout", 0.2),
    COSINE.and("dropout", 0.2).and("epochs", 20).and("patience", 20).and("lr", 5e-4),
    COSINE.and("lr", 3e-3),
    COSINE.and("lr", 3e-3).and("batch", 256),
    COSINE.and("input", 20),
    COSINE.and("normalize", "last"),
    COSINE.and("transform", "none"),
  };

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

  /**
   * Compares the candidates on the training file alone: fitted on its first 60 %, judged on the
   * next 20 %; fitted on its first 80 %, judged on the rest.
   */
  void choose(String name, TimeSeries train, double range) {
    for (Parameters candidate : CANDIDATES) {
      double[] rmse = new double[FOLDS.length];
      double[] mae = new double[FOLDS.length];
      long start = System.nanoTime();
      for (int f = 0; f < FOLDS.length; f++) {
        int cut = (int) (train.length() * FOLDS[f]);
        int end = (int) (train.length() * (FOLDS[f] + FOLD));
        for (long seed = 1; seed <= SEARCH_SEEDS; seed++) {
          FittedForecaster fitted = fit(name, candidate, train.head(cut), seed);
          OneStepAhead errors = OneStepAhead.fromHistory(fitted, train, cut, end, CONTEXT);
          rmse[f] += errors.rmse() / range / SEARCH_SEEDS;
          mae[f] += errors.mae() / range / SEARCH_SEEDS;
        }
      }
      out.printf(
          Locale.ROOT,
          "%-6s RMSE %.5f MAE %.5f   folds %.5f / %.5f, %.5f / %.5f   %.0f s  %s%n",
          name,
          mean(rmse),
          mean(mae),
          rmse[0],
          mae[0],
          rmse[1],
          mae[1],
          (System.nanoTime() - start) / 1e9,
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

  /** Fits on the training file and judges on the file behind it, once per seed. */
  void measure(
      String name,
      Parameters settings,
      TimeSeries train,
      TimeSeries full,
      double range,
      int seeds,
      Map<String, String> results) {
    double[] rmse = new double[seeds];
    double[] mae = new double[seeds];
    for (int s = 0; s < seeds; s++) {
      long start = System.nanoTime();
      FittedForecaster fitted = fit(name, settings, train, s + 1);
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
