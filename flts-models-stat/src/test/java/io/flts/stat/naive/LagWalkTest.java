package io.flts.stat.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class LagWalkTest {
  private static final double NAN = Double.NaN;

  private static TimeSeries steps(double... values) {
    return TimeSeries.of("s", TimeIndex.ofSteps(1, values.length), values);
  }

  @Test
  void aMissingEndWidensTheIntervalAsIfItHadToBeForecastToo() {
    double[] seen = {1, 2, 4, 3, 5};
    double[] missingEnd = {1, 2, 4, 3, 5, NAN, NAN};
    Forecast full = new Naive().fit(steps(seen)).forecast(4, Levels.of(0.9));
    Forecast late = new Naive().fit(steps(missingEnd)).forecast(2, Levels.of(0.9));
    assertThat(late.mean(0)).isEqualTo(5);
    assertThat(late.interval(0.9).upper(0)).isCloseTo(full.interval(0.9).upper(2), within(1e-12));
  }

  @Test
  void theSeasonComesFromTheFrequency() {
    double[] values = new double[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 12;
    }
    TimeSeries monthly =
        TimeSeries.of("m", LocalDateTime.parse("2020-01-01T00:00"), Frequency.parse("MS"), values);
    assertThat(new SeasonalNaive().fit(monthly).forecast(3).mean()).containsExactly(0, 1, 2);
  }

  @Test
  void lessThanOneSeasonIsRefusedNamingSeriesValueRuleAndRemedy() {
    TimeSeries monthly =
        TimeSeries.of(
            "store-17",
            LocalDateTime.parse("2020-01-01T00:00"),
            Frequency.parse("MS"),
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9);
    assertThatExceptionOfType(InsufficientDataException.class)
        .isThrownBy(() -> new SeasonalNaive().fit(monthly))
        .withMessageContaining("'store-17'")
        .withMessageContaining("9 observations")
        .withMessageContaining("season 12")
        .withMessageContaining("shorter season");
  }

  @Test
  void driftIsTheLineThroughFirstAndLastAlsoOverGaps() {
    Forecast forecast = new Drift().fit(steps(NAN, 10, 11, NAN, 13.5, 14)).forecast(2);
    assertThat(forecast.mean(0)).isCloseTo(15, within(1e-12));
    assertThat(forecast.mean(1)).isCloseTo(16, within(1e-12));
  }

  @Test
  void pathsSpreadAsTheIntervalsSay() {
    double[] values = new double[200];
    java.util.Random random = new java.util.Random(1);
    for (int i = 1; i < values.length; i++) {
      values[i] = values[i - 1] + random.nextGaussian();
    }
    for (io.flts.api.forecast.Forecaster method :
        new io.flts.api.forecast.Forecaster[] {new Naive(), new Drift(), new Mean()}) {
      Forecast forecast =
          method
              .fit(steps(values))
              .forecast(
                  ForecastRequest.of(9).withLevels(Levels.of(0.8)).withPaths(20_000).withSeed(3))
              .single();
      int inside = 0;
      for (double[] path : forecast.paths()) {
        if (path[8] >= forecast.interval(0.8).lower(8)
            && path[8] <= forecast.interval(0.8).upper(8)) {
          inside++;
        }
      }
      assertThat(inside / 20_000.0).as(method.name()).isCloseTo(0.8, within(0.015));
    }
  }
}
