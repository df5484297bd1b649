package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of the unchecked exceptions of FLTS.
 *
 * @since 0.1.0
 */
public class FltsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that names the thing, the value seen, the rule and the remedy. */
  public FltsException(String message) {
    super(message);
  }

  /** As {@link #FltsException(String)}, with the cause. */
  public FltsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
