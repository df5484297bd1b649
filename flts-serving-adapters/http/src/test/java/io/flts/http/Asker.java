package io.flts.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flts.http.handle.ForecastHandler;
import io.flts.http.message.HttpAnswer;
import io.flts.http.message.HttpCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Asks a handler without a server between. */
public record Asker(ForecastHandler handler) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer with its body as a tree. */
  public record Reply(int status, Map<String, String> headers, String text) {
    public JsonNode json() {
      return Asker.json(text);
    }
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Reply get(String path, String... headers) {
    return call("GET", path, new byte[0], headers);
  }

  public Reply post(String path, String body, String... headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public Reply post(String path, byte[] body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "content-type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return call("POST", path, body, all);
  }

  public Reply call(String method, String path, byte[] body, String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    HttpAnswer answer =
        handler.handle(new HttpCall(method, path, map, new ByteArrayInputStream(body)));
    return new Reply(
        answer.status(), answer.headers(), new String(answer.body(), StandardCharsets.UTF_8));
  }
}
