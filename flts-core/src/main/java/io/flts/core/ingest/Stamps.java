package io.flts.core.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps as read, in the order of the rows: whole numbers, local date-times, or date-times with
 * offset. Grows while it is read; confined to one thread.
 */
final class Stamps {

  /** What the timestamps are; all of one column are of one kind. */
  enum Kind {
    WHOLE,
    LOCAL,
    OFFSET
  }

  private static final String RULE =
      "is no timestamp; write a date (2024-03-31), a date and time (2024-03-31T02:00:00 or with a"
          + " space), the same with offset (+01:00 or Z), or a whole number";

  private @Nullable Kind kind;
  private @Nullable ZoneId zone;
  private int size;
  private long[] seconds = new long[16]; // of local time; or the whole number
  private int[] nanos = new int[16];
  private int[] offsets = new int[16];
  private long[] rows = new long[16];

  /** Takes a timestamp; refuses it with the rule it breaks, in words. */
  void add(String text, long row) {
    String stamp = text.strip();
    if (size == seconds.length) {
      int larger = Math.addExact(size, size >> 1);
      seconds = Arrays.copyOf(seconds, larger);
      nanos = Arrays.copyOf(nanos, larger);
      offsets = Arrays.copyOf(offsets, larger);
      rows = Arrays.copyOf(rows, larger);
    }
    Kind read = stamp.length() > 4 && stamp.indexOf('-', 1) > 0 ? addTime(stamp) : addWhole(stamp);
    if (kind != null && kind != read) {
      throw new IllegalArgumentException(
          "is "
              + words(read)
              + ", while those before it are "
              + words(kind)
              + "; all timestamps of a series must be of one kind");
    }
    kind = read;
    rows[size++] = row;
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case WHOLE -> "a whole number";
      case LOCAL -> "a local time without offset";
      case OFFSET -> "a time with offset";
    };
  }

  private Kind addWhole(String stamp) {
    try {
      seconds[size] = Long.parseLong(stamp);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(RULE, e);
    }
    if (Math.abs(seconds[size]) > 1L << 53) {
      throw new IllegalArgumentException("is too large; whole numbers must lie within 2^53");
    }
    return Kind.WHOLE;
  }

  private Kind addTime(String stamp) {
    try {
      String time = stamp;
      int bracket = time.indexOf('[');
      if (bracket > 0 && time.endsWith("]")) {
        ZoneId named = ZoneId.of(time.substring(bracket + 1, time.length() - 1));
        if (zone != null && !zone.equals(named)) {
          throw new IllegalArgumentException(
              "is in zone "
                  + named
                  + ", those before it in "
                  + zone
                  + "; give one zone per series");
        }
        zone = named;
        time = time.substring(0, bracket);
      }
      int end = offsetStart(time);
      LocalDateTime local = local(time.substring(0, end));
      seconds[size] = local.toEpochSecond(ZoneOffset.UTC);
      nanos[size] = local.getNano();
      if (end == time.length()) {
        return Kind.LOCAL;
      }
      offsets[size] = ZoneOffset.of(offsetText(time.substring(end))).getTotalSeconds();
      return Kind.OFFSET;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(RULE, e);
    }
  }

  /** Where the offset begins: at a Z, or at a sign behind the time of day. */
  private static int offsetStart(String time) {
    if (time.endsWith("Z") || time.endsWith("z")) {
      return time.length() - 1;
    }
    for (int i = 11; i < time.length(); i++) {
      if (time.charAt(i) == '+' || time.charAt(i) == '-') {
        return i;
      }
    }
    return time.length();
  }

  private static String offsetText(String text) {
    return text.equals("z") ? "Z" : text;
  }

  private static LocalDateTime local(String text) {
    String trimmed = text.stripTrailing();
    if (trimmed.length() == 10) {
      return LocalDate.parse(trimmed).atStartOfDay();
    }
    if (trimmed.length() > 10 && (trimmed.charAt(10) == ' ' || trimmed.charAt(10) == 't')) {
      trimmed = trimmed.substring(0, 10) + "T" + trimmed.substring(11);
    }
    return LocalDateTime.parse(trimmed);
  }

  int size() {
    return size;
  }

  Kind kind() {
    return kind == null ? Kind.LOCAL : kind;
  }

  /** The zone that the timestamps name in brackets, or {@code null}. */
  @Nullable ZoneId zone() {
    return zone;
  }

  long row(int place) {
    return rows[place];
  }

  long whole(int place) {
    return seconds[place];
  }

  LocalDateTime local(int place) {
    return LocalDateTime.ofEpochSecond(seconds[place], nanos[place], ZoneOffset.UTC);
  }

  int offsetSeconds(int place) {
    return offsets[place];
  }
}
