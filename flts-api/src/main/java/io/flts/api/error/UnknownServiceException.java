package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * No service has the name asked for.
 *
 * @since 0.1.0
 */
public final class UnknownServiceException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public UnknownServiceException(String message) {
    super(message);
  }

  /** As {@link #UnknownServiceException(String)}, with the cause. */
  public UnknownServiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
