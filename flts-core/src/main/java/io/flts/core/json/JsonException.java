package io.flts.core.json;

import io.flts.api.error.FltsException;
import org.jspecify.annotations.Nullable;

/**
 * A text is not JSON, breaks a limit, repeats a key, or lacks a member that was asked for.
 *
 * @since 0.1.0
 */
public final class JsonException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public JsonException(String message) {
    super(message);
  }

  /** As {@link #JsonException(String)}, with the cause. */
  public JsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
