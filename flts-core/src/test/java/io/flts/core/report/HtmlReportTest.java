package io.flts.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Producer;
import io.flts.api.forecast.Quantiles;
import io.flts.api.model.Provenance;
import io.flts.api.parameter.Parameters;
import io.flts.api.score.Scorer.Direction;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.backtest.Evaluation;
import io.flts.core.backtest.Leaderboard;
import io.flts.core.backtest.LeaderboardRow;
import io.flts.core.backtest.PairedScore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@DisplayName("The HTML report")
class HtmlReportTest {
  private static final String EVIL = "</script><img src=x onerror=\"a('b')\">&\u0000<!--";

  /** A load curve of some days with a gap. */
  static TimeSeries history(String id, int length) {
    double[] values = new double[length];
    for (int t = 0; t < length; t++) {
      values[t] =
          60
              + 18 * Math.sin(2 * Math.PI * (t - 8) / 24)
              + 6 * Math.sin(2 * Math.PI * t / 168)
              + 3 * Math.sin(t * 12.9898) * Math.cos(t * 4.1414);
    }
    values[length - 20] = Double.NaN;
    values[length - 19] = Double.NaN;
    return TimeSeries.of(id, LocalDateTime.parse("2026-10-01T00:00"), Frequency.parse("h"), values);
  }

  static Forecast forecast(TimeSeries history, int horizon, String by) {
    double[] mean = new double[horizon];
    double[] probabilities = Levels.of(0.8, 0.95).probabilities();
    double[][] quantiles = new double[4][horizon];
    double[] deviates = {-1.96, -1.2816, 1.2816, 1.96};
    for (int step = 0; step < horizon; step++) {
      int t = history.length() + step;
      mean[step] =
          60 + 18 * Math.sin(2 * Math.PI * (t - 8) / 24) + 6 * Math.sin(2 * Math.PI * t / 168);
      for (int k = 0; k < 4; k++) {
        quantiles[k][step] = mean[step] + deviates[k] * 2.2 * Math.sqrt(1 + step / 6.0);
      }
    }
    return Forecast.builder(history.id(), history.index().next(horizon), mean)
        .quantiles(Quantiles.of(probabilities, quantiles))
        .producer(Producer.of(by))
        .build();
  }

