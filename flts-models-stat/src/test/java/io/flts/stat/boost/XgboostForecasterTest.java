package io.flts.stat.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.Explanation;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.StaticAttributes;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class XgboostForecasterTest {
  private static final int HORIZON = 12;

  @BeforeEach
  void nativeLibraryIsThere() {
    assumeTrue(Boosting.availability().isAvailable(), Boosting.availability().reason());
  }

  private static Forecaster quick(Parameters more) {
    return new XgboostForecaster()
        .with(Parameters.of("rounds", 80, "learning-rate", 0.2).and("depth", 4))
        .with(more);
  }

  /** Hourly with a daily season, and a plan known ahead that moves it by 30. */
  private static TimeSeries planned(String id, int length, int known, long seed) {
    Random random = new Random(seed);
    double[] y = new double[length];
    double[] plan = new double[known];
    for (int t = 0; t < known; t++) {
      plan[t] = t % 12 == 5 || (t % 12 != 6 && random.nextInt(4) == 0) ? 1 : 0;
    }
    for (int t = 0; t < length; t++) {
      y[t] = 100 + 20 * Math.sin(2 * Math.PI * t / 24) + 30 * plan[t] + random.nextGaussian();
    }
    TimeIndex index =
        TimeIndex.of(LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("h"), length);
    return TimeSeries.builder(id, index, y).covariate(Covariate.future("plan", plan)).build();
  }

  @Test
  @DisplayName("A known plan is followed, and its component says so")
  void covariatesAreFollowedAndExplained() {
    TimeSeries all = planned("site", 800, 800, 1);
    TimeSeries history = all.head(800 - HORIZON);
    FittedForecaster fitted =
        quick(Parameters.of("anchor", "level")).fit(FitRequest.of(history).withHorizon(HORIZON));
    Forecast forecast = fitted.forecast(HORIZON);
    double[] plan = all.requireCovariate("plan", 0).toArray(800 - HORIZON, 800);
    Explanation why =
        fitted.power(Explainable.class).orElseThrow().explain(ForecastRequest.of(HORIZON));
    Component part =
        why.components().getOrDefault("site", List.of()).stream()
            .filter(component -> component.name().equals("plan"))
            .findFirst()
            .orElseThrow();
    double with = 0;
    double without = 0;
    int count = 0;
    for (int s = 0; s < HORIZON; s++) {
      assertThat(forecast.mean(s)).isCloseTo(all.get(800 - HORIZON + s), within(9.0));
      if (plan[s] > 0) {
        with += part.values()[s];
        count++;
      } else {
        without += part.values()[s];
      }
    }
    assertThat(count).isBetween(1, HORIZON - 1);
    assertThat(with / count - without / (HORIZON - count)).isBetween(20.0, 40.0);
    assertThat(why.importance().values().stream().mapToDouble(v -> v).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  @DisplayName("Series are told apart by a static category, one never seen included")
  void categoriesTellSeriesApart() {
    Panel panel =
        Panel.of(
            flat("a", "low", 1, 1),
            flat("b", "high", 9, 2),
            flat("c", "low", 1, 3),
            flat("d", "high", 9, 4));
    Parameters level = Parameters.of("anchor", "level", "window", 1);
    FittedForecaster fitted = quick(level).fit(FitRequest.of(panel));
    assertThat(
            fitted
                .power(Explainable.class)
                .orElseThrow()
                .explain(ForecastRequest.of(1))
                .importance())
        .containsKeys("region=low", "region=high");
    Forecast unseen =
        fitted
            .forecast(ForecastRequest.of(1).withHistory(Panel.of(flat("e", "high", 9, 5))))
            .single();
    assertThat(unseen.mean(0)).isCloseTo(9, within(2.0));
  }

  private static TimeSeries flat(String id, String region, double level, long seed) {
    Random random = new Random(seed);
    double[] y = new double[100];
    for (int t = 0; t < y.length; t++) {
      y[t] = level + 0.5 * random.nextGaussian();
    }
    return TimeSeries.builder(id, TimeIndex.ofSteps(0, 100), y)
        .attributes(new StaticAttributes(Map.of(), Map.of("region", region)))
        .build();
  }

  @Test
  @DisplayName("Counts stay counts: positive objectives and bounds keep forecasts from below zero")
  void countsStayPositive() {
    Random random = new Random(4);
    double[] y = new double[300];
    for (int t = 0; t < y.length; t++) {
      y[t] = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
    }
    TimeSeries counts = TimeSeries.of("parts", TimeIndex.ofSteps(0, 300), y);
    for (String objective : List.of("poisson", "tweedie", "squared", "quantile")) {
      Forecast forecast =
          quick(Parameters.of("objective", objective))
              .fit(FitRequest.of(counts).withHorizon(6).withBounds(Bounds.nonNegative()))
              .forecast(ForecastRequest.of(6).withLevels(Levels.of(0.9)).withPaths(50))
              .single();
      assertThat(Arrays.stream(forecast.mean())).as(objective).allMatch(v -> v >= 0 && v < 3);
      assertThat(Arrays.stream(forecast.interval(0.9).lower())).allMatch(v -> v >= 0);
      for (double[] path : forecast.paths()) {
        assertThat(Arrays.stream(path)).allMatch(v -> v >= 0);
      }
    }
    TimeSeries negative = counts.withValues(Arrays.stream(y).map(v -> v - 1).toArray());
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> quick(Parameters.of("objective", "poisson")).fit(negative))
        .withMessageContaining("'parts'")
        .withMessageContaining("-1");
  }

  @Test
  @DisplayName("Intervals of 90 % cover about 90 %, and sums by paths about as often")
  void intervalsCover() {
    TimeSeries all = planned("site", 1600, 1600, 7);
    // 25 horizons to measure errors on: sums need many independent paths
    FittedForecaster fitted =
        quick(Parameters.of("validation", 0.3))
            .fit(FitRequest.of(all.head(1000)).withHorizon(HORIZON));
    int covered = 0;
    int sumsCovered = 0;
    int windows = 0;
    for (int origin = 1000; origin + HORIZON <= 1600; origin += HORIZON) {
      Forecast forecast =
          fitted
              .forecast(
                  ForecastRequest.of(HORIZON)
                      .withHistory(Panel.of(all.head(origin)))
                      .withLevels(Levels.of(0.9))
                      .withPaths(400))
              .single();
      double sum = 0;
      for (int s = 0; s < HORIZON; s++) {
        double actual = all.get(origin + s);
        sum += actual;
        boolean inside =
            actual >= forecast.interval(0.9).lower(s) && actual <= forecast.interval(0.9).upper(s);
        covered += inside ? 1 : 0;
      }
      double[] sums =
          Arrays.stream(forecast.paths())
              .mapToDouble(p -> Arrays.stream(p).sum())
              .sorted()
              .toArray();
      sumsCovered += sum >= sums[20] && sum <= sums[379] ? 1 : 0;
      windows++;
    }
    assertThat((double) covered / (windows * HORIZON)).isBetween(0.84, 0.96);
    assertThat((double) sumsCovered / windows).isBetween(0.78, 1.0);
  }

  @Test
  @DisplayName("A monotone feature that does not exist is refused, naming those that do")
  void unknownMonotoneFeatureIsRefused() {
    TimeSeries series = planned("site", 200, 220, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quick(Parameters.of("rising", "planned")).fit(series))
        .withMessageContaining("'planned'")
        .withMessageContaining("plan-season-24");
  }
}
