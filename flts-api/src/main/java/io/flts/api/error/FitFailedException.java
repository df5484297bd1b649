package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A fit failed numerically; the message tells after how many iterations and at which objective.
 *
 * @since 0.1.0
 */
public final class FitFailedException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public FitFailedException(String message) {
    super(message);
  }

  /** As {@link #FitFailedException(String)}, with the cause. */
  public FitFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
