package io.flts.stat.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.golden.GoldenSeries;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArimaDeadlineTest {

  private static TimeSeries passengers() {
    double[] y = GoldenSeries.classic("AirPassengers").y();
    return TimeSeries.of("s", TimeIndex.ofSteps(1, y.length), y);
  }

  /** Passes when it has been asked so many times, and counts on. */
  private static Deadline after(int questions, AtomicInteger asked) {
    return Deadline.none().orWhen(() -> asked.incrementAndGet() > questions);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 9, 20, 50, 200, 1000})
  @DisplayName(
      "Whenever the time runs out, auto-arima has a model, without finishing what it began")
  void automatic(int questions) {
    for (Parameters season : new Parameters[] {Parameters.of("season", 12), fourier()}) {
      AtomicInteger asked = new AtomicInteger();
      Forecaster method = new AutoArima().with(season);
      Forecast forecast =
          method.fit(FitRequest.of(passengers()).withDeadline(after(questions, asked))).forecast(6);
      assertThat(forecast.producer().fallback()).isEmpty();
      // A descent asks before every evaluation; cut off in one, it tries some dampings in vain.
      assertThat(asked.get()).isBetween(questions + 1, questions + 150);
    }
  }

  private static Parameters fourier() {
    return Parameters.of("season", 36);
  }

  @Test
  @DisplayName("Half an estimate of given orders is refused")
  void fixed() {
    Forecaster airline = new Arima().with(Parameters.of("season", 12));
    AtomicInteger all = new AtomicInteger();
    airline.fit(FitRequest.of(passengers()).withDeadline(after(Integer.MAX_VALUE, all)));
    assertThat(all.get()).isGreaterThan(10);
    Deadline half = after(all.get() / 2, new AtomicInteger());
    assertThatThrownBy(() -> airline.fit(FitRequest.of(passengers()).withDeadline(half)))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("'s'");
  }

  @Test
  @DisplayName("With gaps and a long season, where one evaluation takes seconds, time is kept too")
  void withinAnEvaluation() {
    double[] y = new double[6_000];
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < y.length; t++) {
      y[t] =
          t % 100 == 50
              ? Double.NaN
              : 100 + 10 * Math.sin(t * 2 * Math.PI / 300) + random.nextDouble();
    }
    TimeSeries series = TimeSeries.of("gaps", TimeIndex.ofSteps(1, y.length), y);
    Forecaster airline = new Arima().with(Parameters.of("season", 300));
    AtomicInteger asked = new AtomicInteger();
    Deadline soon = after(20, asked);
    assertThatThrownBy(() -> airline.fit(FitRequest.of(series).withDeadline(soon)))
        .isInstanceOf(DeadlineExceededException.class);
    // Given up at once by every start, not after an evaluation of each.
    assertThat(asked.get()).isLessThan(60);
  }

  @Test
  @DisplayName("A season beyond the longest lag is refused with the methods that take it")
  void longSeason() {
    double[] y = new SplittableRandom(1).doubles(2_000).toArray();
    TimeSeries series = TimeSeries.of("minutes", TimeIndex.ofSteps(1, y.length), y);
    Forecaster airline = new Arima().with(Parameters.of("season", 720));
    assertThatThrownBy(() -> airline.fit(FitRequest.of(series)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContainingAll("'minutes'", "721", "350", "auto-arima", "mstl");
  }
}
