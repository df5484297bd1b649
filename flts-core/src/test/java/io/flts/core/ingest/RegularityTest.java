package io.flts.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.Frequency;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegularityTest {
  private static final ReadOptions PLAIN = ReadOptions.defaults();
  private static final ReadOptions BERLIN = PLAIN.withZone(ZoneId.of("Europe/Berlin"));
  private static final ReadOptions HOURLY = PLAIN.withFrequency(Frequency.parse("h"));

  private static Regularity check(ReadOptions options, String... stamps) {
    return Regularity.check(List.of(stamps), options);
  }

  private static Finding only(Regularity regularity) {
    assertThat(regularity.findings()).hasSize(1);
    return regularity.findings().get(0);
  }

  @Test
  @DisplayName("Nothing is found where every step is the same")
  void regular() {
    Regularity days = check(PLAIN, "2024-02-28", "2024-02-29", "2024-03-01");
    assertThat(days.isRegular()).isTrue();
    assertThat(days.frequency()).isEqualTo(Frequency.parse("D"));
    assertThat(days.index().length()).isEqualTo(3);
    assertThat(check(PLAIN, "5", "6", "7").frequency()).isEqualTo(Frequency.steps());
  }

  @Test
  @DisplayName("The frequency is the commonest step, so that a gap does not hide it")
  void inference() {
    for (String[] expected :
        new String[][] {
          {"15min", "2024-01-01 00:00", "2024-01-01 00:15", "2024-01-01 00:30", "2024-01-01 02:00"},
          {"h", "2024-01-01 00:00", "2024-01-01 01:00", "2024-01-01 04:00", "2024-01-01 05:00"},
          {"W-SUN", "2024-01-07", "2024-01-14", "2024-01-21", "2024-02-18"},
          {"MS", "2024-01-01", "2024-02-01", "2024-03-01", "2024-07-01"},
          {"ME", "2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"},
          {"QS", "2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01"},
          {"YE", "2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31"}
        }) {
      assertThat(check(PLAIN, Arrays.copyOfRange(expected, 1, 5)).frequency())
          .isEqualTo(Frequency.parse(expected[0]));
    }
  }

  @Test
  @DisplayName("A duplicate names its row and where it stands already")
  void duplicate() {
    Finding found = only(check(PLAIN, "2024-01-01", "2024-01-02", "2024-01-02", "2024-01-03"));
    assertThat(found)
        .isEqualTo(
            new Finding(
                Finding.Kind.DUPLICATE, 2, "2024-01-02T00:00", "it stands in row 1 already"));
  }

  @Test
  @DisplayName("A gap says how much is missing, and from when")
  void gap() {
    Regularity checked = check(PLAIN, "2024-01-01", "2024-01-02", "2024-01-05", "2024-01-06");
    assertThat(only(checked))
        .isEqualTo(
            new Finding(
                Finding.Kind.GAP,
                2,
                "2024-01-05T00:00",
                "2 steps are missing before it, from 2024-01-03T00:00:00"));
    assertThat(checked.index().length()).isEqualTo(6);
  }

  @Test
  @DisplayName("A step backwards names the row and the one above it")
  void negativeStep() {
    assertThat(only(check(PLAIN, "2024-01-01", "2024-01-03", "2024-01-02", "2024-01-04")))
        .isEqualTo(
            new Finding(
                Finding.Kind.NEGATIVE_STEP,
                2,
                "2024-01-02T00:00",
                "the row above it is at 2024-01-03T00:00"));
  }

  @Test
  @DisplayName("A step of zero is one finding where the frequency is given, and refused where not")
  void zeroStep() {
    assertThat(only(check(HOURLY, "2024-01-01", "2024-01-01", "2024-01-01")))
        .isEqualTo(
            new Finding(
                Finding.Kind.ZERO_STEP, 1, "2024-01-01T00:00", "all 3 timestamps are this one"));
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> check(PLAIN, "2024-01-01", "2024-01-01"))
        .withMessageContainingAll("step of zero", "all 2", "2024-01-01", "must ascend", "check");
  }

  @Test
  @DisplayName("A timestamp between two grid points names the point it should be at")
  void offGrid() {
    Finding found =
        only(
            check(
                PLAIN,
                "2024-01-01 00:00",
                "2024-01-01 01:00",
                "2024-01-01 02:07",
                "2024-01-01 03:00",
                "2024-01-01 04:00"));
    assertThat(found.kind()).isEqualTo(Finding.Kind.OFF_GRID);
    assertThat(found.row()).isEqualTo(2);
    assertThat(found.stamp()).isEqualTo("2024-01-01T02:07");
    assertThat(found.detail()).contains("frequency h", "2024-01-01T02:00:00");
  }

  @Test
  @DisplayName("A local time that clocks skip is found; half-hourly rows that skip it are regular")
  void skippedTime() {
    Finding found = only(check(BERLIN, "2024-03-31 01:00", "2024-03-31 02:00", "2024-03-31 04:00"));
    assertThat(found.kind()).isEqualTo(Finding.Kind.SKIPPED_TIME);
    assertThat(found.row()).isEqualTo(1);
    assertThat(found.detail())
        .isEqualTo("clocks in Europe/Berlin go from 2024-03-31T02:00 to 2024-03-31T03:00");
    assertThat(
            check(BERLIN, "2024-03-31 01:00", "2024-03-31 01:30", "2024-03-31 03:00").isRegular())
        .isTrue();
    assertThat(check(PLAIN, "2024-03-31 01:00", "2024-03-31 01:30", "2024-03-31 03:00").findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.GAP);
  }

  @Test
  @DisplayName(
      "A local time that occurs twice but stands once is ambiguous; standing twice it is not")
  void ambiguousTime() {
    Regularity once = check(BERLIN, "2024-10-27 01:00", "2024-10-27 02:00", "2024-10-27 03:00");
    assertThat(once.findings(Finding.Kind.AMBIGUOUS_TIME))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.row()).isEqualTo(1);
              assertThat(found.detail()).contains("Europe/Berlin", "2024-10-27T03:00 back to");
            });
    assertThat(
            check(
                    BERLIN,
                    "2024-10-27 01:00",
                    "2024-10-27 02:00",
                    "2024-10-27 02:00",
                    "2024-10-27 03:00")
                .isRegular())
        .isTrue();
  }

  @Test
  @DisplayName("Daily rows do not care for clock changes at their time of day")
  void daysAcrossClockChanges() {
    assertThat(
            check(BERLIN, "2024-03-30 02:30", "2024-03-31 02:30", "2024-04-01 02:30").isRegular())
        .isTrue();
    assertThat(
            check(BERLIN, "2024-10-26 02:30", "2024-10-27 02:30", "2024-10-28 02:30").isRegular())
        .isTrue();
  }

  @Test
  @DisplayName("All findings together, in the order of the rows of each kind")
  void several() {
    Regularity checked =
        check(
            HOURLY,
            "2024-01-01 00:00",
            "2024-01-01 02:00",
            "2024-01-01 01:00",
            "2024-01-01 01:00",
            "2024-01-01 05:00",
            "2024-01-01 05:20");
    Set<Finding.Kind> kinds = EnumSet.noneOf(Finding.Kind.class);
    checked.findings().forEach(found -> kinds.add(found.kind()));
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            Finding.Kind.DUPLICATE,
            Finding.Kind.NEGATIVE_STEP,
            Finding.Kind.GAP,
            Finding.Kind.OFF_GRID);
  }

  @Test
  @DisplayName("A text that is no timestamp is refused with its row")
  void noTimestamp() {
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> check(PLAIN, "2024-01-01", "soon"))
        .withMessageContainingAll("'soon'", "row 1", "no timestamp", "write a date");
  }
}
