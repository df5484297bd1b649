package io.flts.core.serve;

import io.flts.api.error.FltsException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A service does not take a request up: nothing was computed, and nothing is wrong with the request
 * itself.
 *
 * <p>What a model has to say against a request (too little history, a missing covariate) arrives as
 * its own {@link FltsException}, a deadline as {@link io.flts.api.error.DeadlineExceededException},
 * a request that makes no sense as {@link IllegalArgumentException}.
 *
 * @since 0.1.0
 */
public final class ServiceRefusedException extends FltsException {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;
  private final Duration retryAfter;

  /**
   * A refusal with a complete message.
   *
   * @param retryAfter when to ask again, zero where asking again is pointless
   */
  public ServiceRefusedException(
      RefusalReason reason, Duration retryAfter, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Why. */
  public RefusalReason reason() {
    return reason;
  }

  /** When to ask again, an estimate; zero where asking again is pointless. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Without a stack trace: refusing has to cost less than answering, and the place says nothing.
   */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
