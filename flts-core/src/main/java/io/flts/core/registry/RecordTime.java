package io.flts.core.registry;

import io.flts.core.json.JsonException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Times in records and their names: UTC, to the microsecond, without the colon that some file
 * systems do not permit: {@code 2025-10-31T190417.705731Z}.
 */
final class RecordTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSSSSS'Z'", Locale.ROOT);

  private RecordTime() {}

  /** The present, as exact as a record can tell it. */
  static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static String format(Instant time) {
    return FORMAT.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  /** Reads the form that {@link #format} writes, and ISO-8601 with colons. */
  static Instant parse(String text) {
    try {
      return text.indexOf(':') >= 0
          ? Instant.parse(text.endsWith("Z") ? text : text + "Z")
          : LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new JsonException("'" + text + "' is no time.", e);
    }
  }
}
