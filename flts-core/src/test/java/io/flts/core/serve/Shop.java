package io.flts.core.serve;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.perseries.SeriesForecastRequest;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.Registry;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.registry.InMemoryRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/** A registry with models for the tests of this package, watched every few milliseconds. */
final class Shop implements AutoCloseable {
  static final String ALIAS = "production";
  static final TimeSeries LOAD = series("load-series");

  final ServiceCatalog catalog;
  final Registry registry;
  private final ScheduledThreadPoolExecutor watcher = new ScheduledThreadPoolExecutor(1);

  Shop() {
    this(request -> {});
  }

  Shop(Consumer<SeriesForecastRequest> onForecast) {
    catalog = ServiceCatalog.of(new Steady(onForecast));
    registry = InMemoryRegistry.of(Clock.systemUTC(), Duration.ofMillis(5), watcher);
  }

  static TimeSeries series(String id) {
    return TimeSeries.of(
        id, LocalDateTime.parse("2026-01-01T00:00"), Frequency.parse("h"), 1, 2, 3, 4, 5, 6, 7, 8);
  }

  ForecastServiceBuilder service() {
    return ForecastService.builder(catalog, registry);
  }

  /** Registers a model that forecasts a value. */
  ModelVersion register(String model, double value) {
    return register(registry, model, bundle(new Steady().value(value)));
  }

  ModelVersion registerBroken(String model) {
    return register(registry, model, bundle(new Steady().broken()));
  }

  ModelVersion register(String model, byte[] bytes) {
    return register(registry, model, bytes);
  }

  static ModelVersion register(Registry registry, String model, byte[] bytes) {
    try {
      return registry.register(model, ModelArtifact.of(bytes), Map.of("mae", 1.5), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a model fitted on {@link #LOAD}. */
  static byte[] bundle(Steady forecaster) {
    return bundle(forecaster, Panel.of(LOAD));
  }

  static byte[] bundle(Steady forecaster, Panel panel) {
    FittedForecaster fitted = forecaster.fit(panel);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ForecasterBundle.of(forecaster, fitted, BundleSchema.of(panel, "load", "kW"), Map.of())
          .write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  void promote(String model, int version) {
    promote(registry, model, version);
  }

  static void promote(Registry registry, String model, int version) {
    try {
      registry.promote(Promotion.of(model, ALIAS, version, "test", "because"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Registers and promotes a model that forecasts a value. */
  ModelVersion offer(String model, double value) {
    ModelVersion version = register(model, value);
    promote(model, version.version());
    return version;
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    watcher.shutdownNow();
  }
}
