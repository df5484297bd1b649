package io.flts.core.serve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No source gave a version that may serve. What answered before still does. */
final class LoadFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unknown;

  /**
   * @param unknown whether every source was reached and knows nothing of the reference
   */
  LoadFailedException(boolean unknown, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.unknown = unknown;
  }

  boolean isUnknown() {
    return unknown;
  }

  ServiceRefusedException refusal(Duration retry) {
    return new ServiceRefusedException(
        unknown ? RefusalReason.UNKNOWN_MODEL : RefusalReason.MODEL_UNAVAILABLE,
        unknown ? Duration.ZERO : retry,
        String.valueOf(getMessage()),
        this);
  }
}
