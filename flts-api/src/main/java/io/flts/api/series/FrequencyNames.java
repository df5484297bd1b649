package io.flts.api.series;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names by which people call frequencies: pandas' present and older ones. */
final class FrequencyNames {
  private static final Pattern NAME = Pattern.compile("([0-9]{0,9})([A-Za-z]*)(?:-([A-Z]{3}))?");

  private FrequencyNames() {}

  static Frequency parse(String text) {
    Matcher parts = NAME.matcher(text);
    if (!parts.matches()) {
      throw Frequency.unknown(text);
    }
    int count = parts.group(1).isEmpty() ? 1 : Integer.parseInt(parts.group(1));
    String unit = parts.group(2);
    String suffix = parts.group(3);
    if (count < 1 || (suffix != null && !unit.equals("W") && !suffix.equals(yearAnchor(unit)))) {
      throw Frequency.unknown(text);
    }
    return switch (unit) {
      case "" -> {
        if (!parts.group(1).equals("1")) {
          throw Frequency.unknown(text);
        }
        yield Frequency.steps();
      }
      case "s", "S", "sec" -> Frequency.of(Duration.ofSeconds(count));
      case "min", "T" -> Frequency.of(Duration.ofMinutes(count));
      case "h", "H" -> Frequency.of(Duration.ofHours(count));
      case "D", "d" -> Frequency.days(count, null, canonical(count, "D"));
      case "W" -> weeks(text, count, suffix);
      case "MS" -> Frequency.monthStarts(count, canonical(count, "MS"));
      case "M", "ME" -> Frequency.monthEnds(count, canonical(count, "ME"));
      case "QS" -> Frequency.monthStarts(Math.multiplyExact(3, count), canonical(count, "QS"));
      case "Q", "QE" -> Frequency.monthEnds(Math.multiplyExact(3, count), canonical(count, "QE"));
      case "YS", "AS" ->
          Frequency.monthStarts(Math.multiplyExact(12, count), canonical(count, "YS"));
      case "Y", "A", "YE" ->
          Frequency.monthEnds(Math.multiplyExact(12, count), canonical(count, "YE"));
      default -> throw Frequency.unknown(text);
    };
  }

  /**
   * pandas writes year-like frequencies with the month they are anchored at; only the default is
   * ours.
   */
  private static String yearAnchor(String unit) {
    return switch (unit) {
      case "QS", "YS", "AS" -> "JAN";
      case "Q", "QE", "Y", "A", "YE" -> "DEC";
      default -> "";
    };
  }

  private static Frequency weeks(String text, int count, String suffix) {
    int days = Math.multiplyExact(7, count);
    if (suffix == null) {
      return Frequency.days(days, null, canonical(count, "W"));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(suffix)) {
        return Frequency.days(days, day, canonical(count, "W-" + suffix));
      }
    }
    throw Frequency.unknown(text);
  }

  private static String canonical(int count, String unit) {
    return count == 1 ? unit : String.format(Locale.ROOT, "%d%s", count, unit);
  }
}
