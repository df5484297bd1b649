package io.flts.stat.prophet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProphetLikeTest {

  private static final LocalDateTime START = LocalDateTime.parse("2018-01-01T00:00");

  private interface Law {
    double at(int day, LocalDate date);
  }

  private static double[] values(int days, Law law) {
    Random random = new Random(12);
    double[] values = new double[days];
    for (int i = 0; i < days; i++) {
      values[i] = law.at(i, START.toLocalDate().plusDays(i)) + 0.5 * random.nextGaussian();
    }
    return values;
  }

  private static TimeSeries daily(int days, Law law) {
    return TimeSeries.of("visits", START, Frequency.parse("D"), values(days, law));
  }

  private static Forecaster prophet(String... parameters) {
    Parameters all = Parameters.none();
    for (int i = 0; i < parameters.length; i += 2) {
      all = all.and(parameters[i], parameters[i + 1]);
    }
    return new ProphetLike().with(all);
  }

  private static double[] component(FittedForecaster fitted, int steps, String name) {
    return fitted
        .power(Explainable.class)
        .orElseThrow()
        .explain(ForecastRequest.of(steps))
        .components()
        .getOrDefault("visits", List.of())
        .stream()
        .filter(part -> part.name().equals(name))
        .map(Component::values)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCountryHolidayGetsItsEffectAndIsAppliedInTheFuture() {
    MonthDay fourth = MonthDay.of(7, 4);
    TimeSeries series =
        daily(1200, (i, date) -> 100 + (MonthDay.from(date).equals(fourth) ? 40 : 0));
    FittedForecaster fitted = prophet("country", "US").fit(FitRequest.of(series));
    int steps = 120;
    double[] effect = component(fitted, steps, "Independence Day");
    int hits = 0;
    for (int i = 0; i < steps; i++) {
      boolean holiday = MonthDay.from(START.toLocalDate().plusDays(1200 + i)).equals(fourth);
      hits += holiday ? 1 : 0;
      assertThat(effect[i]).isCloseTo(holiday ? 40 : 0, within(holiday ? 2.0 : 0.0));
    }
    assertThat(hits).isEqualTo(1);
  }

  @Test
  void aConditionalSeasonalityActsWhereItsCovariateSays() {
    int days = 700;
    int steps = 60;
    double[] season = new double[days + steps];
    for (int i = 0; i < season.length; i++) {
      season[i] = i / 50 % 2;
    }
    TimeSeries series =
        daily(
                days,
                (i, date) -> 50 + (date.getDayOfWeek() == DayOfWeek.SUNDAY ? 10 * season[i] : 0))
            .withCovariate(Covariate.future("on", season));
    FittedForecaster fitted =
        prophet("weekly-seasonality", "off", "seasonalities", "weekly-on:7:3:10:additive:on")
            .fit(FitRequest.of(series));
    double[] effect = component(fitted, steps, "weekly-on");
    double[] mean = fitted.forecast(steps).mean();
    for (int i = 0; i < steps; i++) {
      boolean sunday = START.toLocalDate().plusDays(days + i).getDayOfWeek() == DayOfWeek.SUNDAY;
      if (season[days + i] == 0) {
        assertThat(effect[i]).isZero();
      }
      assertThat(mean[i]).isCloseTo(50 + (sunday ? 10 * season[days + i] : 0), within(1.5));
    }
  }

  @Test
  void aRegressorIsStandardisedAndItsCoefficientFound() {
    int days = 400;
    double[] temperature = new double[days + 30];
    Random random = new Random(4);
    for (int i = 0; i < temperature.length; i++) {
      temperature[i] = 20 + 5 * random.nextGaussian();
    }
    TimeSeries series =
        daily(days, (i, date) -> 200 - 3 * temperature[i])
            .withCovariate(Covariate.future("temperature", temperature));
    double[] mean = prophet("regressors", "*").fit(series).forecast(30).mean();
    for (int i = 0; i < 30; i++) {
      assertThat(mean[i]).isCloseTo(200 - 3 * temperature[days + i], within(1.0));
    }
  }

  @Test
  void logisticGrowthStaysBetweenFloorAndCap() {
    TimeSeries series = daily(600, (i, date) -> 20 + 80 / (1 + Math.exp(-(i - 400) / 60.0)));
    Forecast forecast =
        prophet("growth", "logistic", "cap", "100", "floor", "20", "weekly-seasonality", "off")
            .fit(series)
            .forecast(400);
    assertThat(forecast.mean(399)).isBetween(97.0, 100.0);
    for (double value : forecast.mean()) {
      assertThat(value).isBetween(20.0, 100.0);
    }
  }

  @Test
  void manyGapsLeaveTheLawToBeFound() {
    double[] values = values(800, (i, date) -> 10 + 0.02 * i + date.getDayOfWeek().getValue());
    Random random = new Random(77);
    for (int i = 1; i < values.length - 1; i++) {
      values[i] = random.nextInt(10) < 7 ? Double.NaN : values[i];
    }
    TimeSeries series = TimeSeries.of("visits", START, Frequency.parse("D"), values);
    double[] mean = prophet().fit(series).forecast(28).mean();
    for (int i = 0; i < 28; i++) {
      double law =
          10 + 0.02 * (800 + i) + START.toLocalDate().plusDays(800 + i).getDayOfWeek().getValue();
      assertThat(mean[i]).isCloseTo(law, within(1.0));
    }
  }

  @Test
  void aFallingLoadStaysNonNegative() {
    TimeSeries series = daily(200, (i, date) -> Math.max(0, 40 - 0.22 * i));
    FitRequest request = FitRequest.of(series).withBounds(Bounds.nonNegative());
    Forecast forecast =
        prophet()
            .fit(request)
            .forecast(ForecastRequest.of(60).withLevels(Levels.of(0.9)).withPaths(50))
            .single();
    assertThat(Arrays.stream(forecast.mean())).allMatch(value -> value >= 0);
    assertThat(forecast.interval(0.9).lower(59)).isZero();
    for (double[] path : forecast.paths()) {
      assertThat(Arrays.stream(path)).allMatch(value -> value >= 0);
    }
  }

  @Test
  void aHorizonBeyondTheKnownHolidaysIsRefusedByName() {
    double[] values = new double[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 12;
    }
    TimeSeries series =
        TimeSeries.of(
            "visits", LocalDateTime.parse("2030-01-01T00:00"), Frequency.parse("MS"), values);
    FittedForecaster fitted = prophet("country", "IN").fit(series);
    assertThat(fitted.forecast(12).mean()).hasSize(12);
    assertThat(fitted.forecast(ForecastRequest.of(13)).outcome("visits"))
        .isInstanceOfSatisfying(
            ForecastFailure.class,
            failure -> assertThat(failure.reason()).contains("2035-12-31", "'visits'"));
  }

  @ParameterizedTest
  @CsvSource({
    "seasonalities, monthly:30.5",
    "seasonalities, weekly:7:3",
    "holidays, xmas:2024-25-12",
    "regressors, price:-1",
    "changepoints, soon",
    "daily-seasonality, sometimes",
    "growth, logistic",
  })
  void whatCannotBeReadIsRefusedWhenItIsSet(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prophet(name, value))
        .withMessageContaining(value.split(":", -1)[0]);
  }
}
