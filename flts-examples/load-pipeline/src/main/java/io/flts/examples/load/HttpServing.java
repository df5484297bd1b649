package io.flts.examples.load;

import io.flts.api.registry.Registry;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.serve.ForecastService;
import io.flts.http.handle.ForecastHandler;
import io.flts.http.measure.PrometheusMetrics;
import io.flts.http.server.ForecastServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * Answers over HTTP with whatever is in production, also after somebody promoted something else.
 */
final class HttpServing {
  private HttpServing() {}

  static void untilInterrupted(
      Registry registry, ServiceCatalog catalog, String model, int port, PrintWriter say)
      throws IOException {
    PrometheusMetrics metrics = new PrometheusMetrics();
    // tag::serve[]
    try (ForecastService service =
            ForecastService.builder(catalog, registry)
                .serve(model + "@" + Serving.ALIAS)
                .metrics(metrics)
                .start();
        ForecastServer server =
            ForecastServer.builder(ForecastHandler.builder(service).metrics(metrics).build())
                .port(port)
                .start()) {
      say.println("Serving " + model + " at " + server.url() + " until interrupted");
      awaitInterrupt(server);
    }
    // end::serve[]
    say.println("Stopped.");
  }

  private static void awaitInterrupt(ForecastServer server) {
    Thread hook = new Thread(server::close, "load-pipeline-stop"); // Ctrl-C: drain, then end
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(hook); // a test: the caller closes
    }
  }
}
