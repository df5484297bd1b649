package io.flts.examples.benchmarks;

import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.registry.FileSystemRegistry;
import io.flts.core.serve.CacheSettings;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ModelSettings;
import io.flts.http.handle.ForecastHandler;
import io.flts.http.measure.PrometheusMetrics;
import io.flts.http.server.ForecastServer;
import java.nio.file.Path;

/** The process that is measured: serves what a registry's folder holds until its input ends. */
final class ServingChild {
  /** A model whose forecasts take long, and the mode that serves it. */
  static final String COSTLY = "costly";

  private ServingChild() {}

  /** Arguments: the folder, and {@code cached}, {@code uncached} or {@code costly}. */
  public static void main(String[] arguments) throws Exception {
    CacheSettings cache =
        arguments[1].equals("cached") ? CacheSettings.standard() : CacheSettings.none();
    PrometheusMetrics metrics = new PrometheusMetrics();
    try (FileSystemRegistry registry = FileSystemRegistry.at(Path.of(arguments[0]));
        ForecastService service =
            ForecastService.builder(ServiceCatalog.load(), registry)
                .serve("load@production")
                .settings(ModelSettings.standard().withCache(cache))
                .metrics(metrics)
                .start();
        ForecastServer server =
            ForecastServer.builder(ForecastHandler.builder(service).metrics(metrics).build())
                .start()) {
      if (arguments[1].equals(COSTLY)) {
        service.deploy(COSTLY, "production", 1, "benchmark", "measure");
      }
      System.out.println(server.url());
      while (System.in.read() >= 0) {
        // until the parent closes it
      }
    }
  }
}
