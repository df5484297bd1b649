package io.flts.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A registry refuses an operation: an unknown model, version or alias, a reserved name, a stale
 * epoch, a version that does not verify.
 *
 * @since 0.1.0
 */
public final class RegistryException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message. */
  public RegistryException(String message) {
    super(message);
  }

  /** As {@link #RegistryException(String)}, with the cause. */
  public RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
