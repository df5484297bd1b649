package io.flts.examples.load;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.BacktestResult;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.promote.PromotionDecision;
import io.flts.core.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes what was found as one HTML file. */
final class Reporting {
  /** How much of the history the picture shows: the forecast should stay readable. */
  private static final int SEASONS_SHOWN = 14;

  private Reporting() {}

  static Path write(
      Path file,
      ServiceCatalog catalog,
      FittedForecaster production,
      TimeSeries series,
      Forecast forecast,
      BacktestResult judged,
      PromotionDecision decision)
      throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Decision", decision.getClass().getSimpleName());
    decision.gates().forEach(gate -> facts.put(gate.gate(), gate.status() + ": " + gate.detail()));
    int shown = Math.max(SEASONS_SHOWN * series.frequency().season(), 3 * forecast.horizon());
    HtmlReport.Builder report =
        HtmlReport.builder("Load pipeline: " + series.id())
            .text(
                "Learned from %d observations every %s from %s; judged on days the models had not seen."
                    .formatted(series.length(), series.frequency(), series.index().label(0)))
            .forecast(series.tail(shown), forecast)
            .leaderboard(judged.leaderboard())
            .errorsByStep(judged, catalog.scorer("mae"))
            .facts("Promotion", facts);
    explanation(production, series, forecast.horizon())
        .ifPresent(explained -> report.components(series.id(), explained));
    report.build().write(file);
    return file;
  }

  /** The components of the forecast, where the model knows any. */
  private static Optional<Explanation> explanation(
      FittedForecaster production, TimeSeries series, int horizon) {
    ForecastRequest request = ForecastRequest.of(horizon).withHistory(Panel.of(series));
    try {
      return production.power(Explainable.class).map(model -> model.explain(request));
    } catch (FltsException e) {
      return Optional.empty(); // a picture less; the forecast itself was made
    }
  }
}
