package io.flts.stat.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The naive family against R {@code forecast} 8.20: {@code naive}, {@code snaive}, {@code rwf(drift
 * = TRUE)}, {@code meanf}, means and 80/95 limits to 1e-9 relative (deterministic formulas).
 */
class NaiveFamilyGoldenTest {

  @TestFactory
  Stream<DynamicTest> agreesWithR() throws IOException {
    Path golden = Path.of("..", "..", "shared", "golden");
    assumeTrue(Files.isDirectory(golden), "../shared/golden is absent");
    List<DynamicTest> tests = new ArrayList<>();
    for (String folder : List.of("classic", "mcomp")) {
      try (Stream<Path> files = Files.list(golden.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
          JsonNode expected = new ObjectMapper().readTree(file.toFile());
          if (!expected.has("naive")) {
            continue;
          }
          String id = expected.get("id").asText();
          TimeSeries series = series(golden.resolve(folder), id);
          int season = expected.get("frequency").asInt();
          add(tests, id, new Naive(), series, expected.get("naive"));
          add(tests, id, new Drift(), series, expected.get("rwf_drift"));
          add(tests, id, new Mean(), series, expected.get("meanf"));
          if (expected.has("snaive")) {
            Forecaster seasonal = new SeasonalNaive().with(Parameters.of("season", season));
            add(tests, id, seasonal, series, expected.get("snaive"));
          }
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests.stream();
  }

  private static TimeSeries series(Path folder, String id) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("series").resolve(id + ".csv"));
    double[] values =
        lines.stream()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
            .toArray();
    return TimeSeries.of(id, TimeIndex.ofSteps(1, values.length), values);
  }

  private static void add(
      List<DynamicTest> tests, String id, Forecaster forecaster, TimeSeries series, JsonNode node) {
    tests.add(
        DynamicTest.dynamicTest(
            forecaster.name() + " on " + id,
            () -> {
              int horizon = node.get("mean").size();
              Forecast forecast = forecaster.fit(series).forecast(horizon, Levels.of(0.8, 0.95));
              assertClose(forecast.mean(), node.get("mean"));
              for (int level : new int[] {80, 95}) {
                Interval interval = forecast.interval(level / 100.0);
                assertClose(interval.lower(), node.get("lo" + level));
                assertClose(interval.upper(), node.get("hi" + level));
              }
            }));
  }

  private static void assertClose(double[] actual, JsonNode expected) {
    for (int step = 0; step < actual.length; step++) {
      double reference = expected.get(step).asDouble();
      assertThat(actual[step])
          .isCloseTo(reference, within(1e-9 * Math.max(1, Math.abs(reference))));
    }
  }
}
