package io.flts.stat.season;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * The point of time at which a training history began: phase 0 of every season fitted to it.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SeasonAnchor {

  private final TimeIndex start;

  private SeasonAnchor(TimeIndex start) {
    this.start = start;
  }

  /** The anchor of a history. */
  public static SeasonAnchor of(TimeIndex history) {
    return new SeasonAnchor(history.slice(0, 0));
  }

  /**
   * Steps of the frequency from this anchor to the start of a history; empty where the history does
   * not start on a step of this one. Cost O(log of the number of steps).
   */
  public OptionalLong stepsTo(TimeIndex history) {
    Frequency frequency = start.frequency();
    if (!frequency.equals(history.frequency())) {
      return OptionalLong.empty();
    }
    if (frequency.isSteps()) {
      return OptionalLong.of(history.step(0) - start.step(0));
    }
    Duration step = frequency.duration();
    if (step != null) {
      boolean zoned = start.zone() != null && history.zone() != null;
      Duration span =
          zoned
              ? Duration.between(start.instant(0), history.instant(0))
              : Duration.between(start.localTime(0), history.localTime(0));
      long count = span.dividedBy(step);
      return step.multipliedBy(count).equals(span) ? OptionalLong.of(count) : OptionalLong.empty();
    }
    return search(frequency, start.localTime(0), history.localTime(0));
  }

  /** Calendar steps are uneven, but later steps are later: bisection on their number. */
  private static OptionalLong search(Frequency frequency, LocalDateTime from, LocalDateTime to) {
    long low = -1;
    long high = 1;
    while (frequency.plus(from, high).isBefore(to) && high < 1 << 28) {
      high *= 2;
    }
    while (frequency.plus(from, low).isAfter(to) && low > -(1 << 28)) {
      low *= 2;
    }
    while (low <= high) {
      long middle = Math.floorDiv(low + high, 2);
      int order = frequency.plus(from, middle).compareTo(to);
      if (order == 0) {
        return OptionalLong.of(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalLong.empty();
  }

  /** Writes what {@link #read} needs. */
  public void write(ModelWriter out) {
    ZoneId zone = start.zone();
    out.text("origin", start.originText())
        .integer("first", start.first())
        .text("zone", zone == null ? "" : zone.getId())
        .text("frequency", start.frequency().toString());
  }

  /** Reads what {@link #write} wrote. */
  public static SeasonAnchor read(ModelReader in) {
    return new SeasonAnchor(
        TimeIndex.parse(
            in.text("origin"),
            in.integer("first"),
            in.text("zone"),
            Frequency.parse(in.text("frequency")),
            0));
  }
}
