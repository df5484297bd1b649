package io.flts.examples.load;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Registry;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.BacktestResult;
import io.flts.core.bundle.BundleLimits;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.promote.Contender;
import io.flts.core.promote.Promoter;
import io.flts.core.promote.PromotionDecision;
import io.flts.core.promote.PromotionRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Registers, promotes and reloads: the registry side of the job. */
final class Serving implements AutoCloseable {
  static final String ALIAS = "production";
  static final Levels BANDS = Levels.of(0.80, 0.95);

  private final Registry registry;
  private final ServiceCatalog catalog;
  private final Clock clock;

  private Serving(Registry registry, ServiceCatalog catalog, Clock clock) {
    this.registry = registry;
    this.catalog = catalog;
    this.clock = clock;
  }

  static Serving open(Path folder, ServiceCatalog catalog, Clock clock) {
    Registry registry =
        catalog.registry("file-system").with(Parameters.of("directory", folder.toString()));
    return new Serving(registry, catalog, clock);
  }

  ModelVersion register(String model, Winner winner, TimeSeries series, BacktestResult judged)
      throws IOException {
    Map<String, Double> metrics = judged.leaderboard().row(winner.label()).scores();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ForecasterBundle.of(
            winner.forecaster(),
            winner.fitted(),
            BundleSchema.of(Panel.of(series), series.id(), ""),
            metrics)
        .write(bytes);
    return registry.register(
        model,
        ModelArtifact.of(bytes.toByteArray()),
        metrics,
        Map.of(
            "forecaster", winner.label(),
            "data-fingerprint", winner.fitted().provenance().dataFingerprint()));
  }

  PromotionDecision promote(
      String model, Winner winner, ModelVersion version, BacktestResult judged) throws IOException {
    PromotionRequest request =
        PromotionRequest.of(
            model,
            ALIAS,
            judged.leaderboard(),
            List.of(new Contender(winner.label(), version)),
            "load-pipeline");
    return Promoter.of(registry, clock).promote(request);
  }

  Registry registry() {
    return registry;
  }

  boolean hasProduction(String model) throws IOException {
    return registry.current(model, ALIAS).isPresent();
  }

  /** Loads what is in production, as any process would. */
  FittedForecaster load(String model) throws IOException {
    ModelVersion version = registry.resolve(ModelRef.alias(model, ALIAS));
    try (InputStream in = registry.open(version)) {
      ModelBundle bundle =
          ModelBundle.read(in, version.size(), BundleLimits.standard(), version.ref().toString());
      return ForecasterBundle.read(bundle, catalog).fitted();
    }
  }

  /** Forecasts with a model in production, on the history given. */
  static Forecast forecast(FittedForecaster production, TimeSeries series, int horizon) {
    return production
        .forecast(ForecastRequest.of(horizon).withLevels(BANDS).withHistory(Panel.of(series)))
        .get(series.id());
  }

  @Override
  public void close() throws IOException {
    registry.close();
  }
}
