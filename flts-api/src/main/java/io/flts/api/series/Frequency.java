package io.flts.api.series;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The step between neighbouring observations: a calendar step ({@link Period}: days, weeks, months,
 * quarters, years), an exact step ({@link Duration}: hours and below), or a mere count.
 *
 * <p>A calendar day is not 24 hours where a zone has daylight saving: {@code D} and {@code P1D}
 * keep the local time of day, {@code PT24H} keeps the elapsed time. Some frequencies are anchored:
 * {@code MS} means first days of months, {@code ME} last days, {@code W-SUN} Sundays.
 *
 * <p>{@link #parse} reads the names people use: {@code s, min, h, D, W, W-MON..W-SUN, MS, ME, QS,
 * QE, YS, YE} with an optional multiple ({@code 15min}), the older {@code S, T, H, M, Q, Y, A, AS},
 * and ISO-8601 ({@code P1D}, {@code PT24H}, {@code P1M}); {@code 1} is the frequency of series
 * indexed by whole numbers.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Frequency {
  private static final double DAYS_PER_YEAR = 365.25;
  private static final long SECONDS_PER_DAY = 86_400;

  /** Where in its calendar unit an observation must lie. */
  private enum Anchor {
    NONE,
    START,
    END
  }

  private final @Nullable Period period;
  private final @Nullable Duration duration;
  private final Anchor anchor;
  private final @Nullable DayOfWeek weekday;
  private final String name;

  private Frequency(
      @Nullable Period period,
      @Nullable Duration duration,
      Anchor anchor,
      @Nullable DayOfWeek weekday,
      String name) {
    this.period = period;
    this.duration = duration;
    this.anchor = anchor;
    this.weekday = weekday;
    this.name = name;
  }

  /** Whole numbers: steps that mean nothing but their order. Season length 1. */
  public static Frequency steps() {
    return new Frequency(null, null, Anchor.NONE, null, "1");
  }

  /** A calendar step of days or of months, positive and not both; unanchored. */
  public static Frequency of(Period step) {
    long months = step.toTotalMonths();
    boolean positive = (months > 0 && step.getDays() == 0) || (months == 0 && step.getDays() > 0);
    if (!positive) {
      throw new IllegalArgumentException(
          "Frequency " + step + " must be a positive number of days or of months, not both.");
    }
    Period normal =
        months > 0 ? Period.ofMonths(Math.toIntExact(months)) : Period.ofDays(step.getDays());
    return new Frequency(normal, null, Anchor.NONE, null, normal.toString());
  }

  /** An exact step: positive, in elapsed time. */
  public static Frequency of(Duration step) {
    if (step.isZero() || step.isNegative()) {
      throw new IllegalArgumentException("Frequency " + step + " must be positive.");
    }
    return new Frequency(null, step, Anchor.NONE, null, durationName(step));
  }

  private static String durationName(Duration step) {
    if (step.getNano() != 0) {
      return step.toString();
    }
    long seconds = step.getSeconds();
    if (seconds % 3600 == 0) {
      // "24h" would read like a day: keep the ISO form that says it is elapsed time
      return seconds % SECONDS_PER_DAY == 0 ? step.toString() : multiple(seconds / 3600) + "h";
    }
    return seconds % 60 == 0 ? multiple(seconds / 60) + "min" : multiple(seconds) + "s";
  }

  private static String multiple(long count) {
    return count == 1 ? "" : Long.toString(count);
  }

  /**
   * Reads a frequency by one of the names in the class comment.
   *
   * @throws IllegalArgumentException naming the text and the permitted forms
   */
  public static Frequency parse(String text) {
    String trimmed = text.trim();
    try {
      if (trimmed.startsWith("PT")) {
        return of(Duration.parse(trimmed));
      }
      if (trimmed.startsWith("P") && trimmed.length() > 1) {
        return of(Period.parse(trimmed));
      }
      return FrequencyNames.parse(trimmed);
    } catch (java.time.format.DateTimeParseException
        | ArithmeticException
        | NumberFormatException e) {
      throw unknown(text);
    }
  }

  static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "Frequency '"
            + text
            + "' is not known. Use s, min, h, D, W, W-MON..W-SUN, MS, ME, QS, QE, YS or YE, with a"
            + " multiple if need be (15min), ISO-8601 (P1D, PT24H), or 1 for series indexed by whole"
            + " numbers.");
  }

  static Frequency days(int days, @Nullable DayOfWeek weekday, String name) {
    return new Frequency(Period.ofDays(days), null, Anchor.NONE, weekday, name);
  }

  static Frequency monthStarts(int months, String name) {
    return new Frequency(Period.ofMonths(months), null, Anchor.START, null, name);
  }

  static Frequency monthEnds(int months, String name) {
    return new Frequency(Period.ofMonths(months), null, Anchor.END, null, name);
  }

  /** Whether the step is a calendar step ({@link Period}), whose length in seconds varies. */
  public boolean isCalendar() {
    return period != null;
  }

  /** Whether this is {@link #steps()}: no calendar, no clock. */
  public boolean isSteps() {
    return period == null && duration == null;
  }

  /** The exact step, or {@code null} for calendar steps and {@link #steps()}. */
  public @Nullable Duration duration() {
    return duration;
  }

  /** The calendar step, or {@code null} for exact steps and {@link #steps()}. */
  public @Nullable Period period() {
    return period;
  }

  /**
   * The local time {@code count} steps after {@code start}, counted from the start and not step by
   * step, so that a series that starts on 31 January has 28 February and then 31 March.
   *
   * @param start a local time on the anchor
   * @param count number of steps, negative for earlier
   * @throws IllegalStateException for {@link #steps()}
   */
  public LocalDateTime plus(LocalDateTime start, long count) {
    if (duration != null) {
      return start.plus(duration.multipliedBy(count));
    }
    if (period == null) {
      throw new IllegalStateException("Frequency 1 counts steps and has no times.");
    }
    if (period.getDays() > 0) {
      return start.plusDays(Math.multiplyExact(period.getDays(), count));
    }
    LocalDateTime moved = start.plusMonths(Math.multiplyExact(period.toTotalMonths(), count));
    return anchor == Anchor.END ? moved.with(TemporalAdjusters.lastDayOfMonth()) : moved;
  }

  /**
   * Checks that a start lies on the anchor.
   *
   * @return {@code null} when it does; else the rule that it breaks, in words
   */
  @Nullable String anchorViolation(LocalDateTime start) {
    LocalDate date = start.toLocalDate();
    if (weekday != null && date.getDayOfWeek() != weekday) {
      return "must start on a " + weekday.name().toLowerCase(Locale.ROOT);
    }
    if (anchor == Anchor.START && date.getDayOfMonth() != 1) {
      return "must start on the first day of a month";
    }
    if (anchor == Anchor.END && date.getDayOfMonth() != date.lengthOfMonth()) {
      return "must start on the last day of a month";
    }
    return null;
  }

  /** Whether later times depend on the day of the month at which a series began. */
  boolean keepsDayOfMonth() {
    return period != null && period.getDays() == 0 && anchor == Anchor.NONE;
  }

  /**
   * Observations per season that a model should try first: the first of {@link #seasonLengths}, or
   * 1.
   */
  public int season() {
    List<Integer> lengths = seasonLengths();
    return lengths.isEmpty() ? 1 : lengths.get(0);
  }

  /**
   * The usual season lengths in observations, shortest first: day, week and year as far as they
   * hold a whole number (a year: about a whole number) of at least 2 steps. Hourly data have 24,
   * 168 and 8766; days 7 and 365; weeks 52; months 12; quarters 4; years and plain steps none.
   */
  public List<Integer> seasonLengths() {
    List<Integer> lengths = new ArrayList<>();
    if (period != null && period.toTotalMonths() > 0) {
      long months = period.toTotalMonths();
      if (months < 12 && 12 % months == 0) {
        lengths.add((int) (12 / months));
      }
      return List.copyOf(lengths);
    }
    if (isSteps()) {
      return List.of();
    }
    double seconds =
        period != null ? period.getDays() * (double) SECONDS_PER_DAY : seconds(duration);
    addWhole(lengths, SECONDS_PER_DAY / seconds);
    addWhole(lengths, 7 * SECONDS_PER_DAY / seconds);
    double perYear = DAYS_PER_YEAR * SECONDS_PER_DAY / seconds;
    if (perYear >= 2 && perYear <= 1e6) {
      lengths.add((int) Math.floor(perYear)); // 365 days, 52 weeks, 8766 hours
    }
    return List.copyOf(lengths);
  }

  private static double seconds(@Nullable Duration duration) {
    return duration == null ? 0 : duration.getSeconds() + duration.getNano() * 1e-9;
  }

  private static void addWhole(List<Integer> lengths, double count) {
    if (count >= 2 && count <= 1e9 && Math.abs(count - Math.rint(count)) < 1e-9 * count) {
      lengths.add((int) Math.rint(count));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Frequency that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The canonical name, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return name;
  }
}
