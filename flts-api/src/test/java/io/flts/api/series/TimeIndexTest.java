package io.flts.api.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.forecast.Horizon;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a person would write down: clock changes, month ends, leap years, by literal times. */
class TimeIndexTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static String[] labels(TimeIndex index) {
    return IntStream.range(0, index.length()).mapToObj(index::label).toArray(String[]::new);
  }

  private static String[] labels(String start, ZoneId zone, String frequency, int length) {
    ZonedDateTime first = LocalDateTime.parse(start).atZone(zone);
    return labels(TimeIndex.of(first, Frequency.parse(frequency), length));
  }

  private static String[] labels(String start, String frequency, int length) {
    return labels(TimeIndex.of(LocalDateTime.parse(start), Frequency.parse(frequency), length));
  }

  @Test
  @DisplayName("Days keep midnight across both clock changes, in Berlin and in New York")
  void days() {
    assertThat(labels("2024-03-30T00:00", BERLIN, "D", 3))
        .containsExactly(
            "2024-03-30T00:00:00+01:00", "2024-03-31T00:00:00+01:00", "2024-04-01T00:00:00+02:00");
    assertThat(labels("2024-10-26T00:00", BERLIN, "D", 3))
        .containsExactly(
            "2024-10-26T00:00:00+02:00", "2024-10-27T00:00:00+02:00", "2024-10-28T00:00:00+01:00");
    assertThat(labels("2024-03-09T00:00", NEW_YORK, "D", 3))
        .containsExactly(
            "2024-03-09T00:00:00-05:00", "2024-03-10T00:00:00-05:00", "2024-03-11T00:00:00-04:00");
    assertThat(labels("2024-11-02T00:00", NEW_YORK, "D", 3))
        .containsExactly(
            "2024-11-02T00:00:00-04:00", "2024-11-03T00:00:00-04:00", "2024-11-04T00:00:00-05:00");
  }

  @Test
  @DisplayName("A time of day that does not occur moves by the gap for that day alone")
  void skippedTimeOfDay() {
    assertThat(labels("2024-03-30T02:30", BERLIN, "D", 3))
        .containsExactly(
            "2024-03-30T02:30:00+01:00", "2024-03-31T03:30:00+02:00", "2024-04-01T02:30:00+02:00");
    assertThat(labels("2024-03-09T02:30", NEW_YORK, "D", 3))
        .containsExactly(
            "2024-03-09T02:30:00-05:00", "2024-03-10T03:30:00-04:00", "2024-03-11T02:30:00-04:00");
  }

  @Test
  @DisplayName("A time of day that occurs twice is the earlier")
  void repeatedTimeOfDay() {
    assertThat(labels("2024-10-26T02:30", BERLIN, "D", 3))
        .containsExactly(
            "2024-10-26T02:30:00+02:00", "2024-10-27T02:30:00+02:00", "2024-10-28T02:30:00+01:00");
    assertThat(labels("2024-11-02T01:30", NEW_YORK, "D", 3))
        .containsExactly(
            "2024-11-02T01:30:00-04:00", "2024-11-03T01:30:00-04:00", "2024-11-04T01:30:00-05:00");
  }

  @Test
  @DisplayName("A daily series may start at the later of two equal local times")
  void startsAtTheLater() {
    ZonedDateTime later =
        LocalDateTime.parse("2024-10-27T02:30").atZone(BERLIN).withLaterOffsetAtOverlap();
    assertThat(labels(TimeIndex.of(later, Frequency.parse("D"), 2)))
        .containsExactly("2024-10-27T02:30:00+01:00", "2024-10-28T02:30:00+01:00");
  }

  @Test
  @DisplayName("Half hours go on without a gap across both clock changes")
  void halfHours() {
    assertThat(labels("2024-03-31T01:00", BERLIN, "30min", 4))
        .containsExactly(
            "2024-03-31T01:00:00+01:00",
            "2024-03-31T01:30:00+01:00",
            "2024-03-31T03:00:00+02:00",
            "2024-03-31T03:30:00+02:00");
    assertThat(labels("2024-10-27T02:00", BERLIN, "30min", 5))
        .containsExactly(
            "2024-10-27T02:00:00+02:00",
            "2024-10-27T02:30:00+02:00",
            "2024-10-27T02:00:00+01:00",
            "2024-10-27T02:30:00+01:00",
            "2024-10-27T03:00:00+01:00");
    assertThat(labels("2024-03-10T01:30", NEW_YORK, "30min", 3))
        .containsExactly(
            "2024-03-10T01:30:00-05:00", "2024-03-10T03:00:00-04:00", "2024-03-10T03:30:00-04:00");
    assertThat(labels("2024-11-03T01:00", NEW_YORK, "30min", 5))
        .containsExactly(
            "2024-11-03T01:00:00-04:00",
            "2024-11-03T01:30:00-04:00",
            "2024-11-03T01:00:00-05:00",
            "2024-11-03T01:30:00-05:00",
            "2024-11-03T02:00:00-05:00");
  }

  @Test
  @DisplayName("Where clocks change by half an hour, half hours repeat once")
  void halfHourChange() {
    assertThat(labels("2024-04-07T01:00", ZoneId.of("Australia/Lord_Howe"), "30min", 4))
        .containsExactly(
            "2024-04-07T01:00:00+11:00",
            "2024-04-07T01:30:00+11:00",
            "2024-04-07T01:30:00+10:30",
            "2024-04-07T02:00:00+10:30");
  }

  @Test
  @DisplayName("P1D keeps the time of day, PT24H the elapsed time")
  void dayVersusHours() {
    assertThat(labels("2024-03-30T12:00", BERLIN, "P1D", 3))
        .containsExactly(
            "2024-03-30T12:00:00+01:00", "2024-03-31T12:00:00+02:00", "2024-04-01T12:00:00+02:00");
    assertThat(labels("2024-03-30T12:00", BERLIN, "PT24H", 3))
        .containsExactly(
            "2024-03-30T12:00:00+01:00", "2024-03-31T13:00:00+02:00", "2024-04-01T13:00:00+02:00");
    assertThat(labels("2024-10-26T12:00", BERLIN, "PT24H", 2))
        .containsExactly("2024-10-26T12:00:00+02:00", "2024-10-27T11:00:00+01:00");
    assertThat(labels("2024-03-09T12:00", NEW_YORK, "PT24H", 2))
        .containsExactly("2024-03-09T12:00:00-05:00", "2024-03-10T13:00:00-04:00");
    assertThat(labels("2024-03-30T12:00", "P1D", 2))
        .isEqualTo(labels("2024-03-30T12:00", "PT24H", 2))
        .containsExactly("2024-03-30T12:00:00", "2024-03-31T12:00:00");
    assertThat(Frequency.parse("P1D")).isNotEqualTo(Frequency.parse("PT24H"));
  }

  @Test
  @DisplayName("Without a zone no clock changes")
  void withoutZone() {
    assertThat(labels("2024-03-31T01:30", "30min", 3))
        .containsExactly("2024-03-31T01:30:00", "2024-03-31T02:00:00", "2024-03-31T02:30:00");
  }

  @Test
  @DisplayName("Month ends are the last days, whatever the month")
  void monthEnds() {
    assertThat(labels("2023-12-31T00:00", "ME", 5))
        .containsExactly(
            "2023-12-31T00:00:00",
            "2024-01-31T00:00:00",
            "2024-02-29T00:00:00",
            "2024-03-31T00:00:00",
            "2024-04-30T00:00:00");
    assertThat(labels("2023-02-28T00:00", "ME", 2))
        .containsExactly("2023-02-28T00:00:00", "2023-03-31T00:00:00");
    assertThat(labels("2023-11-30T00:00", "QE", 3))
        .containsExactly("2023-11-30T00:00:00", "2024-02-29T00:00:00", "2024-05-31T00:00:00");
    assertThat(labels("2024-01-01T00:00", "MS", 3))
        .containsExactly("2024-01-01T00:00:00", "2024-02-01T00:00:00", "2024-03-01T00:00:00");
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> labels("2024-02-28T00:00", "ME", 2))
        .withMessageContainingAll("2024-02-28", "ME", "last day of a month", "Correct the start");
  }

  @Test
  @DisplayName("Months from a 31st or a 30th come back to it after a shorter month")
  void monthsFromALateDay() {
    assertThat(labels("2024-01-31T00:00", "P1M", 4))
        .containsExactly(
            "2024-01-31T00:00:00",
            "2024-02-29T00:00:00",
            "2024-03-31T00:00:00",
            "2024-04-30T00:00:00");
    assertThat(labels("2023-01-30T00:00", "P1M", 3))
        .containsExactly("2023-01-30T00:00:00", "2023-02-28T00:00:00", "2023-03-30T00:00:00");
    TimeIndex index =
        TimeIndex.of(LocalDateTime.parse("2024-01-31T00:00"), Frequency.parse("P1M"), 2);
    // The history ends in February, the forecast does not start from there.
    assertThat(labels(index.next(2))).containsExactly("2024-03-31T00:00:00", "2024-04-30T00:00:00");
  }

  @Test
  @DisplayName("Leap years: days, weeks and years")
  void leapYears() {
    assertThat(labels("2024-02-28T00:00", "D", 3))
        .containsExactly("2024-02-28T00:00:00", "2024-02-29T00:00:00", "2024-03-01T00:00:00");
    assertThat(labels("2023-02-28T00:00", "D", 2))
        .containsExactly("2023-02-28T00:00:00", "2023-03-01T00:00:00");
    assertThat(labels("2100-02-28T00:00", "D", 2))
        .containsExactly("2100-02-28T00:00:00", "2100-03-01T00:00:00");
    assertThat(labels("2024-02-25T00:00", "W-SUN", 2))
        .containsExactly("2024-02-25T00:00:00", "2024-03-03T00:00:00");
    assertThat(labels("2024-02-29T00:00", "P1Y", 5))
        .containsExactly(
            "2024-02-29T00:00:00",
            "2025-02-28T00:00:00",
            "2026-02-28T00:00:00",
            "2027-02-28T00:00:00",
            "2028-02-29T00:00:00");
  }

  @Test
  @DisplayName("A day of half hours has 46, 48 or 50 steps; 24 hours always have 48")
  void horizonsByTheCalendar() {
    assertThat(steps("2024-03-30T23:30", Period.ofDays(1))).isEqualTo(46);
    assertThat(steps("2024-03-30T23:30", Duration.ofHours(24))).isEqualTo(48);
    assertThat(steps("2024-10-26T23:30", Period.ofDays(1))).isEqualTo(50);
    assertThat(steps("2024-10-26T23:30", Duration.ofHours(24))).isEqualTo(48);
    assertThat(steps("2024-06-01T23:30", Period.ofDays(1))).isEqualTo(48);
  }

  /** Half-hourly steps within a span after a last observation in Berlin. */
  private static int steps(String last, java.time.temporal.TemporalAmount span) {
    TimeIndex index =
        TimeIndex.of(LocalDateTime.parse(last).atZone(BERLIN), Frequency.parse("30min"), 1);
    Horizon horizon =
        span instanceof Period period ? Horizon.of(period) : Horizon.of((Duration) span);
    return horizon.stepsAfter(index);
  }

  @Test
  @DisplayName("A month of days counts the days of that month")
  void monthsOfDays() {
    TimeIndex january =
        TimeIndex.of(LocalDateTime.parse("2024-01-31T00:00"), Frequency.parse("D"), 1);
    assertThat(Horizon.of(Period.ofMonths(1)).stepsAfter(january)).isEqualTo(29);
    TimeIndex months =
        TimeIndex.of(LocalDateTime.parse("2023-12-31T00:00"), Frequency.parse("ME"), 1);
    assertThat(Horizon.of(Period.ofYears(1)).stepsAfter(months)).isEqualTo(12);
  }

  @Test
  @DisplayName("What an index says about itself makes it again, in the middle of a repeated hour")
  void parsesItself() {
    TimeIndex index =
        TimeIndex.of(
                LocalDateTime.parse("2024-10-27T01:30").atZone(BERLIN), Frequency.parse("30min"), 9)
            .slice(3, 6);
    TimeIndex again =
        TimeIndex.parse(
            index.originText(), index.first(), BERLIN.getId(), index.frequency(), index.length());
    assertThat(labels(again))
        .containsExactly(
            "2024-10-27T02:00:00+01:00", "2024-10-27T02:30:00+01:00", "2024-10-27T03:00:00+01:00");
    assertThat(again).isEqualTo(index).hasSameHashCodeAs(index);
  }
}
