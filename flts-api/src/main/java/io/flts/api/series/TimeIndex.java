package io.flts.api.series;

import io.flts.api.error.InvalidSeriesException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAmount;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The regular time axis of a series: a start, a frequency and a length.
 *
 * <p>The start is a local time without zone, a time in a zone, or (for {@link Frequency#steps()}) a
 * whole number. With a zone, calendar steps keep the local time of day and exact steps the elapsed
 * time; a local time that a clock change skips moves forward by the gap, one that occurs twice is
 * the earlier. A zone-less index knows no clock changes. Positions may lie beyond the length:
 * {@code index.label(index.length())} names the first step to forecast.
 *
 * <p>Immutable and thread-safe. Every access is O(1).
 *
 * @since 0.1.0
 */
public final class TimeIndex {
  private final LocalDateTime origin;
  private final @Nullable ZoneId zone;
  private final ZoneOffset originOffset;

  /**
   * Steps from the origin to position 0. Slices keep the origin, because stepping on from 28
   * February would lose that the series began on a 31st.
   */
  private final long first;

  private final Frequency frequency;
  private final int length;

  private TimeIndex(
      LocalDateTime origin,
      @Nullable ZoneId zone,
      ZoneOffset originOffset,
      long first,
      Frequency frequency,
      int length) {
    if (length < 0) {
      throw new IllegalArgumentException("Length " + length + " must not be negative.");
    }
    String violation = frequency.isSteps() ? null : frequency.anchorViolation(origin);
    if (violation != null) {
      throw new InvalidSeriesException(
          "Start "
              + origin
              + " does not fit frequency "
              + frequency
              + ": a series of this frequency "
              + violation
              + ". Correct the start, or choose an unanchored frequency (P1M, P7D).");
    }
    this.origin = origin;
    this.zone = zone;
    this.originOffset = originOffset;
    this.first = first;
    this.frequency = frequency;
    this.length = length;
  }

  /** An index of local times without a zone. */
  public static TimeIndex of(LocalDateTime start, Frequency frequency, int length) {
    requireTimes(frequency);
    return new TimeIndex(start, null, ZoneOffset.UTC, 0, frequency, length);
  }

  /** An index in a zone, whose clock changes it follows. */
  public static TimeIndex of(ZonedDateTime start, Frequency frequency, int length) {
    requireTimes(frequency);
    return new TimeIndex(
        start.toLocalDateTime(), start.getZone(), start.getOffset(), 0, frequency, length);
  }

  /** An index in UTC. */
  public static TimeIndex of(Instant start, Frequency frequency, int length) {
    return of(start.atZone(ZoneOffset.UTC), frequency, length);
  }

  /** An index of whole numbers: {@code first, first + 1, ...}. */
  public static TimeIndex ofSteps(long first, int length) {
    return new TimeIndex(LocalDateTime.MIN, null, ZoneOffset.UTC, first, Frequency.steps(), length);
  }

  private static void requireTimes(Frequency frequency) {
    if (frequency.isSteps()) {
      throw new IllegalArgumentException(
          "Frequency 1 counts steps and has no times; use TimeIndex.ofSteps(first, length).");
    }
  }

  /**
   * Reads an index from what {@link #originText()}, {@link #first()}, {@link #zone()} and the
   * frequency's name say.
   *
   * @param originText ISO local date-time, with offset where there is a zone; ignored for whole
   *     numbers
   * @param first steps from the origin to position 0
   * @param zone a zone id, or the empty text for none
   */
  public static TimeIndex parse(
      String originText, long first, String zone, Frequency frequency, int length) {
    if (frequency.isSteps()) {
      return ofSteps(first, length);
    }
    if (zone.isEmpty()) {
      LocalDateTime origin = LocalDateTime.parse(originText);
      return new TimeIndex(origin, null, ZoneOffset.UTC, first, frequency, length);
    }
    OffsetDateTime origin = OffsetDateTime.parse(originText);
    return new TimeIndex(
        origin.toLocalDateTime(), ZoneId.of(zone), origin.getOffset(), first, frequency, length);
  }

  /** Number of observations, at least 0. */
  public int length() {
    return length;
  }

  /** The step. */
  public Frequency frequency() {
    return frequency;
  }

  /** The zone, or {@code null} for local times without a zone and for whole numbers. */
  public @Nullable ZoneId zone() {
    return zone;
  }

  /** Whether positions have times; false for {@link Frequency#steps()}. */
  public boolean hasTimes() {
    return !frequency.isSteps();
  }

  /**
   * The local time at a position; may lie before 0 or beyond the length.
   *
   * @throws IllegalStateException for an index of whole numbers
   */
  public LocalDateTime localTime(int position) {
    if (zone == null || frequency.isSteps()) {
      return frequency.plus(origin, first + position);
    }
    return zoned(zone, position).toLocalDateTime();
  }

  /**
   * The instant at a position; without a zone, local times are taken as UTC.
   *
   * @throws IllegalStateException for an index of whole numbers
   */
  public Instant instant(int position) {
    if (zone == null || frequency.isSteps()) {
      return frequency.plus(origin, first + position).toInstant(ZoneOffset.UTC);
    }
    return zoned(zone, position).toInstant();
  }

  private ZonedDateTime zoned(ZoneId zone, int position) {
    long steps = first + position;
    Duration step = frequency.duration();
    if (step != null) {
      return origin.toInstant(originOffset).plus(step.multipliedBy(steps)).atZone(zone);
    }
    return ZonedDateTime.ofLocal(
        frequency.plus(origin, steps), zone, steps == 0 ? originOffset : null);
  }

  /** The whole number at a position, for an index of whole numbers. */
  public long step(int position) {
    return first + position;
  }

  /**
   * What a person would write for a position: an ISO local date-time ({@code 2024-03-31T00:00:00}),
   * with offset where there is a zone, or a whole number.
   */
  public String label(int position) {
    if (frequency.isSteps()) {
      return Long.toString(step(position));
    }
    if (zone == null) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(localTime(position));
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(zoned(zone, position).toOffsetDateTime());
  }

  /** The origin as {@link #parse} reads it: the label from which steps are counted. */
  public String originText() {
    if (frequency.isSteps()) {
      return "0";
    }
    return zone == null
        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(origin)
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(origin.atOffset(originOffset));
  }

  /** Steps from the origin to position 0; for whole numbers the number at position 0. */
  public long first() {
    return first;
  }

  /**
   * The index of positions {@code from} (inclusive) to {@code to} (exclusive); {@code to} may lie
   * beyond the length.
   */
  public TimeIndex slice(int from, int to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("Slice from " + from + " to " + to + " is not a range.");
    }
    return new TimeIndex(origin, zone, originOffset, first + from, frequency, to - from);
  }

  /** The {@code horizon} positions that follow this index. */
  public TimeIndex next(int horizon) {
    return slice(length, Math.addExact(length, horizon));
  }

  /**
   * The number of steps that a span of time after the last position holds, counted by the calendar:
   * positions {@code length .. length + n - 1} lie within {@code span} of the last one.
   *
   * @param span a {@link Period} or a {@link Duration}
   * @throws IllegalArgumentException where the span holds no step
   */
  public int stepsWithin(TemporalAmount span) {
    if (frequency.isSteps()) {
      throw new IllegalArgumentException(
          "A horizon of "
              + span
              + " cannot be counted in whole-number steps; give a number of steps.");
    }
    int low;
    try {
      low = stepsReached(span);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "A horizon of "
              + span
              + " after "
              + label(length - 1)
              + " leads beyond the end of the calendar. Ask for a shorter one.",
          e);
    }
    if (low == 0) {
      throw new IllegalArgumentException(
          "A horizon of "
              + span
              + " is shorter than one step of frequency "
              + frequency
              + ". Ask for at least one step.");
    }
    return low;
  }

  private int stepsReached(TemporalAmount span) {
    int last = length - 1;
    int low = 0;
    int high = 1;
    while (reaches(last, high, span)) {
      low = high;
      high = Math.multiplyExact(high, 2);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (reaches(last, middle, span)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean reaches(int last, int steps, TemporalAmount span) {
    if (zone == null) {
      return !localTime(last + steps).isAfter(localTime(last).plus(span));
    }
    return !zoned(zone, last + steps).isAfter(zoned(zone, last).plus(span));
  }

  /** Whether {@code other} goes on exactly where this index ends, at the same frequency. */
  public boolean isContinuedBy(TimeIndex other) {
    return frequency.equals(other.frequency)
        && Objects.equals(zone, other.zone)
        && label(length).equals(other.label(0));
  }

  /** Equal when both name the same points of time, however they came to be. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeIndex that
        && length == that.length
        && frequency.equals(that.frequency)
        && Objects.equals(zone, that.zone)
        && label(0).equals(that.label(0))
        && (!frequency.isCalendar() || phase().equals(that.phase()));
  }

  /**
   * What later calendar steps depend on beyond the time at position 0: day of month, time of day.
   */
  private LocalDateTime phase() {
    return LocalDateTime.of(2000, 1, frequency.keepsDayOfMonth() ? origin.getDayOfMonth() : 1, 0, 0)
        .with(origin.toLocalTime());
  }

  @Override
  public int hashCode() {
    return Objects.hash(label(0), frequency, length);
  }

  @Override
  public String toString() {
    return label(0) + (zone == null ? "" : "[" + zone + "]") + " " + frequency + " x " + length;
  }
}
