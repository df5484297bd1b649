package io.flts.stat.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Updatable;
import io.flts.api.model.ModelTree;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.stat.golden.GoldenSeries;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArimaPowersTest {
  private static final ForecastRequest AHEAD =
      ForecastRequest.of(15).withLevels(Levels.intervals(0.8, 0.95));

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            "airline",
            new Arima()
                .with(
                    Parameters.of("p", 1, "d", 1)
                        .and("q", 1)
                        .and("seasonal-p", 0)
                        .and("seasonal-d", 1)
                        .and("seasonal-q", 1)
                        .and("season", 12))),
        Arguments.of(
            "airline of logarithms",
            new Arima()
                .with(
                    Parameters.of("p", 0, "d", 1)
                        .and("q", 1)
                        .and("seasonal-d", 1)
                        .and("seasonal-q", 1)
                        .and("transform", "log")
                        .and("season", 12))),
        Arguments.of(
            "stationary with a mean",
            new Arima()
                .with(
                    Parameters.of("p", 2, "d", 0)
                        .and("q", 1)
                        .and("seasonal-p", 1)
                        .and("seasonal-d", 0)
                        .and("seasonal-q", 0)
                        .and("constant", "yes")
                        .and("season", 12))),
        Arguments.of("chosen", new AutoArima().with(Parameters.of("season", 12))),
        Arguments.of(
            "Fourier terms", new AutoArima().with(Parameters.of("season", 12).and("fourier", 3))));
  }

  private static double[] passengers(boolean gaps) {
    double[] y = GoldenSeries.classic("AirPassengers").y().clone();
    if (gaps) {
      for (int t : new int[] {5, 40, 41, 42, 118, 125, 143}) {
        y[t] = Double.NaN;
      }
    }
    return y;
  }

  private static TimeSeries series(double[] y, int from, int to) {
    return TimeSeries.of(
        "s", TimeIndex.ofSteps(1 + from, to - from), Arrays.copyOfRange(y, from, to));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  @DisplayName(
      "Appending, one observation at a time, missing ones too, equals running over the longer series")
  void appendingIsFiltering(String name, Forecaster forecaster) {
    for (boolean gaps : new boolean[] {false, true}) {
      double[] y = passengers(gaps);
      FittedForecaster fitted = forecaster.fit(FitRequest.of(series(y, 0, 110)).withHorizon(15));
      FittedForecaster stepped = fitted;
      for (int t = 110; t < y.length; t++) {
        stepped =
            stepped.power(Updatable.class).orElseThrow().append(Panel.of(series(y, t, t + 1)));
      }
      Forecast filtered = stepped.forecast(AHEAD).single();
      Forecast whole =
          fitted.forecast(AHEAD.withHistory(Panel.of(series(y, 0, y.length)))).single();
      assertThat(filtered.producer().isFallback()).isFalse();
      for (int h = 0; h < 15; h++) {
        double width = whole.interval(0.95).upper()[h] - whole.interval(0.95).lower()[h];
        assertThat(width).isPositive();
        assertThat(filtered.mean()[h]).isCloseTo(whole.mean()[h], within(1e-7 * width));
        assertThat(filtered.interval(0.95).upper()[h])
            .isCloseTo(whole.interval(0.95).upper()[h], within(1e-7 * width));
      }
    }
  }

  @Test
  @DisplayName("A missing value counts as unknown: it is neither dropped nor filled")
  void missingValuesAreNotDropped() {
    double[] y = passengers(false);
    Forecaster airline =
        new Arima()
            .with(
                Parameters.of("q", 1, "d", 1)
                    .and("seasonal-d", 1)
                    .and("seasonal-q", 1)
                    .and("season", 12));
    FittedForecaster fitted = airline.fit(FitRequest.of(series(y, 0, 144)).withHorizon(15));
    double[] cut = y.clone();
    cut[143] = Double.NaN;
    Forecast unknown = fitted.forecast(AHEAD.withHistory(Panel.of(series(cut, 0, 144)))).single();
    Forecast earlier =
        fitted
            .forecast(
                ForecastRequest.of(16)
                    .withLevels(Levels.intervals(0.8, 0.95))
                    .withHistory(Panel.of(series(y, 0, 143))))
            .single();
    // With its last value unknown the series is known to one step before, and two steps are ahead.
    for (int h = 0; h < 15; h++) {
      assertThat(unknown.mean()[h]).isCloseTo(earlier.mean()[h + 1], within(1e-6));
      assertThat(unknown.interval(0.95).upper()[h])
          .isCloseTo(earlier.interval(0.95).upper()[h + 1], within(1e-6));
    }
  }

  @Test
  @DisplayName("The log/level test takes logarithms where the swing grows with the level only")
  void logLevelTest() {
    Forecaster test = new AutoArima().with(Parameters.of("season", 12).and("transform", "test"));
    Forecaster log = new AutoArima().with(Parameters.of("season", 12).and("transform", "log"));
    Forecaster level = new AutoArima().with(Parameters.of("season", 12));
    double[] growing = passengers(false);
    double[] steady = GoldenSeries.classic("nottem").y();
    assertThat(mean(test, growing)).isEqualTo(mean(log, growing));
    assertThat(mean(test, steady)).isEqualTo(mean(level, steady));
  }

  @Test
  @DisplayName(
      "A saved model with a lag of a million is refused before anything of its size is made")
  void hostileOrder() {
    ModelTree saved =
        ModelTree.of(out -> out.integers("order", new int[] {0, 1, 1, 0, 1, 1, 1_000_000, 0}));
    assertThatThrownBy(() -> ArimaSeriesModel.read(saved.reader()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("1000001", "350");
  }

  private static double[] mean(Forecaster forecaster, double[] y) {
    return forecaster
        .fit(FitRequest.of(series(y, 0, y.length)).withHorizon(15))
        .forecast(AHEAD)
        .single()
        .mean();
  }

  @Test
  @DisplayName("A time budget ends the search early, with a model all the same")
  void budget() {
    double[] y = passengers(false);
    Forecaster hurried =
        new AutoArima().with(Parameters.of("season", 12).and("full", true).and("budget-millis", 1));
    Forecast forecast =
        hurried.fit(FitRequest.of(series(y, 0, 144)).withHorizon(15)).forecast(AHEAD).single();
    assertThat(forecast.producer().isFallback()).isFalse();
    assertThat(forecast.mean()[0]).isBetween(300.0, 700.0);
  }
}
