package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A time series breaks a rule of its own: an infinite value, a timestamp that repeats, a zero step,
 * a start that does not lie on the frequency's anchor.
 *
 * @since 0.1.0
 */
public final class InvalidSeriesException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public InvalidSeriesException(String message) {
    super(message);
  }

  /** As {@link #InvalidSeriesException(String)}, with the cause. */
  public InvalidSeriesException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
