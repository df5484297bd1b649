package io.flts.examples.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchForecastTest {
  @TempDir Path folder;

  private final StringWriter messages = new StringWriter();

  private int run(String... arguments) {
    return BatchForecast.execute(new PrintWriter(messages, true), arguments);
  }

  private Path table(String... rows) throws IOException {
    return Files.writeString(
        folder.resolve("train.csv"), "unique_id,ds,y\n" + String.join("\n", rows) + "\n");
  }

  @Test
  void forecastsEverySeriesWithEveryModel() throws IOException {
    Path train = table("a,1,10", "a,2,12", "a,3,11", "a,4,13", "b,7,1", "b,8,2", "b,9,1", "b,10,2");
    Path out = folder.resolve("f.csv");
    assertThat(
            run(
                "--train",
                train.toString(),
                "--out",
                out.toString(),
                "--horizon",
                "2",
                "--season",
                "2",
                "--models",
                "naive,seasonal-naive",
                "--levels",
                "80,95"))
        .isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0)).isEqualTo("unique_id,ds,model,mean,lo-80,hi-80,lo-95,hi-95");
    assertThat(lines).hasSize(1 + 2 * 2 * 2);
    assertThat(lines.get(1)).startsWith("a,5,naive,13.0,");
    assertThat(lines.get(3)).startsWith("b,11,naive,2.0,");
    assertThat(lines.get(5)).startsWith("a,5,seasonal-naive,11.0,");
    assertThat(lines.get(6)).startsWith("a,6,seasonal-naive,13.0,");
  }

  @Test
  void oneBadSeriesIsReportedAndCountedAndTheOthersGoOn() throws IOException {
    Path train =
        table("a,1,10", "a,2,12", "short,1,5", "text,1,5", "text,2,five", "b,7,1", "b,8,2");
    Path out = folder.resolve("f.csv");
    assertThat(
            run(
                "--train",
                train.toString(),
                "--out",
                out.toString(),
                "--horizon",
                "1",
                "--models",
                "naive"))
        .isZero();
    assertThat(Files.readAllLines(out)).hasSize(3);
    assertThat(messages.toString())
        .contains("FAILED short by naive")
        .contains("FAILED text")
        .contains("five")
        .contains("2 forecasts written")
        .contains("2 failed");
  }

  @Test
  void anUnknownModelIsRefusedWithTheNearestName() throws IOException {
    Path train = table("a,1,10", "a,2,12");
    Path out = folder.resolve("f.csv");
    assertThat(
            run(
                "--train",
                train.toString(),
                "--out",
                out.toString(),
                "--horizon",
                "1",
                "--models",
                "naiv"))
        .isEqualTo(2);
    assertThat(messages.toString()).contains("'naiv'").contains("Did you mean 'naive'");
    assertThat(out).doesNotExist();
  }

  @Test
  void nothingIsLeftBehindWhenNothingCanBeForecast() throws IOException {
    Path train = table("a,1,10");
    Path out = folder.resolve("f.csv");
    assertThat(
            run(
                "--train",
                train.toString(),
                "--out",
                out.toString(),
                "--horizon",
                "1",
                "--models",
                "naive"))
        .isEqualTo(1);
    assertThat(messages.toString()).contains("'a'").contains("0 forecasts");
    assertThat(out).doesNotExist();
  }

  @Test
  void anAbsurdHorizonIsRefused() throws IOException {
    Path train = table("a,1,10", "a,2,12");
    assertThat(run("--train", train.toString(), "--out", "f.csv", "--horizon", "0")).isEqualTo(2);
    assertThat(messages.toString()).contains("Horizon 0");
  }
}
