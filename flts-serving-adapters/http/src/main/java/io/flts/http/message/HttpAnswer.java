package io.flts.http.message;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP response. Immutable by agreement: nobody writes into the body after it was made.
 *
 * @param status status code
 * @param headers to send besides those a server adds itself; {@code Content-Type} is among them
 * @param body to send; empty for none
 * @since 0.1.0
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

  /** Copies the headers. */
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** A body of a type that nobody may cache or take for another type. */
  public static HttpAnswer of(int status, String contentType, byte[] body) {
    return new HttpAnswer(
        status,
        Map.of(
            "Content-Type",
            contentType,
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff"),
        body);
  }

  /** JSON. */
  public static HttpAnswer json(int status, byte[] body) {
    return of(status, "application/json", body);
  }

  /** This answer with one header more. */
  public HttpAnswer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpAnswer(status, more, body);
  }
}
