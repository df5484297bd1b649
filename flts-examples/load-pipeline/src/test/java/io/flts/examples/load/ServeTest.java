package io.flts.examples.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --serve}: what was promoted answers, a second run's promotion too, and every {@code curl}
 * line of the page on serving works as it stands there, but for the port.
 */
class ServeTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "how-to", "serve-over-http.md");
  @TempDir Path folder;

  private Path hourly() throws IOException {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("when,load,temperature\n");
    LocalDateTime start = LocalDateTime.parse("2026-01-05T00:00");
    double level = 100;
    for (int hour = 0; hour < 24 * 28; hour++) {
      level += 0.1 * random.nextGaussian();
      double load = level + 20 * Math.sin(hour * Math.PI / 12) + 4 * random.nextGaussian();
      csv.append(
          String.format(
              Locale.ROOT, "%s,%.4f,%.3f%n", start.plusHours(hour), load, 10.0 + hour % 5));
    }
    return Files.writeString(folder.resolve("load.csv"), csv);
  }

  private String[] arguments(Path csv, String models, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--csv", csv.toString(), "--time", "when", "--target", "load"));
    all.addAll(List.of("--covariates", "temperature", "--models", models));
    all.addAll(List.of("--out", folder.resolve("out").toString()));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  private static String predict(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + "/predict"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"forecast_horizon\": 3}"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void servesWhatWasPromotedAndPicksUpWhatIsPromotedLater() throws Exception {
    Path csv = hourly();
    StringWriter said = new StringWriter();
    Thread server =
        new Thread(
            () ->
                LoadPipeline.execute(
                    new PrintWriter(said, true), arguments(csv, "naive,mean", "--serve", "0")));
    server.start();
    try {
      String url = awaitUrl(said, server);
      assertThat(predict(url)).contains("\"model_version\":\"1\"");

      StringWriter second = new StringWriter();
      int code = LoadPipeline.execute(new PrintWriter(second, true), arguments(csv, "theta"));
      assertThat(code).as(second.toString()).isZero();
      assertThat(second.toString()).contains("decision: Promote");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!predict(url).contains("\"model_version\":\"2\"") && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertThat(predict(url)).contains("\"model_version\":\"2\"");
      everyCurlLineWorks(url);
    } finally {
      server.interrupt();
      server.join(TimeUnit.SECONDS.toMillis(30));
    }
    assertThat(server.isAlive()).isFalse();
    assertThat(said.toString()).contains("Stopped.");
  }

  private static String awaitUrl(StringWriter said, Thread server) throws InterruptedException {
    Pattern url = Pattern.compile("Serving load at (\\S+) until");
    while (server.isAlive()) {
      Matcher found = url.matcher(said.toString());
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError(said.toString());
  }

  private static void everyCurlLineWorks(String url) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    Matcher block =
        Pattern.compile("```bash\\n(curl .*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    int lines = 0;
    while (block.find()) {
      for (String command : block.group(1).split("\\n(?=curl )")) {
        String local = command.replace("http://127.0.0.1:8080", url).replace("curl -s", "curl -sf");
        Process curl = new ProcessBuilder("bash", "-c", local).redirectErrorStream(true).start();
        String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(command + " -> " + answer).isZero();
        assertThat(answer).as(command).isNotBlank().doesNotContain("\"status\":\"error\"");
        lines++;
      }
    }
    assertThat(lines).isGreaterThan(8);
  }
}
