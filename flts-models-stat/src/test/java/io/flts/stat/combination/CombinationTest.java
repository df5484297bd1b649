package io.flts.stat.combination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.arima.AutoArima;
import io.flts.stat.ets.Ets;
import io.flts.stat.golden.GoldenSeries;
import io.flts.stat.seasonal.MstlForecaster;
import io.flts.stat.theta.DynamicTheta;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CombinationTest {
  private static final Parameters MONTHS = Parameters.of("season", 12);

  private static Forecast of(Forecaster forecaster, double[] y) {
    TimeSeries series = TimeSeries.of("s", TimeIndex.ofSteps(1, y.length), y);
    return forecaster
        .fit(FitRequest.of(series).withHorizon(6))
        .forecast(ForecastRequest.of(6).withLevels(Levels.of(0.8)))
        .single();
  }

  @Test
  @DisplayName("Mean and limits are the medians of the four members'")
  void median() {
    double[] y = GoldenSeries.classic("AirPassengers").y();
    Forecast ours = of(new Combination().with(MONTHS), y);
    List<Forecast> members =
        List.of(
            of(new Ets().with(MONTHS), y),
            of(new AutoArima().with(MONTHS), y),
            of(new DynamicTheta().with(MONTHS), y),
            of(new MstlForecaster().with(MONTHS), y));
    for (int h = 0; h < 6; h++) {
      int step = h;
      double[] means = members.stream().mapToDouble(f -> f.mean()[step]).sorted().toArray();
      double[] upper =
          members.stream().mapToDouble(f -> f.interval(0.8).upper()[step]).sorted().toArray();
      assertThat(ours.mean()[h]).isEqualTo(0.5 * means[1] + 0.5 * means[2]);
      assertThat(ours.interval(0.8).upper()[h]).isEqualTo(0.5 * upper[1] + 0.5 * upper[2]);
    }
  }

  @Test
  @DisplayName("Without a season the decomposition, which repeats ets, is left out")
  void withoutSeason() {
    double[] y = GoldenSeries.classic("Nile").y();
    Parameters none = Parameters.of("season", 1);
    double[] ours = of(new Combination().with(none), y).mean();
    double[] three = {
      of(new Ets().with(none), y).mean()[0],
      of(new AutoArima().with(none), y).mean()[0],
      of(new DynamicTheta().with(none), y).mean()[0]
    };
    Arrays.sort(three);
    assertThat(ours[0]).isEqualTo(three[1]);
  }

  @Test
  @DisplayName("Paths are those of the members in turn, about the combined mean")
  void paths() {
    double[] y = GoldenSeries.classic("AirPassengers").y();
    TimeSeries series = TimeSeries.of("s", TimeIndex.ofSteps(1, y.length), y);
    ForecastRequest request = ForecastRequest.of(6).withPaths(3001).withLevels(Levels.of(0.8));
    Forecast ours =
        new Combination()
            .with(MONTHS.and("members", List.of("ets", "dynamic-theta", "mstl")))
            .fit(series)
            .forecast(request)
            .single();
    List<Forecast> members =
        List.of(
            of(new Ets().with(MONTHS), y),
            of(new DynamicTheta().with(MONTHS), y),
            of(new MstlForecaster().with(MONTHS), y));
    assertThat(ours.paths()).hasNumberOfRows(3001);
    for (int h = 0; h < 6; h++) {
      int step = h;
      double[] widths =
          members.stream()
              .map(f -> f.interval(0.8))
              .mapToDouble(i -> i.upper()[step] - i.lower()[step])
              .sorted()
              .toArray();
      double[] values = Arrays.stream(ours.paths()).mapToDouble(p -> p[step]).sorted().toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      assertThat(mean).isCloseTo(ours.mean()[h], within(0.05 * widths[1]));
      assertThat(values[2700] - values[300]).isBetween(0.95 * widths[0], 1.05 * widths[2]);
    }
    assertThat(Arrays.stream(ours.paths()).mapToDouble(p -> p[0]).distinct().count())
        .as("no two members draw the same noise")
        .isGreaterThan(2990);
  }

  @Test
  @DisplayName("The search among ARIMA models comes last and takes the time that is left")
  void deadline() {
    double[] y = GoldenSeries.classic("AirPassengers").y();
    AtomicInteger asked = new AtomicInteger();
    // Passes with the first question of the search itself, which asks before every model.
    Deadline deadline = Deadline.none().orWhen(() -> asked.incrementAndGet() > 6);
    TimeSeries series = TimeSeries.of("s", TimeIndex.ofSteps(1, y.length), y);
    Forecast cut =
        new Combination()
            .with(MONTHS)
            .fit(FitRequest.of(series).withDeadline(deadline))
            .forecast(6);
    Forecast whole = new Combination().with(MONTHS).fit(series).forecast(6);
    assertThat(cut.producer().fallback()).isEmpty();
    assertThat(cut.mean()).isNotEqualTo(whole.mean());
  }

  @Test
  @DisplayName("A member without time is left out by name; without any member there is no model")
  void noTime() {
    double[] y = GoldenSeries.classic("AirPassengers").y();
    TimeSeries series = TimeSeries.of("s", TimeIndex.ofSteps(1, y.length), y);
    AtomicInteger asked = new AtomicInteger();
    Deadline two = Deadline.none().orWhen(() -> asked.incrementAndGet() > 3);
    assertThat(
            new Combination()
                .with(MONTHS)
                .fit(FitRequest.of(series).withDeadline(two))
                .forecast(6)
                .producer()
                .fallback())
        .contains("without ets")
        .contains("without auto-arima")
        .doesNotContain("without dynamic-theta");
    AtomicInteger none = new AtomicInteger();
    Deadline one = Deadline.none().orWhen(() -> none.incrementAndGet() > 1);
    assertThatThrownBy(
            () -> new Combination().with(MONTHS).fit(FitRequest.of(series).withDeadline(one)))
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  @DisplayName("Unknown, repeated or no members are refused by name")
  void members() {
    assertThatThrownBy(
            () -> new Combination().with(Parameters.of("members", List.of("ets", "tbats"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tbats")
        .hasMessageContaining("auto-arima");
    assertThatThrownBy(
            () -> new Combination().with(Parameters.of("members", List.of("ets", "ets"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each once");
  }
}
