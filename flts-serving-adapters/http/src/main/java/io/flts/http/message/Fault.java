package io.flts.http.message;

import java.time.Duration;

/**
 * What is wrong with a call, ready to be told in any dialect.
 *
 * @since 0.1.0
 */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String pointer;
  private final Duration retryAfter;

  private Fault(int status, String code, String pointer, Duration retryAfter, String message) {
    super(message, null, false, false); // the place in our code tells a client nothing
    this.status = status;
    this.code = code;
    this.pointer = pointer;
    this.retryAfter = retryAfter;
  }

  /** A fault of the call as a whole. */
  public static Fault of(int status, String code, String message) {
    return new Fault(status, code, "", Duration.ZERO, message);
  }

  /** A fault at a place of the body, named by its JSON pointer (RFC 6901). */
  public static Fault at(String pointer, int status, String code, String message) {
    return new Fault(status, code, pointer, Duration.ZERO, message);
  }

  /** A refusal that ends after a time. */
  public static Fault later(int status, String code, Duration retryAfter, String message) {
    return new Fault(status, code, "", retryAfter, message);
  }

  /** A value that is well-formed and makes no sense: 422. */
  public static Fault value(String pointer, String message) {
    return at(pointer, 422, "invalid-value", message);
  }

  /** A limit of the server: 422. */
  public static Fault limit(String pointer, String message) {
    return at(pointer, 422, "limit-exceeded", message);
  }

  /** This fault at a place, unless it has one already. */
  public Fault within(String place) {
    return pointer.isEmpty() ? new Fault(status, code, place, retryAfter, message()) : this;
  }

  /** HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** Stable name of the kind of fault, lower-kebab. */
  public String code() {
    return code;
  }

  /** JSON pointer into the body; empty for the whole call. */
  public String pointer() {
    return pointer;
  }

  /** When to ask again; zero where that is pointless. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** What is wrong, the value seen, the rule, the remedy. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
