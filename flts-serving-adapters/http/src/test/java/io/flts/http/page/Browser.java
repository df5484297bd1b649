package io.flts.http.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, spoken to by its own protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WAIT_SECONDS = 60;

  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final Process process;
  private final Path profile;
  private final Path pictures;
  private final WebSocket socket;
  private int number;
  private String session = "";

  private Browser(Process process, Path profile, Path pictures, String url) throws Exception {
    this.process = process;
    this.profile = profile;
    this.pictures = pictures;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(url), new Listener())
            .get(WAIT_SECONDS, TimeUnit.SECONDS);
    String target =
        ask("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 1100, "height", 1250, "deviceScaleFactor", 1, "mobile", false));
  }

  static Browser start(Path chromium, Path pictures) throws Exception {
    Path profile = Files.createTempDirectory("flts-browser");
    Process process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < WAIT_SECONDS * 10; i++) {
      if (Files.exists(port) && Files.readAllLines(port).size() >= 2) {
        List<String> lines = Files.readAllLines(port);
        return new Browser(
            process, profile, pictures, "ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IOException("Chromium did not start.");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = JSON.readTree(text.toString());
          CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt(-1));
          if (waiting != null) {
            waiting.complete(message);
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
    int id = ++number;
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    asked.put(id, reply);
    Map<String, Object> message = new java.util.LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(JSON.writeValueAsString(message), true);
    JsonNode answer = reply.get(WAIT_SECONDS, TimeUnit.SECONDS);
    if (answer.has("error")) {
      throw new IOException(answer.toString());
    }
    return answer.get("result");
  }

  void open(String url) throws Exception {
    ask("Page.navigate", Map.of("url", url));
  }

  /** The value of an expression. */
  String text(String expression) throws Exception {
    JsonNode result =
        ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(result.toString());
    }
    return result.at("/result/value").asText();
  }

  void until(String expression) throws Exception {
    for (int i = 0; i < WAIT_SECONDS * 20; i++) {
      if (text(expression).equals("true")) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(
        "Never came true: " + expression + "; the page says " + text("document.body.innerText"));
  }

  void dark() throws Exception {
    ask(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
  }

  void picture(String name) throws Exception {
    String data = ask("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    Files.write(pictures.resolve(name), Base64.getDecoder().decode(data));
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      profile.toFile().deleteOnExit(); // it is still writing somewhere; a temporary folder
    }
  }
}
