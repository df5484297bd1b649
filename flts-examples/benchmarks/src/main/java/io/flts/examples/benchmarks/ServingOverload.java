package io.flts.examples.benchmarks;

import io.flts.api.forecast.ForecastRequest;
import io.flts.api.series.Panel;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.registry.FileSystemRegistry;
import io.flts.core.serve.CacheSettings;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ModelSettings;
import io.flts.core.serve.RefusalReason;
import io.flts.core.serve.ServiceLimits;
import io.flts.core.serve.ServiceRefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * What the service does, in one JVM, with five times as many requests as it can compute: of a model
 * that takes long, where refusing weighs nothing, and of one that answers in less than a
 * millisecond, where the 160 threads that ask take a good part of the same processors.
 */
final class ServingOverload {
  private static final int WEEKS_OF_HOURS = 1344;

  private ServingOverload() {}

  static void measure(
      ServiceCatalog catalog,
      FileSystemRegistry registry,
      Panel zones,
      PrintStream out,
      StringBuilder result)
      throws Exception {
    ForecastRequest request =
        ForecastRequest.of(ServingInProcess.HORIZON).withLevels(ServingInProcess.BANDS);
    ForecastRequest weeks = ForecastRequest.of(WEEKS_OF_HOURS).withLevels(ServingInProcess.BANDS);
    Panel one = Panel.of(zones.get(0));
    try (ForecastService service =
        ForecastService.builder(catalog, registry)
            .settings(ModelSettings.standard().withCache(CacheSettings.none()))
            .limits(ServiceLimits.standard().withWaiting(64, Duration.ofSeconds(1)))
            .start()) {
      deploy(
          service,
          "costly",
          ServingInProcess.register(catalog, registry, "costly", "prophet-like", one));
      overload("8 weeks of hours from prophet-like", "", service, "costly", weeks)
          .measure(out, result);
      deploy(
          service,
          "light",
          ServingInProcess.register(catalog, registry, "light", "holt-winters", zones));
      overload(
              "20 series with history from holt-winters",
              "light_",
              service,
              "light",
              request.withHistory(zones))
          .measure(out, result);
    }
  }

  private static void deploy(ForecastService service, String model, int version)
      throws IOException {
    service.deploy(model, "production", version, "benchmark", "measure");
  }

  private static Overload overload(
      String title, String key, ForecastService service, String model, ForecastRequest request) {
    return new Overload(
        title,
        key,
        number -> ask(service, model, request),
        ServiceLimits.standard().concurrency(),
        ServingOverload::usedBytes);
  }

  private static OpenLoop.Outcome ask(
      ForecastService service, String model, ForecastRequest request) {
    try {
      service.forecast(model, request);
      return OpenLoop.Outcome.ANSWERED;
    } catch (ServiceRefusedException e) {
      return e.reason() == RefusalReason.OVERLOADED && !e.retryAfter().isZero()
          ? OpenLoop.Outcome.REFUSED
          : OpenLoop.Outcome.FAILED;
    } catch (RuntimeException e) {
      return OpenLoop.Outcome.FAILED;
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
