package io.flts.examples.documentation;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Registry;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.Backtest;
import io.flts.core.backtest.Leaderboard;
import io.flts.core.backtest.RollingOrigin;
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
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** How a judged model becomes the one in service. */
public final class Promoting {

  private Promoting() {}

  static void run(Registry registry, PrintStream out) throws IOException {
    TimeSeries load = HourlyLoad.fourWeeks();
    ServiceCatalog catalog = ServiceCatalog.load();
    Forecaster ets = catalog.forecaster("ets");
    Leaderboard judged =
        Backtest.builder(RollingOrigin.of(24, 7))
            .candidate(ets)
            .available(catalog.forecasters())
            .scorers(catalog.scorer("mase"))
            .build()
            .run(Panel.of(load))
            .leaderboard();

    // tag::register[]
    FittedForecaster fitted = ets.fit(load);
    Map<String, Double> scores = judged.row("ets").scores();
    BundleSchema schema = BundleSchema.of(Panel.of(load), load.id(), "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ForecasterBundle.of(ets, fitted, schema, scores).write(bytes);
    String data = fitted.provenance().dataFingerprint();
    ModelVersion version =
        registry.register(
            "site-7",
            ModelArtifact.of(bytes.toByteArray()),
            scores,
            Map.of(Promoter.DATA_FINGERPRINT, data));
    // end::register[]

    // tag::promote[]
    PromotionDecision decision =
        Promoter.of(registry, Clock.systemUTC())
            .promote(
                PromotionRequest.of(
                    "site-7",
                    "production",
                    judged,
                    List.of(new Contender("ets", version)),
                    "nightly-training"));
    decision.reasons().forEach(out::println);
    // end::promote[]

    // tag::reload[]
    ModelVersion current = registry.resolve(ModelRef.alias("site-7", "production"));
    try (InputStream in = registry.open(current)) {
      ModelBundle bundle =
          ModelBundle.read(in, current.size(), BundleLimits.standard(), current.ref().toString());
      FittedForecaster inService = ForecasterBundle.read(bundle, catalog).fitted();
      out.printf("%s forecasts %.1f%n", current.ref(), inService.forecast(1).mean(0));
    }
    // end::reload[]
  }
}
