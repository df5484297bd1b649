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
import java.io.PrintStream;
import java.time.Duration;

/** What the service does, in one JVM, with five times as many requests as it can compute. */
final class ServingOverload {
  private static final String MODEL = "overloaded";

  private ServingOverload() {}

  static void measure(
      ServiceCatalog catalog,
      FileSystemRegistry registry,
      Panel zones,
      PrintStream out,
      StringBuilder result)
      throws Exception {
    int version = ServingInProcess.register(catalog, registry, MODEL, "holt-winters", zones);
    int cores = Runtime.getRuntime().availableProcessors();
    ServiceLimits limits =
        ServiceLimits.standard().withConcurrency(cores).withWaiting(64, Duration.ofSeconds(1));
    ForecastRequest request =
        ForecastRequest.of(ServingInProcess.HORIZON)
            .withLevels(ServingInProcess.BANDS)
            .withHistory(zones);
    try (ForecastService service =
        ForecastService.builder(catalog, registry)
            .settings(ModelSettings.standard().withCache(CacheSettings.none()))
            .limits(limits)
            .start()) {
      service.deploy(MODEL, "production", version, "benchmark", "measure");
      new Overload(
              "20 series with history per request",
              "",
              number -> ask(service, request),
              cores,
              ServingOverload::usedBytes)
          .measure(out, result);
    }
  }

  private static OpenLoop.Outcome ask(ForecastService service, ForecastRequest request) {
    try {
      service.forecast(MODEL, request);
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
