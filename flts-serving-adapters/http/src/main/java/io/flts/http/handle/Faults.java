package io.flts.http.handle;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.FltsException;
import io.flts.api.error.RegistryException;
import io.flts.core.serve.ServiceRefusedException;
import io.flts.http.message.Fault;
import java.time.DateTimeException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an exception of the service means over HTTP. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(ForecastHandler.class);

  private Faults() {}

  /**
   * The fault an exception is.
   *
   * @param pointer place of what the request is about, where the exception knows none
   */
  static Fault of(Throwable e, String pointer) {
    if (e instanceof Fault fault) {
      return fault;
    }
    if (e instanceof ServiceRefusedException refusal) {
      return refused(refusal);
    }
    if (e instanceof DeadlineExceededException) {
      return Fault.later(504, "deadline-exceeded", Duration.ofSeconds(1), message(e));
    }
    if (e instanceof RegistryException) {
      return Fault.of(409, "registry-refused", message(e));
    }
    if (e instanceof FltsException) {
      return Fault.at(pointer, 422, "cannot-forecast", message(e));
    }
    if (e instanceof IllegalArgumentException
        || e instanceof DateTimeException
        || e instanceof ArithmeticException) {
      return Fault.value(pointer, message(e));
    }
    LOG.error("A request failed for a reason of our own.", e);
    return Fault.of(
        500, "internal-error", "The request failed inside the server; its log says why.");
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null ? "The request does not suit the model." : message;
  }

  private static Fault refused(ServiceRefusedException refusal) {
    return switch (refusal.reason()) {
      case UNKNOWN_MODEL ->
          Fault.of(
              404,
              "unknown-model",
              "The model, version or alias is not known here. GET /models lists what is.");
      // Why it cannot be served may name places of this machine; /status tells those who may read.
      case MODEL_UNAVAILABLE ->
          Fault.later(
              503,
              "model-unavailable",
              refusal.retryAfter(),
              "The model is known but cannot be served now. GET /status says why.");
      case OVERLOADED -> Fault.later(429, "overloaded", refusal.retryAfter(), message(refusal));
      case CLOSING -> Fault.later(503, "closing", refusal.retryAfter(), message(refusal));
    };
  }
}
