package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A deadline passed, or the caller cancelled, before there was a result worth returning.
 *
 * @since 0.1.0
 */
public final class DeadlineExceededException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public DeadlineExceededException(String message) {
    super(message);
  }

  /** As {@link #DeadlineExceededException(String)}, with the cause. */
  public DeadlineExceededException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
