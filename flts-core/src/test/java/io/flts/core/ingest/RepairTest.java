package io.flts.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every repair does what it says, no more, and the refusal names the repair that would help. */
class RepairTest {
  private static final double NONE = Double.NaN;
  private static final ReadOptions HOURLY =
      ReadOptions.defaults().withFrequency(Frequency.parse("h"));

  private static TimeSeries read(ReadOptions options, String... rows) throws IOException {
    StringBuilder text = new StringBuilder("ds,load\n");
    for (String row : rows) {
      text.append("2024-01-01 ").append(row).append('\n');
    }
    Panel panel =
        WideCsv.of("ds", "load").with(options).read(new StringReader(text.toString()), "load.csv");
    return panel.get(0);
  }

  private static String refusal(ReadOptions options, String... rows) {
    try {
      return "Read: " + read(options, rows);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InvalidSeriesException e) {
      return e.getMessage();
    }
  }

  private static ReadOptions with(Repair repair) {
    return HOURLY.withRepair(repair);
  }

  @Test
  @DisplayName("Duplicates: refused, or first, last, mean, sum, minimum, maximum")
  void duplicates() throws IOException {
    String[] rows = {"00:00,1", "01:00,2", "01:00,6", "02:00,3"};
    assertThat(refusal(HOURLY, rows))
        .contains("'load'", "1 duplicate", "row 4", "01:00", "Repair.Duplicates.MEAN");
    double[] expected = {2, 6, 4, 8, 2, 6};
    List<Repair.Duplicates> rules =
        List.of(
            Repair.Duplicates.FIRST,
            Repair.Duplicates.LAST,
            Repair.Duplicates.MEAN,
            Repair.Duplicates.SUM,
            Repair.Duplicates.MINIMUM,
            Repair.Duplicates.MAXIMUM);
    for (int i = 0; i < expected.length; i++) {
      assertThat(read(with(Repair.none().with(rules.get(i))), rows).toArray())
          .as("%s", rules.get(i))
          .containsExactly(1, expected[i], 3);
    }
  }

  @Test
  @DisplayName("Order: refused, or sorted; values follow their times")
  void order() throws IOException {
    String[] rows = {"00:00,1", "02:00,3", "01:00,2", "03:00,4"};
    assertThat(refusal(HOURLY, rows)).contains("1 step backwards", "Repair.Order.SORT");
    assertThat(read(with(Repair.none().with(Repair.Order.SORT)), rows).toArray())
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  @DisplayName("Gaps: refused, or missing values; never made up")
  void gaps() throws IOException {
    String[] rows = {"00:00,1", "01:00,2", "04:00,5"};
    assertThat(refusal(HOURLY, rows)).contains("1 gap", "2 steps", "Repair.Gaps.MISSING");
    assertThat(read(with(Repair.none().with(Repair.Gaps.MISSING)), rows).toArray())
        .containsExactly(1, 2, NONE, NONE, 5);
  }

  @Test
  @DisplayName("Off the grid: refused, or the nearest point, the earlier of two equally near")
  void offGrid() throws IOException {
    String[] rows = {"00:00,1", "01:10,2", "01:50,3", "03:00,4"};
    assertThat(refusal(HOURLY, rows))
        .contains("2 off-grid timestamps", "01:10", "01:50", "Repair.OffGrid.NEAREST");
    assertThat(read(with(Repair.none().with(Repair.OffGrid.NEAREST)), rows).toArray())
        .containsExactly(1, 2, 3, 4);
    String[] half = {"00:00,1", "01:30,2", "02:00,3"};
    assertThat(read(with(Repair.none().with(Repair.OffGrid.NEAREST)), half).toArray())
        .containsExactly(1, 2, 3);
  }

  @Test
  @DisplayName("One repair does not let another fault pass")
  void onlyWhatWasAsked() {
    String[] rows = {"00:00,1", "01:00,2", "01:00,6", "04:00,3"};
    assertThat(refusal(with(Repair.none().with(Repair.Duplicates.MEAN)), rows))
        .contains("1 gap", "Repair.Gaps.MISSING")
        .doesNotContain("duplicate");
    assertThat(refusal(HOURLY, rows)).contains("1 duplicate", "1 gap", "Gaps.MISSING");
  }

  @Test
  @DisplayName("A step of zero is no duplicate to be repaired: the time column is wrong")
  void zeroStep() {
    String[] rows = {"00:00,1", "00:00,2", "00:00,3"};
    assertThat(refusal(with(Repair.everything()), rows))
        .contains("'load'", "1 zero step", "all 3 timestamps", "time column is the right one");
  }

  @Test
  @DisplayName(
      "Clock changes: refused, or skipped times moved by the gap and repeated ones earlier")
  void clocks() throws IOException {
    ReadOptions berlin = HOURLY.withZone(ZoneId.of("Europe/Berlin"));
    String spring = "ds,load\n2024-03-31 00:00,1\n2024-03-31 01:00,2\n2024-03-31 02:00,3\n";
    WideCsv wide = WideCsv.of("ds", "load");
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> wide.with(berlin).read(new StringReader(spring), "load.csv"))
        .withMessageContainingAll("'load'", "1 skipped local time", "Repair.ClockChanges.SHIFT");
    ReadOptions shifted = berlin.withRepair(Repair.none().with(Repair.ClockChanges.SHIFT));
    TimeSeries moved = wide.with(shifted).read(new StringReader(spring), "load.csv").get(0);
    assertThat(moved.toArray()).containsExactly(1, 2, 3);
    assertThat(moved.index().label(2)).isEqualTo("2024-03-31T03:00:00+02:00");
  }
}
