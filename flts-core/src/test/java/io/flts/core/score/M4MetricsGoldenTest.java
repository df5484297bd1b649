package io.flts.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Forecast;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;
import io.flts.api.series.TimeIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The organisers' own forecasts of the M4 competition, scored; expected values from its tables. */
@DisplayName("sMAPE, MASE and OWA of the official M4 forecasts")
class M4MetricsGoldenTest {
  private static final double THREE_DECIMALS = 0.0005;

  @ParameterizedTest(name = "{0}, column {2}")
  @DisplayName("agree with the published figures to three decimals")
  @CsvSource({
    "hourly, 24, 2, 43.003, 11.608, 3.593",
    "hourly, 24, 3, 13.912, 1.193, 0.628",
    "hourly, 24, 4, 18.383, 2.395, 1.000",
    "hourly, 24, 5, 18.094, 2.385, 0.990",
    "weekly, 1, 2, 9.161, 2.777, 1.000",
    "weekly, 1, 3, 9.161, 2.777, 1.000",
    "weekly, 1, 4, 9.161, 2.777, 1.000",
    "weekly, 1, 5, 9.012, 2.685, 0.975",
  })
  void officialForecasts(
      String group, int season, int column, double smape, double mase, double owa)
      throws IOException {
    Map<String, double[]> train = column("data/m4/m4_" + group + "_train.csv.gz", 2);
    Map<String, double[]> test = column("data/m4/m4_" + group + "_test.csv.gz", 2);
    String official = "data/m4/m4_" + group + "_official_forecasts.csv.gz";
    Map<String, double[]> forecasts = column(official, column);
    Map<String, double[]> naive2 = column(official, 4);
    List<ScoredCase> cases = new ArrayList<>();
    test.forEach(
        (id, actuals) -> {
          double[] history = train.getOrDefault(id, new double[0]);
          cases.add(
              ScoredCase.of(forecast(id, history, forecasts), actuals, history, season)
                  .withReference(forecast(id, history, naive2)));
        });
    assertThat(cases).hasSize(group.equals("hourly") ? 414 : 359);
    ScoringContext context = new ScoringContext(cases);
    assertThat(BuiltInScorers.get("smape").score(context)).isCloseTo(smape, within(THREE_DECIMALS));
    assertThat(BuiltInScorers.get("mase").score(context)).isCloseTo(mase, within(THREE_DECIMALS));
    assertThat(BuiltInScorers.get("owa").score(context)).isCloseTo(owa, within(THREE_DECIMALS));
  }

  private static Forecast forecast(String id, double[] history, Map<String, double[]> all) {
    double[] mean = all.getOrDefault(id, new double[0]);
    return Forecast.builder(id, TimeIndex.ofSteps(history.length + 1L, mean.length), mean).build();
  }

  private static Map<String, double[]> column(String relative, int column) throws IOException {
    Path file = SharedData.require(relative);
    Map<String, List<Double>> lists = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        lists
            .computeIfAbsent(cells[0], id -> new ArrayList<>())
            .add(cells[column].isEmpty() ? Double.NaN : Double.parseDouble(cells[column]));
      }
    }
    Map<String, double[]> arrays = new LinkedHashMap<>();
    lists.forEach((id, list) -> arrays.put(id, list.stream().mapToDouble(v -> v).toArray()));
    return arrays;
  }
}
