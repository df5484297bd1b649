package io.flts.examples.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadPipelineTest {
  @TempDir Path folder;

  private String said = "";

  private int run(String... arguments) {
    StringWriter messages = new StringWriter();
    int code = LoadPipeline.execute(new PrintWriter(messages, true), arguments);
    said = messages.toString();
    return code;
  }

  /** Four weeks with a daily season, a level that wanders by {@code walk} an hour, and noise. */
  private Path hourly(String name, double season, double walk) throws IOException {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("when,load,temperature\n");
    LocalDateTime start = LocalDateTime.parse("2026-01-05T00:00");
    double level = 100;
    for (int hour = 0; hour < 24 * 28; hour++) {
      level += walk * random.nextGaussian();
      double temperature = 10 + 5 * Math.cos(hour * Math.PI / 12);
      double load = level + season * Math.sin(hour * Math.PI / 12) + random.nextGaussian();
      csv.append(
          String.format(Locale.ROOT, "%s,%.4f,%.3f%n", start.plusHours(hour), load, temperature));
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  @Test
  void readsJudgesPromotesReloadsForecastsAndReports() throws IOException {
    Path csv = hourly("load.csv", 20, 0.5);
    String[] arguments = {
      "--csv",
      csv.toString(),
      "--time",
      "when",
      "--target",
      "load",
      "--covariates",
      "temperature",
      "--models",
      "naive,seasonal-naive,drift,theta",
      "--out",
      folder.resolve("out").toString()
    };
    assertThat(run(arguments)).as(said).isZero();
    assertThat(said)
        .contains("load: 672 observations every h")
        .contains("Held-out scores")
        .contains("decision: Promote")
        .contains("same bits as in this process")
        .contains("2026-02-02T00:00:00");
    Path report = folder.resolve("out").resolve("report.html");
    assertThat(said).contains(report.toAbsolutePath().toString());
    assertThat(Files.readString(report)).contains("<svg").contains("theta").contains("load");

    assertThat(run(arguments)).as("a second run serves the champion on").isZero();
    assertThat(said)
        .contains("load/2 registered")
        .contains("decision: Reject")
        .contains("improves-on-champion");
  }

  @Test
  void epochsAndLossesOfNetworksAreToldWhileTheyAreJudged() throws IOException {
    Path csv = hourly("load.csv", 20, 0.5);
    run(
        "--csv",
        csv.toString(),
        "--time",
        "when",
        "--target",
        "load",
        "--windows",
        "2",
        "--models",
        "naive,seasonal-naive,mlp",
        "--out",
        folder.resolve("out").toString());
    assertThat(said).containsPattern("fit mlp, epoch 1 of \\d+: loss \\d.*validation \\d.* s left");
  }

  @Test
  void theSeasonalNaiveIsServedWhereNothingBeatsIt() throws IOException {
    Path csv = hourly("steady.csv", 20, 0);
    int code =
        run(
            "--csv",
            csv.toString(),
            "--time",
            "when",
            "--target",
            "load",
            "--models",
            "naive,mean",
            "--out",
            folder.resolve("out").toString());
    assertThat(code).as(said).isZero();
    assertThat(said)
        .contains("load/1 registered: seasonal-naive")
        .contains("is the baseline itself");
  }

  @Test
  void aWrongColumnIsNamedWithTheNearestOne() throws IOException {
    Path csv = hourly("load.csv", 20, 0.5);
    int code = run("--csv", csv.toString(), "--time", "when", "--target", "laod");
    assertThat(code).isEqualTo(1);
    assertThat(said).contains("laod").contains("load");
  }
}
