package io.flts.http.handle;

import io.flts.api.forecast.Deadline;
import io.flts.http.json.JsonField;
import io.flts.http.message.HttpCall;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A call on its way through a route: its body as JSON, its deadline, the variable parts of its
 * path.
 *
 * @param call as it came
 * @param variables what stands at the places of the route's pattern that begin with a brace
 * @param body reads and parses the body
 */
record Exchange(HttpCall call, List<String> variables, BodyReading body) {
  private static final long LONGEST_MILLIS = 3_600_000;

  /** Reads the body, once. */
  interface BodyReading {
    /** The body as JSON; a fault where it is none. */
    JsonField json();
  }

  JsonField json() {
    return body.json();
  }

  /** The deadline that the header {@code X-Request-Timeout-Ms} sets. */
  Deadline deadline() {
    String text = call.header("x-request-timeout-ms");
    if (text.isEmpty()) {
      return Deadline.none();
    }
    if (!text.matches("\\d{1,7}")
        || Long.parseLong(text) < 1
        || Long.parseLong(text) > LONGEST_MILLIS) {
      throw io.flts.http.message.Fault.of(
          400,
          "invalid-header",
          String.format(
              Locale.ROOT,
              "Header X-Request-Timeout-Ms must be a whole number of milliseconds from 1 to %d.",
              LONGEST_MILLIS));
    }
    return Deadline.after(Duration.ofMillis(Long.parseLong(text)));
  }
}
