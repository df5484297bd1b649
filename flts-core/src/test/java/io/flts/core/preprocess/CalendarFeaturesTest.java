package io.flts.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalendarFeaturesTest {

  private static TimeSeries series(String start, String frequency, int length) {
    return TimeSeries.of(
        "site-7", LocalDateTime.parse(start), Frequency.parse(frequency), new double[length]);
  }

  private static List<String> names(String frequency) {
    return Prepared.of(new CalendarFeatures(), series("2024-01-01T00:00", frequency, 3))
        .covariates()
        .stream()
        .map(Covariate::name)
        .toList();
  }

  private static double[] feature(TimeSeries prepared, String name) {
    return prepared.covariate(name).orElseThrow().toArray();
  }

  @Test
  @DisplayName("The features that vary at the frequency are made, as pairs of sine and cosine")
  void features() {
    assertThat(names("15min"))
        .containsExactly(
            "minute-of-day-sin",
            "minute-of-day-cos",
            "day-of-week-sin",
            "day-of-week-cos",
            "day-of-year-sin",
            "day-of-year-cos");
    assertThat(names("D"))
        .containsExactly(
            "day-of-week-sin", "day-of-week-cos", "day-of-year-sin", "day-of-year-cos");
    assertThat(names("MS")).containsExactly("day-of-year-sin", "day-of-year-cos");
    assertThat(names("YS")).isEmpty();
  }

  @Test
  @DisplayName("06:00 is a quarter of a day, a Monday the start of a week, 1 July half a leap year")
  void turns() {
    // 2024-07-01 is a Monday and day 183 of 366.
    TimeSeries prepared = Prepared.of(new CalendarFeatures(), series("2024-07-01T06:00", "h", 1));
    assertThat(feature(prepared, "minute-of-day-sin")[0]).isCloseTo(1, within(1e-12));
    assertThat(feature(prepared, "minute-of-day-cos")[0]).isCloseTo(0, within(1e-12));
    assertThat(feature(prepared, "day-of-week-sin")[0]).isCloseTo(0, within(1e-12));
    assertThat(feature(prepared, "day-of-week-cos")[0]).isCloseTo(1, within(1e-12));
    double turn = 2 * Math.PI * 182 / 366;
    assertThat(feature(prepared, "day-of-year-sin")[0]).isCloseTo(Math.sin(turn), within(1e-12));
    assertThat(feature(prepared, "day-of-year-cos")[0]).isCloseTo(Math.cos(turn), within(1e-12));
  }

  @Test
  @DisplayName(
      "The future is generated: for given windows, and as far as another covariate reaches")
  void future() {
    TimeSeries series = series("2024-07-01T00:00", "h", 24);
    FittedPreprocessor fitted = new CalendarFeatures().fit(Panel.of(series));
    TimeIndex next = series.index().next(30);
    Map<String, double[]> values =
        fitted
            .transformFuture(
                FutureCovariates.none().and("site-7", new FutureCovariates.Window(next, Map.of())))
            .of("site-7")
            .values();
    assertThat(values).hasSize(6);
    assertThat(values.get("minute-of-day-sin")).hasSize(30);
    // The 30th hour after midnight of 2 July is 05:00 of 3 July, a Wednesday.
    assertThat(values.get("minute-of-day-cos")[29])
        .isCloseTo(Math.cos(2 * Math.PI * 5 / 24), within(1e-12));
    assertThat(values.get("day-of-week-sin")[29])
        .isCloseTo(Math.sin(2 * Math.PI * 2 / 7), within(1e-12));

    TimeSeries known = series.withCovariate(Covariate.future("price", new double[54]));
    assertThat(feature(Prepared.of(new CalendarFeatures(), known), "minute-of-day-cos"))
        .hasSize(54)
        .endsWith(values.get("minute-of-day-cos"));
  }

  @Test
  @DisplayName("Local time counts: 08:00 stays 08:00 across the clock change")
  void clockChange() {
    TimeSeries series =
        TimeSeries.of(
            "site-7",
            LocalDateTime.parse("2024-03-30T08:00").atZone(ZoneId.of("Europe/Berlin")),
            Frequency.parse("h"),
            new double[24]);
    double[] cosine = feature(Prepared.of(new CalendarFeatures(), series), "minute-of-day-cos");
    // 23 hours later it is 08:00 again.
    assertThat(cosine[23]).isCloseTo(cosine[0], within(1e-12));
  }

  @Test
  @DisplayName("Features may be chosen; unknown ones and series without times are refused")
  void chosen() {
    CalendarFeatures one =
        new CalendarFeatures().with(Parameters.of("features", List.of("day-of-week")));
    assertThat(Prepared.of(one, series("2024-01-01T00:00", "h", 2)).covariates()).hasSize(2);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> new CalendarFeatures().with(Parameters.of("features", List.of("full-moon"))))
        .withMessageContainingAll("'full-moon'", "minute-of-day, day-of-week, day-of-year");
    TimeSeries steps = TimeSeries.of("site-7", TimeIndex.ofSteps(1, 3), 1, 2, 3);
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> new CalendarFeatures().fit(Panel.of(steps)))
        .withMessageContainingAll("'site-7'", "whole numbers from 1", "supply timestamps");
  }
}
