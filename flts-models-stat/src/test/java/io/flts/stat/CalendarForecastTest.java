package io.flts.stat;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Horizon;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.ingest.LongCsv;
import io.flts.core.ingest.ReadOptions;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * From a CSV file to the times of a forecast: they are what a person would write down.
 *
 * <p>Rows are made by {@code java.time} and expectations are literal, so that neither is what the
 * code under test says.
 */
class CalendarForecastTest {
  private static final ServiceCatalog CATALOG = ServiceCatalog.load();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ReadOptions PLAIN = ReadOptions.defaults();

  /** A table of {@code count} rows, values 0, 1, 2 ... */
  private static String csv(int count, IntFunction<Object> stamp) {
    StringBuilder text = new StringBuilder("unique_id,ds,y\n");
    for (int i = 0; i < count; i++) {
      text.append("load,").append(stamp.apply(i)).append(',').append(i).append('\n');
    }
    return text.toString();
  }

  private static Forecast forecast(String csv, ReadOptions options, Horizon horizon)
      throws IOException {
    return CATALOG
        .forecaster("seasonal-naive")
        .fit(
            LongCsv.standard()
                .with(options)
                .read(new StringReader(csv), "load.csv")
                .series()
                .get(0))
        .forecast(ForecastRequest.of(horizon))
        .single();
  }

  private static List<String> times(Forecast forecast) {
    TimeIndex index = forecast.index();
    return IntStream.range(0, index.length()).mapToObj(index::label).toList();
  }

  private static List<String> days(String last, ZoneId zone, int horizon) throws IOException {
    LocalDate end = LocalDate.parse(last);
    String rows = csv(28, i -> end.minusDays(27 - i));
    Forecast forecast = forecast(rows, PLAIN.withZone(zone), Horizon.steps(horizon));
    assertThat(forecast.index().frequency()).isEqualTo(Frequency.parse("D"));
    assertThat(forecast.mean()[0]).as("value a week before").isEqualTo(21);
    return times(forecast);
  }

  @Test
  @DisplayName("A daily series across both clock changes goes on at midnight")
  void daily() throws IOException {
    assertThat(days("2024-03-29", BERLIN, 4))
        .containsExactly(
            "2024-03-30T00:00:00+01:00",
            "2024-03-31T00:00:00+01:00",
            "2024-04-01T00:00:00+02:00",
            "2024-04-02T00:00:00+02:00");
    assertThat(days("2024-10-26", BERLIN, 3))
        .containsExactly(
            "2024-10-27T00:00:00+02:00", "2024-10-28T00:00:00+01:00", "2024-10-29T00:00:00+01:00");
    assertThat(days("2024-03-09", NEW_YORK, 3))
        .containsExactly(
            "2024-03-10T00:00:00-05:00", "2024-03-11T00:00:00-04:00", "2024-03-12T00:00:00-04:00");
    assertThat(days("2024-11-02", NEW_YORK, 3))
        .containsExactly(
            "2024-11-03T00:00:00-04:00", "2024-11-04T00:00:00-05:00", "2024-11-05T00:00:00-05:00");
  }

  /** Half hours of local time, without offset, as many as {@code count} up to an instant. */
  private static String halfHours(ZonedDateTime last, int count) {
    return csv(count, i -> last.minusMinutes(30L * (count - 1 - i)).toLocalDateTime());
  }

  private static List<String> halfHourly(String last, ZoneId zone, int horizon) throws IOException {
    String rows = halfHours(ZonedDateTime.of(LocalDateTime.parse(last), zone), 96);
    Forecast forecast = forecast(rows, PLAIN.withZone(zone), Horizon.steps(horizon));
    assertThat(forecast.mean()[0]).as("value 48 steps before").isEqualTo(48);
    return times(forecast);
  }

  @Test
  @DisplayName("A half-hourly series across both clock changes goes on every half hour")
  void halfHourly() throws IOException {
    assertThat(halfHourly("2024-03-31T01:00", BERLIN, 3))
        .containsExactly(
            "2024-03-31T01:30:00+01:00", "2024-03-31T03:00:00+02:00", "2024-03-31T03:30:00+02:00");
    assertThat(halfHourly("2024-10-27T01:30", BERLIN, 5))
        .containsExactly(
            "2024-10-27T02:00:00+02:00",
            "2024-10-27T02:30:00+02:00",
            "2024-10-27T02:00:00+01:00",
            "2024-10-27T02:30:00+01:00",
            "2024-10-27T03:00:00+01:00");
    assertThat(halfHourly("2024-03-10T01:00", NEW_YORK, 3))
        .containsExactly(
            "2024-03-10T01:30:00-05:00", "2024-03-10T03:00:00-04:00", "2024-03-10T03:30:00-04:00");
    assertThat(halfHourly("2024-11-03T00:30", NEW_YORK, 5))
        .containsExactly(
            "2024-11-03T01:00:00-04:00",
            "2024-11-03T01:30:00-04:00",
            "2024-11-03T01:00:00-05:00",
            "2024-11-03T01:30:00-05:00",
            "2024-11-03T02:00:00-05:00");
  }

  @Test
  @DisplayName("A half-hourly history that crosses a clock change, in local times, has no hole")
  void halfHourlyHistory() throws IOException {
    for (String last : List.of("2024-03-31T12:00", "2024-10-27T12:00")) {
      String rows = halfHours(LocalDateTime.parse(last).atZone(BERLIN), 96);
      Forecast forecast = forecast(rows, PLAIN.withZone(BERLIN), Horizon.steps(1));
      assertThat(forecast.mean()).containsExactly(48);
      assertThat(times(forecast).get(0)).startsWith(last.replace("12:00", "12:30:00+0"));
    }
  }

