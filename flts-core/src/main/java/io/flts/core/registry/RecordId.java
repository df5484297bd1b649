package io.flts.core.registry;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a promotion record: {@code promotion-<time>-<sequence>}, ascending within a model.
 */
final class RecordId {
  private static final Pattern FORM =
      Pattern.compile("promotion-(\\d{4}-\\d{2}-\\d{2}T\\d{6}\\.\\d{6}Z)-(\\d{8,18})");

  private RecordId() {}

  static String of(Instant time, long sequence) {
    return String.format(Locale.ROOT, "promotion-%s-%08d", RecordTime.format(time), sequence);
  }

  /** The ordinal of a record in its model, from 1; 0 for what is no name of a record. */
  static long sequence(String id) {
    Matcher matcher = FORM.matcher(id);
    return matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
  }

  /** The time in a name that {@link #sequence} accepts. */
  static Instant time(String id) {
    Matcher matcher = FORM.matcher(id);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + id + "' is no name of a record.");
    }
    return RecordTime.parse(matcher.group(1));
  }
}
