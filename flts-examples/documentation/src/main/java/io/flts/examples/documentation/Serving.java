package io.flts.examples.documentation;

import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.Registry;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.serve.BatchItem;
import io.flts.core.serve.BatchOutcome;
import io.flts.core.serve.CacheSettings;
import io.flts.core.serve.Deployment;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ModelSettings;
import io.flts.core.serve.ServedForecast;
import io.flts.core.serve.ServiceLimits;
import io.flts.core.serve.ServiceRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a program answers requests with what was promoted. */
public final class Serving {

  private Serving() {}

  static void run(Registry registry, Path folder, PrintStream out) throws IOException {
    TimeSeries load = HourlyLoad.fourWeeks();
    ServiceCatalog catalog = ServiceCatalog.load();
    register(catalog, registry, "seasonal-naive", load);
    register(catalog, registry, "holt-winters", load);

    // tag::start[]
    try (ForecastService service =
        ForecastService.builder(catalog, registry)
            .serve("site-7@production")
            .localCopy(folder)
            .settings(
                "site-7",
                ModelSettings.standard()
                    .withTimeout(Duration.ofSeconds(2))
                    .withCache(new CacheSettings(32 << 20, Duration.ofMinutes(5))))
            .limits(ServiceLimits.standard().withConcurrency(4))
            .start()) {
      // end::start[]
      Deployment first = service.deploy("site-7", "production", 1, "ann", "first");
      out.printf("%s by %s%n", first.model().version().ref(), first.model().forecaster());

      // tag::ask[]
      ForecastRequest request =
          ForecastRequest.of(24).withLevels(Levels.of(0.95)).withHistory(Panel.of(load));
      ServedForecast answer = service.forecast("site-7", request);
      String line = "%s forecasts %.1f, cached: %b%n";
      out.printf(Locale.ROOT, line, model(answer), answer.single().mean(0), answer.cached());
      answer = service.forecast("site-7", request);
      out.printf(Locale.ROOT, line, model(answer), answer.single().mean(0), answer.cached());
      // end::ask[]

      // tag::move[]
      service.deploy("site-7", "production", 2, "ann", "better on last week");
      answer = service.forecast("site-7", request);
      out.printf(Locale.ROOT, line, model(answer), answer.single().mean(0), answer.cached());
      service.rollback("site-7", "production", "ann", "not on Mondays");
      answer = service.forecast("site-7", request);
      out.printf(Locale.ROOT, line, model(answer), answer.single().mean(0), answer.cached());
      // end::move[]

      // tag::batch[]
      List<BatchItem> items =
          List.of(new BatchItem("site-7/2", request), new BatchItem("site-8", request));
      for (BatchOutcome outcome :
          service.forecastAll(items, Deadline.after(Duration.ofSeconds(2)))) {
        if (outcome instanceof BatchOutcome.Answered answered) {
          out.println(model(answered.answer()));
        } else if (outcome instanceof BatchOutcome.Failed failed
            && failed.cause() instanceof ServiceRefusedException refused) {
          out.println(refused.reason());
        }
      }
      // end::batch[]
      out.println(service.health().status());
    }
  }

  private static String model(ServedForecast answer) {
    return answer.model().version().ref().toString();
  }

  private static void register(
      ServiceCatalog catalog, Registry registry, String name, TimeSeries load) throws IOException {
    Forecaster forecaster = catalog.forecaster(name);
    FittedForecaster fitted = forecaster.fit(load);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BundleSchema schema = BundleSchema.of(Panel.of(load), load.id(), "kW");
    ForecasterBundle.of(forecaster, fitted, schema, Map.of()).write(bytes);
    registry.register("site-7", ModelArtifact.of(bytes.toByteArray()), Map.of(), Map.of());
  }
}
