package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * The data cannot support the model: too few observations, nothing but missing values, no variation
 * where variation is needed.
 *
 * @since 0.1.0
 */
public final class InsufficientDataException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public InsufficientDataException(String message) {
    super(message);
  }

  /** As {@link #InsufficientDataException(String)}, with the cause. */
  public InsufficientDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
