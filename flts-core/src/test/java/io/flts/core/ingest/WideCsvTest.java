package io.flts.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WideCsvTest {
  private static final String TABLE =
      """
      date;up;down;price;holiday
      2024-01-01 00:00;1;10;5;1
      2024-01-01 01:00;2;;6;0
      2024-01-01 02:00;3;30;7;0
      """;
  private static final ReadOptions SEMICOLON = ReadOptions.defaults().withSeparator(';');

  private static Panel read(WideCsv csv) throws IOException {
    return csv.with(SEMICOLON).read(new StringReader(TABLE), "load.csv");
  }

  @Test
  @DisplayName("Every target column is a series; all share the covariates")
  void targets() throws IOException {
    Panel panel =
        read(
            WideCsv.of("date", "down", "up")
                .withPastCovariates("price")
                .withFutureCovariates("holiday"));
    assertThat(panel.series()).extracting(TimeSeries::id).containsExactly("down", "up");
    assertThat(panel.get("down").toArray()).containsExactly(10, Double.NaN, 30);
    for (TimeSeries series : panel) {
      assertThat(series.covariate("price").orElseThrow().kind()).isEqualTo(Covariate.Kind.PAST);
      assertThat(series.covariate("holiday").orElseThrow().toArray()).containsExactly(1, 0, 0);
    }
  }

  @Test
  @DisplayName("All other columns may be past covariates at once")
  void rest() throws IOException {
    TimeSeries series =
        read(WideCsv.of("date", "up").withFutureCovariates("holiday").withRestAsPastCovariates())
            .get(0);
    assertThat(series.covariates())
        .extracting(Covariate::name)
        .containsExactlyInAnyOrder("holiday", "down", "price");
    assertThat(series.covariate("price").orElseThrow().kind()).isEqualTo(Covariate.Kind.PAST);
  }

  @Test
  @DisplayName("Columns nobody asked for are named, and a bad target does not harm the others")
  void unusedAndRejected() throws IOException {
    Reading reading =
        WideCsv.of("date", "up", "down")
            .with(SEMICOLON)
            .readEach(new StringReader(TABLE.replace(";30;", ";thirty;")), "load.csv");
    assertThat(reading.unusedColumns()).containsExactly("price", "holiday");
    assertThat(reading.series()).extracting(TimeSeries::id).containsExactly("up");
    assertThat(reading.rejected().get("down"))
        .hasMessageContainingAll("line 4", "column 'down'", "'thirty'", "no number");
  }

  @Test
  @DisplayName("A wrong separator, a missing target and none at all are explained")
  void mistakes() {
    assertThatExceptionOfType(TableFormatException.class)
        .isThrownBy(() -> WideCsv.of("date", "up").read(new StringReader(TABLE), "load.csv"))
        .withMessageContainingAll("load.csv", "no column 'date'", "date;up;down;price;holiday");
    assertThatExceptionOfType(TableFormatException.class)
        .isThrownBy(() -> read(WideCsv.of("date", "donw")))
        .withMessageContainingAll("no column 'donw'", "Did you mean 'down'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WideCsv.of("date"))
        .withMessageContaining("at least one target");
  }
}
