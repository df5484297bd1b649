package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A fitted forecaster was asked about a series it does not know and cannot answer for.
 *
 * @since 0.1.0
 */
public final class UnknownSeriesException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public UnknownSeriesException(String message) {
    super(message);
  }

  /** As {@link #UnknownSeriesException(String)}, with the cause. */
  public UnknownSeriesException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
