package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Covariates do not fit the request: one is missing, too short, of the wrong kind, or unknown.
 *
 * @since 0.1.0
 */
public final class CovariateException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public CovariateException(String message) {
    super(message);
  }

  /** As {@link #CovariateException(String)}, with the cause. */
  public CovariateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
