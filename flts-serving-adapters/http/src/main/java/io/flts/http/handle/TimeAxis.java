package io.flts.http.handle;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.http.message.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an index of what a request says about time, and refuses what does not fit. */
final class TimeAxis {
  private static final LocalDate ANYWHEN = LocalDate.of(2000, 1, 1);

  private TimeAxis() {}

  /** A time as written: local, or with an offset. */
  private record Stamp(LocalDateTime local, @Nullable ZoneOffset offset) {
    Instant instant() {
      return local.toInstant(offset == null ? ZoneOffset.UTC : offset);
    }
  }

  static TimeIndex of(History history, Contract contract) {
    History.Times times = history.times();
    int length = history.target().length;
    Frequency frequency = frequency(times, contract);
    if (frequency.isSteps()) {
      return steps(times, length);
    }
    if (times.steps() != null) {
      throw Fault.value(
          times.pointer(),
          "Times must be texts like 2026-01-31T00:00 for frequency " + frequency + ".");
    }
    List<String> labels = times.labels();
    if (labels == null && times.start().isEmpty()) {
      if (times.mayFloat()) {
        return floating(frequency, length);
      }
      throw Fault.value(
          "/start",
          "The history has no times. Give 'start', the time of its first value, or a column"
              + " 'timestamp'.");
    }
    String first = labels == null ? times.start() : labels.get(0);
    String place = labels == null ? times.pointer() : times.pointer() + "/0";
    TimeIndex index = startingAt(stamp(first, place), times, frequency, length, place);
    if (labels != null) {
      requireRegular(labels, index, times.pointer());
    }
    return index;
  }

  private static Frequency frequency(History.Times times, Contract contract) {
    if (!times.frequency().isEmpty()) {
      try {
        return contract.matched(Frequency.parse(times.frequency()));
      } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
        throw Fault.value(times.frequencyPointer(), String.valueOf(e.getMessage()));
      }
    }
    Frequency own = contract.frequency();
    if (own == null) {
      throw Fault.value(
          times.frequencyPointer(),
          "The model does not say its frequency. Give 'frequency', for example h, D or 15min.");
    }
    return own;
  }

  private static TimeIndex steps(History.Times times, int length) {
    double[] steps = times.steps();
    double first = steps == null || length == 0 ? 0 : steps[0];
    for (int i = 0; steps != null && i < length; i++) {
      if (steps[i] != first + i || steps[i] != Math.rint(steps[i])) {
        throw Fault.value(
            times.pointer() + "/" + i,
            "Expected the whole number "
                + (long) (first + i)
                + " here, steps being counted by one.");
      }
    }
    return TimeIndex.ofSteps((long) first, length);
  }

  private static TimeIndex startingAt(
      Stamp stamp, History.Times times, Frequency frequency, int length, String place) {
    try {
      if (!times.zone().isEmpty()) {
        ZoneId zone = ZoneId.of(times.zone());
        return TimeIndex.of(
            stamp.offset() == null ? stamp.local().atZone(zone) : stamp.instant().atZone(zone),
            frequency,
            length);
      }
      ZoneOffset offset = stamp.offset();
      return offset == null
          ? TimeIndex.of(stamp.local(), frequency, length)
          : TimeIndex.of(stamp.local().atZone(offset), frequency, length);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw Fault.value(place, String.valueOf(e.getMessage()));
    }
  }

  /** Somewhere in time, for models that do not look at the calendar. */
  private static TimeIndex floating(Frequency frequency, int length) {
    IllegalArgumentException last = new IllegalArgumentException("No day fits.");
    for (int day = 0; day < 31; day++) { // weeks and months may be anchored at any of them
      try {
        return TimeIndex.of(ANYWHEN.plusDays(day).atStartOfDay(), frequency, length);
      } catch (IllegalArgumentException e) {
        last = e;
      }
    }
    throw last;
  }

  private static void requireRegular(List<String> labels, TimeIndex index, String pointer) {
    Instant before = Instant.MIN;
    for (int i = 0; i < labels.size(); i++) {
      String place = pointer + "/" + i;
      Stamp stamp = stamp(labels.get(i), place);
      boolean local = stamp.offset() == null;
      boolean fits =
          local
              ? stamp.local().equals(index.localTime(i))
              : stamp.instant().equals(index.instant(i));
      if (!fits) {
        throw Fault.value(place, irregular(labels.get(i), stamp, index, i, before));
      }
      before = stamp.instant();
    }
  }

  private static String irregular(
      String label, Stamp stamp, TimeIndex index, int at, Instant before) {
    String expected =
        "; expected was "
            + index.label(at)
            + ", one step of "
            + index.frequency()
            + " after the one before.";
    if (stamp.instant().equals(before)) {
      return "Time " + label + " occurs twice" + expected + " Leave one out.";
    }
    if (stamp.instant().isBefore(before)) {
      return "Time " + label + " is earlier than the one before" + expected + " Sort by time.";
    }
    return "Time "
        + label
        + " does not follow"
        + expected
        + " Where a value is missing, send its time with null.";
  }

  private static Stamp stamp(String text, String place) {
    try {
      String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
      if (iso.length() == 10) {
        return new Stamp(LocalDate.parse(iso).atStartOfDay(), null);
      }
      boolean offset = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
      if (!offset) {
        return new Stamp(LocalDateTime.parse(iso), null);
      }
      OffsetDateTime time = OffsetDateTime.parse(iso);
      return new Stamp(time.toLocalDateTime(), time.getOffset());
    } catch (DateTimeException e) {
      String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
      throw Fault.value(
          place,
          "'" + shown + "' is no time. Write 2026-01-31T00:00, with Z or +01:00 if need be.");
    }
  }
}