  static LeaderboardRow row(String model, double mase, double coverage, int failures) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("mase", mase);
    scores.put("rmse", mase * 4.1);
    scores.put("coverage", coverage);
    return new LeaderboardRow(
        model,
        scores,
        List.of(new PairedScore("seasonal-naive", mase, 1.1, 7)),
        7 - failures,
        failures,
        7,
        Duration.ofMillis(812),
        Duration.ofNanos(4_200_000));
  }

  static Leaderboard board(Evaluation evaluation, String extra) {
    return Leaderboard.of(
        evaluation,
        "mase",
        Direction.LOWER_IS_BETTER,
        List.of(
            row("seasonal-naive", 1.1, 0.93, 0),
            row("naive", 2.4, 0.9, 0),
            row("auto-theta", 0.81, 0.96, 0),
            row(extra, 0.84, 0.95, 0),
            row("lstm", 0.9, Double.NaN, 2)),
        "f");
  }

  private static HtmlReport full(String name) {
    TimeSeries history = history(name, 600);
    Forecast forecast = forecast(history, 24, name);
    TimeIndex index = history.index().slice(400, 624);
    double[] trend = new double[224];
    double[] daily = new double[224];
    for (int i = 0; i < trend.length; i++) {
      trend[i] = 60 + 6 * Math.sin(2 * Math.PI * (400 + i) / 168);
      daily[i] = 18 * Math.sin(2 * Math.PI * (400 + i - 8) / 24);
    }
    Explanation explanation =
        new Explanation(
            Map.of(
                name,
                List.of(
                    Component.of("trend", Component.Role.ADDITIVE, index, trend),
                    Component.of(name, Component.Role.MULTIPLICATIVE, index, daily))),
            Map.of());
    Map<String, double[]> losses = new LinkedHashMap<>();
    losses.put("training", curve(30, 0.9, 0.1));
    losses.put("validation", curve(30, 0.8, 0.2));
    return HtmlReport.builder("Report of " + name)
        .text("Made for " + name)
        .facts("Data", Map.of(name, name))
        .forecast(history, forecast, new double[] {45, 47, Double.NaN, 52})
        .leaderboard(board(Evaluation.HELD_OUT, name))
        .components(name, explanation)
        .learningCurve(name, losses)
        .build();
  }

  private static double[] curve(int length, double from, double floor) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = floor + (from - floor) * Math.exp(-i / 6.0);
    }
    return values;
  }

  @Test
  @DisplayName(
      "draws the losses that a network's provenance tells of, and nothing where it has none")
  void learningCurveOfProvenance() {
    Map<String, String> notes =
        Map.of("losses", "0.9 0.5 0.25", "validation-losses", "1.0 0.7 0.8");
    Provenance learned = new Provenance("lstm", Parameters.none(), "data", 1, notes);
    assertThat(HtmlReport.builder("t").learningCurve(learned).build().html())
        .contains("Learning curve of lstm")
        .contains("training goes from 0.9 to 0.25")
        .contains("validation goes from 1 to 0.8");
    Provenance fitted = new Provenance("ets", Parameters.none(), "data", 1, Map.of());
    assertThat(HtmlReport.builder("t").learningCurve(fitted).build().html())
        .doesNotContain("Learning curve");
  }

  @Test
  @DisplayName("escapes every text, wherever it stands")
  void escaping() {
    String html = full(EVIL).html();
    assertThat(html)
        .doesNotContain("<img")
        .doesNotContain("<script")
        .doesNotContain("</script")
        .doesNotContain("<!--")
        .doesNotContain("onerror=\"")
        .doesNotContain("\u0000")
        .contains("&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;\uFFFD&lt;!--");
  }

  @Test
  @DisplayName("is one file: no script, nothing loaded, no address of another place")
  void selfContained() {
    String html = full("load").html();
    assertThat(html.toLowerCase(Locale.ROOT))
        .doesNotContain("<script", "<link", "<iframe", "<object", "<img", "@import", "url(")
        .doesNotContain("http:", "https:", "//");
    assertThat(html).doesNotContainPattern("\\s(src|href)=").doesNotContainPattern("\\son[a-z]+=");
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  @DisplayName("is well formed, with a title and a description for every picture")
  void structure() throws Exception {
    Document document = parse(full("load").html());
    NodeList pictures = document.getElementsByTagName("svg");
    Set<String> ids = new HashSet<>();
    int seen = 0;
    for (int i = 0; i < pictures.getLength(); i++) {
      Element svg = (Element) pictures.item(i);
      if (svg.getAttribute("aria-hidden").equals("true")) {
        continue; // a swatch of a legend
      }
      seen++;
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      Element title = (Element) svg.getElementsByTagName("title").item(0);
      Element desc = (Element) svg.getElementsByTagName("desc").item(0);
      assertThat(svg.getAttribute("aria-labelledby"))
          .isEqualTo(title.getAttribute("id") + " " + desc.getAttribute("id"));
      assertThat(title.getTextContent()).isNotBlank();
      assertThat(desc.getTextContent()).isNotBlank();
      assertThat(ids.add(title.getAttribute("id"))).isTrue();
    }
    assertThat(seen).as("forecast, two components, learning curve").isEqualTo(4);
    assertThat(document.getElementsByTagName("h2").getLength()).isEqualTo(5);
    assertThat(document.getElementsByTagName("caption").getLength()).isPositive();
    NodeList heads = document.getElementsByTagName("th");
    for (int i = 0; i < heads.getLength(); i++) {
      assertThat(((Element) heads.item(i)).getAttribute("scope")).isIn("col", "row");
    }
  }

  /** HTML that is also XML once the few elements without an end tag are closed. */
  private static Document parse(String html) throws Exception {
    String xml = html.replace("<!DOCTYPE html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("shows both bands, the gap in the history and what came true")
  void forecastPicture() {
    String html = full("load").html();
    assertThat(html)
        .contains("95 % interval", "80 % interval", "forecast begins", "what came true");
    Matcher line = Pattern.compile("class=\"line s0\"\\s+d=\"([^\"]*)\"").matcher(html);
    assertThat(line.find()).isTrue();
    assertThat(line.group(1).chars().filter(c -> c == 'M').count())
        .as("the missing values interrupt the line once")
        .isEqualTo(2);
    assertThat(html).contains("The forecast in numbers");
  }

  @Test
  @DisplayName("marks the best row by a word, and says that in-sample scores flatter")
  void leaderboard() {
    String held =
        HtmlReport.builder("t").leaderboard(board(Evaluation.HELD_OUT, "x")).build().html();
    assertThat(held)
        .contains("auto-theta <em>best</em>")
        .contains("-26.4 %")
        .doesNotContain("In-sample");
    assertThat(held.indexOf("auto-theta")).isLessThan(held.indexOf(">naive"));
    String flattering =
        HtmlReport.builder("t").leaderboard(board(Evaluation.IN_SAMPLE, "x")).build().html();
    assertThat(flattering).contains("In-sample").contains("flatter");
  }

  @Test
  @DisplayName("stays small however long the history is")
  void size() {
    TimeSeries longHistory = history("long", 200_000);
    String html =
        HtmlReport.builder("t")
            .forecast(longHistory, forecast(longHistory, 1000, "m"))
            .build()
            .html();
    assertThat(html.length()).isLessThan(250_000);
    assertThat(full("load").html().length()).isLessThan(60_000);
  }

  @Test
  @DisplayName("gives the same bytes for the same content, in every locale")
  void deterministic() {
    String first = full("load").html();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(full("load").html()).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("draws constant, negative, huge and single-step forecasts")
  void oddShapes() throws Exception {
    for (double value : new double[] {0, -7, 1e12, 1e-9}) {
      TimeSeries history = TimeSeries.of("c", TimeIndex.ofSteps(1, 3), value, value, value);
      Forecast one = Forecast.builder("c", TimeIndex.ofSteps(4, 1), new double[] {value}).build();
      String html = HtmlReport.builder("t").forecast(history, one).build().html();
      assertThat(html).doesNotContain("NaN").doesNotContain("Infinity");
      parse(html);
    }
  }

  @Test
  @DisplayName("writes UTF-8 and makes the folder")
  void writes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a/b/report.html");
    HtmlReport report = full("Überlast – 負荷");
    report.write(file);
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(report.html());
  }

  @Test
  @DisplayName("Every colour stands at least 4.5 : 1 against its background, in light and dark")
  void contrast() {
    String css = StyleSheet.CSS;
    int dark = css.indexOf("prefers-color-scheme");
    for (String scheme : List.of(css.substring(0, dark), css.substring(dark))) {
      double background = luminance(colour(scheme, "bg"));
      for (String name :
          List.of(
              "ink", "soft", "accent", "warn", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7")) {
        double colour = luminance(colour(scheme, name));
        double ratio =
            (Math.max(colour, background) + 0.05) / (Math.min(colour, background) + 0.05);
        assertThat(ratio).as(name).isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  private static int colour(String css, String name) {
    Matcher matcher = Pattern.compile("--" + name + ": #([0-9a-f]{6})").matcher(css);
    assertThat(matcher.find()).as(name).isTrue();
    return Integer.parseInt(matcher.group(1), 16);
  }

  /** Relative luminance as WCAG 2 defines it. */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double share = (channel & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
