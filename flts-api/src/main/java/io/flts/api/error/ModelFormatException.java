package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A saved model is damaged, incomplete, from a newer format, or not a model at all.
 *
 * @since 0.1.0
 */
public final class ModelFormatException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public ModelFormatException(String message) {
    super(message);
  }

  /** As {@link #ModelFormatException(String)}, with the cause. */
  public ModelFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