  @Test
  @DisplayName("The horizon of one day holds 46, 48 or 50 half hours")
  void horizonOfADay() throws IOException {
    Horizon day = Horizon.of(Period.ofDays(1));
    for (Object[] expected :
        new Object[][] {
          {"2024-03-30T23:30", 46, "2024-03-31T23:30:00+02:00"},
          {"2024-10-26T23:30", 50, "2024-10-27T23:30:00+01:00"},
          {"2024-06-01T23:30", 48, "2024-06-02T23:30:00+02:00"}
        }) {
      String rows = halfHours(LocalDateTime.parse((String) expected[0]).atZone(BERLIN), 96);
      List<String> times = times(forecast(rows, PLAIN.withZone(BERLIN), day));
      assertThat(times).hasSize((int) expected[1]);
      assertThat(times.get(times.size() - 1)).isEqualTo(expected[2]);
    }
  }

  @Test
  @DisplayName("P1D goes on at the same time of day, PT24H after 24 hours")
  void dayVersusHours() throws IOException {
    ZonedDateTime last = LocalDateTime.parse("2024-03-30T12:00").atZone(BERLIN);
    String rows = csv(28, i -> last.minusDays(27 - i).toLocalDateTime());
    ReadOptions berlin = PLAIN.withZone(BERLIN);
    assertThat(
            times(forecast(rows, berlin.withFrequency(Frequency.parse("P1D")), Horizon.steps(2))))
        .containsExactly("2024-03-31T12:00:00+02:00", "2024-04-01T12:00:00+02:00");
    assertThat(
            times(forecast(rows, berlin.withFrequency(Frequency.parse("PT24H")), Horizon.steps(2))))
        .containsExactly("2024-03-31T13:00:00+02:00", "2024-04-01T13:00:00+02:00");
    assertThat(
            times(
                forecast(
                    rows,
                    berlin.withFrequency(Frequency.parse("P1D")),
                    Horizon.of(Duration.ofHours(24)))))
        .as("23 hours to the next noon")
        .containsExactly("2024-03-31T12:00:00+02:00");
  }

  @Test
  @DisplayName("Month ends go on at month ends, month starts at month starts, also in leap years")
  void months() throws IOException {
    YearMonth end = YearMonth.parse("2024-01");
    String ends = csv(25, i -> end.minusMonths(24 - i).atEndOfMonth());
    assertThat(times(forecast(ends, PLAIN, Horizon.steps(3))))
        .containsExactly("2024-02-29T00:00:00", "2024-03-31T00:00:00", "2024-04-30T00:00:00");
    String starts = csv(25, i -> end.minusMonths(24 - i).atDay(1));
    assertThat(times(forecast(starts, PLAIN, Horizon.steps(2))))
        .containsExactly("2024-02-01T00:00:00", "2024-03-01T00:00:00");
    YearMonth common = YearMonth.parse("2023-01");
    String earlier = csv(25, i -> common.minusMonths(24 - i).atEndOfMonth());
    assertThat(times(forecast(earlier, PLAIN, Horizon.steps(2))))
        .containsExactly("2023-02-28T00:00:00", "2023-03-31T00:00:00");
    String thirtieths =
        csv(
            25,
            i -> {
              YearMonth month = end.minusMonths(24 - i);
              return month.atDay(Math.min(30, month.lengthOfMonth()));
            });
    assertThat(
            times(
                forecast(
                    thirtieths,
                    PLAIN.withFrequency(Frequency.parse("P1M")),
                    Horizon.of(Period.ofMonths(2)))))
        .containsExactly("2024-02-29T00:00:00", "2024-03-30T00:00:00");
    String quarters = csv(9, i -> YearMonth.parse("2021-12").plusMonths(3L * i).atEndOfMonth());
    assertThat(times(forecast(quarters, PLAIN, Horizon.steps(2))))
        .containsExactly("2024-03-31T00:00:00", "2024-06-30T00:00:00");
  }

  @Test
  @DisplayName("Leap days are days, and Sundays stay Sundays")
  void leapDays() throws IOException {
    String rows = csv(14, i -> LocalDate.parse("2024-02-15").plusDays(i));
    assertThat(times(forecast(rows, PLAIN, Horizon.steps(2))))
        .containsExactly("2024-02-29T00:00:00", "2024-03-01T00:00:00");
    String common = csv(14, i -> LocalDate.parse("2023-02-15").plusDays(i));
    assertThat(times(forecast(common, PLAIN, Horizon.steps(1))))
        .containsExactly("2023-03-01T00:00:00");
    String sundays = csv(60, i -> LocalDate.parse("2024-02-25").minusWeeks(59 - i));
    assertThat(times(forecast(sundays, PLAIN, Horizon.steps(1))))
        .containsExactly("2024-03-03T00:00:00");
  }

  @Test
  @DisplayName("Timestamps with offset and a zone go on in the zone")
  void offsets() throws IOException {
    ZonedDateTime last = LocalDateTime.parse("2024-10-27T01:00").atZone(BERLIN);
    String rows = csv(49, i -> last.minusHours(48 - i).toOffsetDateTime());
    List<String> expected = new ArrayList<>();
    expected.add("2024-10-27T02:00:00+02:00");
    expected.add("2024-10-27T02:00:00+01:00");
    expected.add("2024-10-27T03:00:00+01:00");
    assertThat(times(forecast(rows, PLAIN.withZone(BERLIN), Horizon.steps(3)))).isEqualTo(expected);
  }
}
