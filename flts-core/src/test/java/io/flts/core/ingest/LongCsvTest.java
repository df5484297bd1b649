package io.flts.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.FltsException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongCsvTest {
  @TempDir Path folder;

  private static Panel read(String text) throws IOException {
    return LongCsv.standard().read(new StringReader(text), "test.csv");
  }

  private static Panel read(String text, ReadOptions options) throws IOException {
    return LongCsv.standard().with(options).read(new StringReader(text), "test.csv");
  }

  private static void assertRefused(String text, String... parts) {
    assertThatExceptionOfType(FltsException.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  @DisplayName("Rows of several series, mixed, with gaps in values")
  void readsSeveralSeries() throws IOException {
    Panel panel =
        read(
            """
            unique_id,ds,y
            a,2024-01-01,1
            b,2024-01-01,10.5
            a,2024-01-02,
            b,2024-01-02,-2e3
            a,2024-01-03,NaN
            a,2024-01-04,4
            "b, too",2024-01-01,7
            "b, too",2024-01-02,8
            b,2024-01-03,3
            """);
    assertThat(panel.frequency()).isEqualTo(Frequency.parse("D"));
    assertThat(panel.series()).extracting(TimeSeries::id).containsExactly("a", "b", "b, too");
    assertThat(panel.get("a").toArray()).containsExactly(1, Double.NaN, Double.NaN, 4);
    assertThat(panel.get("b").toArray()).containsExactly(10.5, -2000, 3);
    assertThat(panel.get("a").index().label(0)).isEqualTo("2024-01-01T00:00:00");
  }

  @Test
  @DisplayName("Timestamps with T, a space, seconds, offset, zone, or whole numbers")
  void readsAllForms() throws IOException {
    for (String[] form :
        new String[][] {
          {"2024-01-01T00:00", "2024-01-01T01:00", "2024-01-01T00:00:00"},
          {"2024-01-01 00:00:00", "2024-01-01 01:00:00", "2024-01-01T00:00:00"},
          {"2024-01-01T00:00:00Z", "2024-01-01T01:00:00Z", "2024-01-01T00:00:00Z"},
          {"2024-01-01 00:00+05:30", "2024-01-01 01:00+05:30", "2024-01-01T00:00:00+05:30"},
          {
            "2024-01-01T00:00+01:00[Europe/Berlin]",
            "2024-01-01T01:00+01:00[Europe/Berlin]",
            "2024-01-01T00:00:00+01:00"
          },
        }) {
      TimeSeries series = read("unique_id,ds,y\na," + form[0] + ",1\na," + form[1] + ",2\n").get(0);
      assertThat(series.frequency()).as(form[0]).isEqualTo(Frequency.parse("h"));
      assertThat(series.index().label(0)).isEqualTo(form[2]);
    }
    TimeSeries steps = read("unique_id,ds,y\na,7,1\na,8,2\n").get(0);
    assertThat(steps.index()).isEqualTo(TimeIndex.ofSteps(7, 2));
  }

  @Test
  @DisplayName("What is written, plain or gzip, is read back as it was")
  void writtenIsReadBack() throws IOException {
    ZonedDateTime start = ZonedDateTime.of(2024, 3, 30, 22, 0, 0, 0, ZoneId.of("Europe/Berlin"));
    TimeSeries one =
        TimeSeries.of("site \"7\"", start, Frequency.parse("30min"), 1.5, Double.NaN, 0.1 + 0.2)
            .withCovariate(Covariate.past("temperature", 3, 4, Double.NaN))
            .withCovariate(Covariate.future("price", 1, 2, 3, 4, 5));
    Panel panel = Panel.of(one, one.withId("b"));
    for (String name : List.of("plain.csv", "packed.csv.gz")) {
      Path file = folder.resolve(name);
      LongCsv.write(panel, file);
      Panel again =
          LongCsv.standard()
              .withPastCovariates("temperature")
              .withFutureCovariates("price")
              .with(ReadOptions.defaults().withZone(ZoneId.of("Europe/Berlin")))
              .read(file);
      assertThat(again).isEqualTo(panel);
    }
  }

  @Test
  @DisplayName("Empty files, files without rows, wrong columns")
  void tableErrorsAreExplained() {
    assertRefused("", "test.csv", "empty", "header");
    assertRefused("unique_id,ds,y\n", "test.csv", "no row");
    assertRefused(
        "unique_id,ds,value_y\na,2024-01-01,1\n",
        "no column 'y'",
        "Columns: unique_id, ds, value_y");
    assertRefused("uniqueid,ds,y\na,1,1\n", "no column 'unique_id'", "Did you mean 'uniqueid'?");
    assertRefused("unique_id,ds,y,y\na,1,1,2\n", "two columns 'y'");
    assertRefused("unique_id,ds,y\na,1\n", "test.csv", "line 1", "as many fields as the header");
    assertRefused("unique_id,ds,y\na,1,\"1\n", "test.csv", "quotes");
    assertRefused("unique_id,ds,y\n\"a\"b,1,1\n", "test.csv", "quotes");
    assertRefused("unique_id,ds,y\na,1,1,1\n", "test.csv", "as many fields");
    assertRefused("unique_id,ds,y\n,1,1\n", "ine 2", "'unique_id' is empty");
  }

  @Test
  @DisplayName("A text or an infinite value in a number column: line, column, series and value")
  void badNumbersAreExplained() {
    String head = "unique_id,ds,y\na,2024-01-01,1\na,2024-01-02,";
    assertRefused(head + "abc\n", "line 3", "column 'y'", "series 'a'", "'abc'", "is no number");
    assertRefused(head + "0x1p3\n", "line 3", "'0x1p3'", "is no number");
    assertRefused(head + "1d\n", "'1d'", "is no number");
    assertRefused(head + "\"1,5\"\n", "'1,5'", "decimal sign as a point");
    assertRefused(head + "inf\n", "line 3", "'inf'", "infinite", "finite");
    assertRefused(head + "-Infinity\n", "'-Infinity'", "infinite");
    assertRefused(head + "1e999\n", "'1e999'", "finite");
  }

  @Test
  @DisplayName("A text that is no timestamp: line, column, series and value")
  void badTimestampsAreExplained() {
    assertRefused(
        "unique_id,ds,y\na,2024-13-01,1\n", "line 2", "column 'ds'", "series 'a'", "'2024-13-01'");
    assertRefused("unique_id,ds,y\na,yesterday,1\n", "'yesterday'", "is no timestamp");
    assertRefused("unique_id,ds,y\na,2023-02-29,1\n", "'2023-02-29'");
    assertRefused(
        "unique_id,ds,y\na,1,1\na,2024-01-01,1\n", "line 3", "all timestamps of a series must be");
  }

  @Test
  @DisplayName(
      "Unsorted, duplicate and missing timestamps are refused by default, the first ones named")
  void irregularIsRefused() {
    String head = "unique_id,ds,y\na,2024-01-01 00:00,1\na,2024-01-01 01:00,2\n";
    assertRefused(
        head + "a,2024-01-01 03:00,4\na,2024-01-01 02:00,3\n",
        "'a'",
        "1 step backwards",
        "row 5",
        "2024-01-01T02:00",
        "Repair.Order.SORT");
    assertRefused(
        head + "a,2024-01-01 01:00,3\na,2024-01-01 02:00,4\n",
        "'a'",
        "1 duplicate",
        "row 4",
        "2024-01-01T01:00",
        "Repair.Duplicates.MEAN");
    assertRefused(
        head + "a,2024-01-01 02:00,3\na,2024-01-01 06:00,4\n",
        "'a'",
        "1 gap",
        "3 steps are missing",
        "2024-01-01T03:00",
        "Repair.Gaps.MISSING");
    assertRefused(
        head + "a,2024-01-01 02:00,3\na,2024-01-01 02:20,4\n", "'a'", "off-grid", "Repair.OffGrid");
    assertRefused(
        "unique_id,ds,y\na,2024-01-01,1\na,2024-01-01,1\n", "'a'", "step of zero", "2024-01-01");
  }

  @Test
  @DisplayName("What a policy repairs")
  void repairs() throws IOException {
    String text =
        """
        unique_id,ds,y
        a,2024-01-01 00:00,1
        a,2024-01-01 02:00,3
        a,2024-01-01 01:00,2
        a,2024-01-01 01:00,4
        a,2024-01-01 03:00,5
        a,2024-01-01 04:00,
        a,2024-01-01 04:00,9
        a,2024-01-01 07:10,6
        """;
    ReadOptions all =
        ReadOptions.defaults().withFrequency(Frequency.parse("h")).withRepair(Repair.everything());
    assertThat(read(text, all).get(0).toArray())
        .containsExactly(1, 3, 3, 5, 9, Double.NaN, Double.NaN, 6);
    for (Object[] rule :
        new Object[][] {
          {Repair.Duplicates.FIRST, 2.0},
          {Repair.Duplicates.LAST, 4.0},
          {Repair.Duplicates.SUM, 6.0},
          {Repair.Duplicates.MINIMUM, 2.0},
          {Repair.Duplicates.MAXIMUM, 4.0}
        }) {
      Repair repair = Repair.everything().with((Repair.Duplicates) rule[0]);
      assertThat(read(text, all.withRepair(repair)).get(0).get(1)).isEqualTo(rule[1]);
    }
  }

  @Test
  @DisplayName("One bad series does not stop the others; its reason is kept")
  void oneBadSeriesIsRejected() throws IOException {
    String text =
        """
        unique_id,ds,y
        good,1,1
        text,1,x
        nothing,1,
        good,2,2
        nothing,2,
        twice,1,1
        twice,1,2
        twice,2,2
        """;
    Reading reading = LongCsv.standard().readEach(new StringReader(text), "test.csv");
    assertThat(reading.series()).extracting(TimeSeries::id).containsExactly("good");
    assertThat(reading.rejected().keySet()).containsExactly("text", "nothing", "twice");
    assertThat(reading.rejected().get("nothing"))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessageContainingAll("'nothing'", "no observed value", "2 rows");
    assertThatExceptionOfType(TableFormatException.class).isThrownBy(reading::panel);
    assertThat(reading.acceptedPanel().size()).isEqualTo(1);
  }

  @Test
  @DisplayName("A single row needs a frequency, unless other series tell it")
  void singleRow() throws IOException {
    assertRefused("unique_id,ds,y\na,2024-01-01,1\n", "'a'", "1 row", "withFrequency");
    ReadOptions daily = ReadOptions.defaults().withFrequency(Frequency.parse("D"));
    assertThat(read("unique_id,ds,y\na,2024-01-01,1\n", daily).get(0).length()).isEqualTo(1);
    Panel panel = read("unique_id,ds,y\nb,2024-01-01,1\na,2024-01-01,1\na,2024-01-02,1\n");
    assertThat(panel.get("b").frequency()).isEqualTo(Frequency.parse("D"));
  }

  @Test
  @DisplayName("Known futures follow as rows without target")
  void knownFuture() throws IOException {
    String text = "unique_id,ds,y,price\na,1,5,1\na,2,6,2\na,3,,3\na,4,,4\n";
    LongCsv csv = LongCsv.standard();
    TimeSeries series = csv.withFutureCovariates("price").read(new StringReader(text), "t").get(0);
    assertThat(series.length()).isEqualTo(2);
    assertThat(series.requireCovariate("price", 2).toArray()).containsExactly(1, 2, 3, 4);
    Reading plain = csv.readEach(new StringReader(text), "t");
    assertThat(plain.series().get(0).length()).isEqualTo(4);
    assertThat(plain.unusedColumns()).containsExactly("price");
  }

  @Test
  @DisplayName("Bytes that are no UTF-8, texts beyond the limit, positions beyond the limit")
  void limits() throws IOException {
    Path file = folder.resolve("latin1.csv");
    Files.write(file, "unique_id,ds,y\ngrün,1,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(TableFormatException.class)
        .isThrownBy(() -> LongCsv.standard().read(file))
        .withMessageContaining("UTF-8");
    ReadOptions few = ReadOptions.defaults().withMaximumCharacters(20);
    assertThatExceptionOfType(TableFormatException.class)
        .isThrownBy(() -> read("unique_id,ds,y\naaaaaaaaaaaaaaaaaa,1,1\n", few))
        .withMessageContaining("20 characters");
    ReadOptions seconds =
        ReadOptions.defaults().withFrequency(Frequency.parse("s")).withRepair(Repair.everything());
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> read("unique_id,ds,y\na,1970-01-01,1\na,2024-01-01,1\n", seconds))
        .withMessageContainingAll("'a'", "20000000", "2024-01-01");
  }

  @Test
  @DisplayName("A byte order mark and Windows line ends do no harm")
  void byteOrderMark() throws IOException {
    Path file = folder.resolve("bom.csv");
    Files.writeString(file, "\uFEFFunique_id,ds,y\r\na,2024-01-01,1\r\na,2024-01-02,2\r\n");
    assertThat(LongCsv.standard().read(file).get(0).toArray()).containsExactly(1, 2);
  }

  @Test
  @DisplayName("Local hourly times across both clock changes, told apart by the order of the rows")
  void clockChanges() throws IOException {
    ReadOptions berlin = ReadOptions.defaults().withZone(ZoneId.of("Europe/Berlin"));
    TimeSeries autumn =
        read(
                """
                unique_id,ds,y
                a,2024-10-27 01:30,1
                a,2024-10-27 02:00,2
                a,2024-10-27 02:30,3
                a,2024-10-27 02:00,4
                a,2024-10-27 02:30,5
                a,2024-10-27 03:00,6
                """,
                berlin)
            .get(0);
    assertThat(autumn.frequency()).isEqualTo(Frequency.parse("30min"));
    assertThat(autumn.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(autumn.index().label(3)).isEqualTo("2024-10-27T02:00:00+01:00");
    String spring =
        "unique_id,ds,y\na,2024-03-31 00:00,0\na,2024-03-31 01:00,1\na,2024-03-31 03:00,3\n";
    assertThat(read(spring, berlin).get(0).toArray()).containsExactly(0, 1, 3);
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> read(spring.replace("03:00", "02:00") + "a,2024-03-31 03:00,9\n", berlin))
        .withMessageContainingAll("'a'", "skipped local time", "2024-03-31T02:00", "Europe/Berlin");
    assertThat(
            read("unique_id,ds,y\na,2024-03-30,1\na,2024-03-31,2\na,2024-04-01,3\n", berlin)
                .get(0)
                .index())
        .isEqualTo(
            TimeIndex.of(
                LocalDateTime.parse("2024-03-30T00:00").atZone(ZoneId.of("Europe/Berlin")),
                Frequency.parse("D"),
                3));
  }
}
