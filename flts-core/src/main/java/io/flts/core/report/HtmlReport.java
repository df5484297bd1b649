package io.flts.core.report;

import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.Forecast;
import io.flts.api.model.Provenance;
import io.flts.api.score.Scorer;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.BacktestResult;
import io.flts.core.backtest.Evaluation;
import io.flts.core.backtest.Leaderboard;
import io.flts.core.backtest.LeaderboardRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as one self-contained HTML file: forecasts with interval bands, a leaderboard, errors by
 * step of the horizon, components, learning curves. Readable in light and dark, on paper and by
 * screen readers; it holds no script and loads nothing. The same content gives the same bytes.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Example: {@code HtmlReport.builder("Load, site 7").forecast(history,
 * forecast).leaderboard(board) .build().write(Path.of("report.html"))}
 *
 * @since 0.1.0
 */
public final class HtmlReport {
  private final String html;

  private HtmlReport(String html) {
    this.html = html;
  }

  /** A builder; sections appear in the order in which they are added. */
  public static Builder builder(String title) {
    return new Builder(title);
  }

  /** The whole file as text. */
  public String html() {
    return html;
  }

  /** Writes the file in UTF-8, replacing an older one; folders on the way are made. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, html, StandardCharsets.UTF_8);
  }

  /** Collects the sections of a report. Confined to one thread. */
  public static final class Builder {
    private final String title;
    private final StringBuilder body = new StringBuilder();
    private int pictures;

    private Builder(String title) {
      this.title = title;
    }

    private String nextId() {
      return "p" + ++pictures;
    }

    private Builder section(String heading, String content) {
      body.append("<section>\n<h2>").append(Markup.escape(heading)).append("</h2>\n");
      body.append(content).append("</section>\n");
      return this;
    }

    /** Adds a paragraph of plain text. */
    public Builder text(String paragraph) {
      body.append("<p>").append(Markup.escape(paragraph)).append("</p>\n");
      return this;
    }

    /** Adds facts by name: data, versions, decisions. */
    public Builder facts(String heading, Map<String, String> facts) {
      StringBuilder list = new StringBuilder("<dl>\n");
      facts.forEach(
          (name, value) ->
              list.append("<dt>")
                  .append(Markup.escape(name))
                  .append("</dt><dd>")
                  .append(Markup.escape(value))
                  .append("</dd>\n"));
      return section(heading, list.append("</dl>\n").toString());
    }

    /** Adds a forecast with the end of the history it goes on from. */
    public Builder forecast(TimeSeries history, Forecast forecast) {
      return forecast(history, forecast, new double[0]);
    }

    /**
     * Adds a forecast with the end of the history it goes on from, and what came true.
     *
     * @param actuals one value per step, as far as known; NaN where missing
     */
    public Builder forecast(TimeSeries history, Forecast forecast, double[] actuals) {
      return section(
          "Forecast of " + history.id(),
          ForecastSection.html(nextId(), history, forecast, actuals.clone()));
    }

    /** Adds a leaderboard. */
    public Builder leaderboard(Leaderboard board) {
      return section("Leaderboard", LeaderboardSection.html(board));
    }

    /**
     * Adds the errors of a backtest by step of the horizon; of more than seven models the best
     * seven by the scorer.
     */
    public Builder errorsByStep(BacktestResult result, Scorer scorer) {
      Map<String, double[]> curves = new LinkedHashMap<>();
      for (LeaderboardRow row : result.leaderboard(List.of(scorer)).rows()) {
        if (row.cases() > 0) {
          curves.put(row.model(), result.scoreByStep(row.model(), scorer));
        }
      }
      String kind = result.evaluation() == Evaluation.HELD_OUT ? "Errors" : "In-sample errors";
      String heading = kind + " by step of the horizon";
      return section(
          heading,
          CurveSection.html(nextId(), heading, "step of the horizon", scorer.name(), curves));
    }

    /**
     * Adds what the forecasts of a series are made of; nothing where the series has no components.
     */
    public Builder components(String seriesId, Explanation explanation) {
      List<Component> components = explanation.components().getOrDefault(seriesId, List.of());
      return components.isEmpty()
          ? this
          : section(
              "Components of " + seriesId, ComponentsSection.html(nextId(), seriesId, components));
    }

    /**
     * Adds a learning curve.
     *
     * @param model what learned
     * @param losses loss per epoch by name, for example {@code training} and {@code validation}
     */
    public Builder learningCurve(String model, Map<String, double[]> losses) {
      String heading = "Learning curve of " + model;
      return section(heading, CurveSection.html(nextId(), heading, "epoch", "loss", losses));
    }

    /**
     * Adds the learning curve that a network's provenance tells of in its notes {@code losses} and
     * {@code validation-losses}; nothing where it tells none.
     */
    public Builder learningCurve(Provenance provenance) {
      Map<String, double[]> losses = new LinkedHashMap<>();
      losses.put("training", losses(provenance.notes().getOrDefault("losses", "")));
      losses.put("validation", losses(provenance.notes().getOrDefault("validation-losses", "")));
      losses.values().removeIf(curve -> curve.length == 0 || Double.isNaN(curve[0]));
      return losses.isEmpty() ? this : learningCurve(provenance.forecaster(), losses);
    }

    private static double[] losses(String note) {
      return note.isBlank()
          ? new double[0]
          : Arrays.stream(note.trim().split(" +")).mapToDouble(Double::parseDouble).toArray();
    }

    /** The report. */
    public HtmlReport build() {
      String safe = Markup.escape(title);
      return new HtmlReport(
          "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
              + " 'unsafe-inline'\">\n<title>"
              + safe
              + "</title>\n<style>\n"
              + StyleSheet.CSS
              + "</style>\n</head>\n<body>\n<main>\n<h1>"
              + safe
              + "</h1>\n"
              + body
              + "</main>\n</body>\n</html>\n");
    }
  }
}
