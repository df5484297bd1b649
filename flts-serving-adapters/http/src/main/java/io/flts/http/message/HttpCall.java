package io.flts.http.message;

import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request, freed of the server that took it in. Confined to one thread: its body can be
 * read once.
 *
 * @param method {@code GET}, {@code POST}, ... in capitals
 * @param path decoded path, beginning with a slash, without the query
 * @param headers names in lower case; of several values of one name, the first
 * @param body unread body, empty where there is none; the handler reads no more of it than its
 *     limits allow
 * @since 0.1.0
 */
public record HttpCall(String method, String path, Map<String, String> headers, InputStream body) {

  /** Refuses what is missing. */
  public HttpCall {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }

  /** The value of a header, or the empty text. */
  public String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }
}
