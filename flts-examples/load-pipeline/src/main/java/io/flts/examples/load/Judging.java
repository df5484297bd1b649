package io.flts.examples.load;

import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Progress;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.score.Scorer;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.Backtest;
import io.flts.core.backtest.BacktestResult;
import io.flts.core.backtest.RollingOrigin;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.pipeline.Pipeline;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;

/** Judges every candidate at rolling origins, and fits the best again on everything. */
final class Judging {
  private static final Levels BANDS = Levels.of(0.80, 0.95);

  private final ServiceCatalog catalog;
  private final Map<String, Forecaster> candidates;
  private final int horizon;
  private final int windows;
  private final int seconds;
  private final long seed;

  Judging(
      ServiceCatalog catalog,
      List<String> models,
      int horizon,
      int windows,
      int seconds,
      long seed) {
    this.catalog = catalog;
    this.candidates = candidates(catalog, models);
    this.horizon = horizon;
    this.windows = windows;
    this.seconds = seconds;
    this.seed = seed;
  }

  /** The forecasters asked for, or all, each behind the preparation that it needs. */
  private static Map<String, Forecaster> candidates(ServiceCatalog catalog, List<String> models) {
    List<Forecaster> chosen = new ArrayList<>();
    if (models.isEmpty()) {
      chosen.addAll(catalog.forecasters());
    } else {
      models.forEach(name -> chosen.add(catalog.forecaster(name.trim())));
    }
    Map<String, Forecaster> prepared = new LinkedHashMap<>();
    for (Forecaster forecaster : chosen) {
      prepared.put(forecaster.name(), prepared(catalog, withBands(forecaster)));
    }
    return prepared;
  }

  /** Networks learn the quantiles that they are told to; what is served needs its bands. */
  private static Forecaster withBands(Forecaster forecaster) {
    boolean learnable =
        forecaster.parameters().specs().stream().anyMatch(spec -> spec.name().equals("quantiles"));
    return forecaster.capabilities().has(Capability.QUANTILES) || !learnable
        ? forecaster
        : forecaster.with(
            Parameters.of("quantiles", DoubleStream.of(BANDS.probabilities()).boxed().toList()));
  }

  private static Forecaster prepared(ServiceCatalog catalog, Forecaster forecaster) {
    Preprocessor impute = catalog.preprocessor("impute").with(Parameters.of("method", "linear"));
    boolean learnsFromColumns = forecaster.capabilities().has(Capability.PAST_COVARIATES);
    return learnsFromColumns
        ? Pipeline.of(forecaster)
            .after(impute, catalog.preprocessor("calendar"), catalog.preprocessor("scale"))
        : Pipeline.of(forecaster).after(impute);
  }

  BacktestResult run(TimeSeries series, PrintWriter say) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    long budget = Math.max(2, (long) seconds * threads / candidates.size());
    say.printf(
        Locale.ROOT,
        "%d candidates at %d origins, %d steps each, %d s for each fit: %s%n",
        candidates.size(),
        windows,
        horizon,
        budget,
        String.join(", ", candidates.keySet()));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      // fitted once, at the first origin, then run over the longer history: a model in service
      // is not estimated anew every day either
      RollingOrigin plan = RollingOrigin.of(horizon, windows).withRefitEvery(RollingOrigin.NEVER);
      Backtest.Builder backtest =
          Backtest.builder(plan)
              .available(catalog.forecasters())
              .scorers(
                  scorer("mase"), scorer("rmse"), scorer("mae"), scorer("wape"), scorer("coverage"))
              .levels(BANDS)
              .seed(seed)
              .executor(pool)
              .fitBudget(Duration.ofSeconds(budget))
              .progress(new Ticker(say))
              .fitProgress(new Epochs(say));
      candidates.forEach(backtest::candidate);
      return backtest.build().run(Panel.of(series));
    } finally {
      pool.shutdownNow();
    }
  }

  private Scorer scorer(String name) {
    return catalog.scorer(name);
  }

  Winner refit(BacktestResult judged, TimeSeries series, PrintWriter say) {
    String best = judged.leaderboard().best().model();
    Forecaster forecaster = candidates.getOrDefault(best, catalog.forecaster(best));
    FittedForecaster fitted =
        forecaster.fit(
            FitRequest.of(Panel.of(series))
                .withHorizon(horizon)
                .withSeed(seed)
                .withDeadline(Deadline.after(Duration.ofSeconds(Math.max(10, seconds / 2))))
                .withProgress(new Epochs(say)));
    return new Winner(best, forecaster, fitted);
  }

  /** Tells what a network has learned after each epoch; other fits are over before one could. */
  private static final class Epochs implements Progress.Listener {
    private final PrintWriter say;

    Epochs(PrintWriter say) {
      this.say = say;
    }

    @Override
    public void onProgress(Progress progress) {
      Map<String, Double> figures = progress.figures();
      if (figures.containsKey("loss")) {
        say.printf(
            Locale.ROOT,
            "  %s, epoch %d of %d: loss %.5f, validation %.5f, %.0f s left%n",
            progress.task(),
            progress.done(),
            progress.total(),
            figures.get("loss"),
            figures.getOrDefault("validation-loss", Double.NaN),
            figures.getOrDefault("seconds-left", Double.NaN));
      }
    }
  }

  /** Tells how many forecasts are done, at every tenth of them. */
  private static final class Ticker implements Progress.Listener {
    private final PrintWriter say;
    private long told;

    Ticker(PrintWriter say) {
      this.say = say;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
      long part = progress.total() == 0 ? 0 : 10 * progress.done() / progress.total();
      if (part > told) {
        told = part;
        say.println("  " + progress.task() + ": " + progress.done() + "/" + progress.total());
      }
    }
  }
}
