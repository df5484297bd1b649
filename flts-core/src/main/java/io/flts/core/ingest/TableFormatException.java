package io.flts.core.ingest;

import io.flts.api.error.FltsException;
import org.jspecify.annotations.Nullable;

/**
 * A table cannot be read: a column is absent, a field is no number or no timestamp, a row is too
 * long, the bytes are no UTF-8.
 *
 * @since 0.1.0
 */
public final class TableFormatException extends FltsException {
  private static final long serialVersionUID = 1L;

  /** An exception with a complete message: table, line, column, value, rule and remedy. */
  public TableFormatException(String message) {
    super(message);
  }

  /** As {@link #TableFormatException(String)}, with the cause. */
  public TableFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
