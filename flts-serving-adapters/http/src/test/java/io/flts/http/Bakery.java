package io.flts.http;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.Registry;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.registry.InMemoryRegistry;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ForecastServiceBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A registry with real models of hourly load, for the tests of this module. */
public final class Bakery implements AutoCloseable {
  public static final String ALIAS = "production";
  public static final String START = "2026-01-01T00:00:00";

  private final ServiceCatalog catalog = ServiceCatalog.load();
  private final ScheduledThreadPoolExecutor watcher = new ScheduledThreadPoolExecutor(1);
  private final Registry registry =
      InMemoryRegistry.of(Clock.systemUTC(), Duration.ofMillis(5), watcher);

  /** Two weeks of a daily wave with a little noise of its own. */
  public static double[] load(int hours) {
    double[] values = new double[hours];
    for (int h = 0; h < hours; h++) {
      values[h] = 50 + 20 * Math.sin(h * Math.PI / 12) + (h * 7919 % 13 - 6) * 0.3;
    }
    return values;
  }

  public static TimeSeries series(String id, int hours) {
    return TimeSeries.of(id, LocalDateTime.parse(START), Frequency.parse("h"), load(hours));
  }

  public ServiceCatalog catalog() {
    return catalog;
  }

  public Registry registry() {
    return registry;
  }

  public ForecastServiceBuilder service() {
    return ForecastService.builder(catalog, registry);
  }

  /** Registers and promotes a model fitted on {@code load}, {@code site-7}. */
  public ModelVersion offer(String model, String forecaster) {
    return offer(model, forecaster, series("site-7", 336));
  }

  public ModelVersion offer(String model, String forecaster, TimeSeries series) {
    ModelVersion version = register(model, forecaster, series);
    promote(model, version.version());
    return version;
  }

  public ModelVersion register(String model, String forecaster, TimeSeries series) {
    Forecaster method = catalog.forecaster(forecaster);
    FittedForecaster fitted = method.fit(series);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ForecasterBundle.of(
              method, fitted, BundleSchema.of(Panel.of(series), "load", "kW"), Map.of("mae", 1.5))
          .write(out);
      return registry.register(
          model, ModelArtifact.of(out.toByteArray()), Map.of("mae", 1.5), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void promote(String model, int version) {
    try {
      registry.promote(Promotion.of(model, ALIAS, version, "test", "because"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A series with a temperature known in the future. */
  public static TimeSeries withTemperature(int hours) {
    double[] temperature = new double[hours];
    for (int h = 0; h < hours; h++) {
      temperature[h] = 10 + 5 * Math.cos(h * Math.PI / 12) + (h * 31 % 7) * 0.2;
    }
    return series("site-7", hours).withCovariate(Covariate.future("temperature", temperature));
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
