package io.flts.core.ingest;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps laid on the grid of a frequency: a position for each, and what is irregular.
 *
 * @param index the grid, from the earliest timestamp to the latest
 * @param positions per timestamp, in the order of the rows, its position on the grid
 * @param findings what is irregular, in the order of the rows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out of this package
record Grid(TimeIndex index, int[] positions, List<Finding> findings) {

  /**
   * Lays timestamps on a grid.
   *
   * @param id the series, for messages
   * @param ordered the places in order of time
   */
  static Grid of(
      String id, Timeline timeline, int[] ordered, Frequency frequency, int maximumLength) {
    List<Finding> findings = new ArrayList<>();
    if (!frequency.isCalendar()) {
      findings.addAll(timeline.clockFindings());
    }
    Ruler ruler = new Ruler(timeline, ordered[0], frequency);
    int[] positions = new int[timeline.size()];
    long last = 0;
    for (int i = 0; i < positions.length; i++) {
      long position = ruler.position(i);
      last = Math.max(last, position);
      if (position >= maximumLength) {
        throw new InvalidSeriesException(
            "Series '"
                + id
                + "' would have more than "
                + maximumLength
                + " positions from "
                + timeline.text(ordered[0])
                + " to "
                + timeline.text(i)
                + " at frequency "
                + frequency
                + ". Correct the timestamp, give another frequency, or raise the maximum length.");
      }
      positions[i] = (int) position;
      if (!ruler.isExact(i, position)) {
        findings.add(
            new Finding(
                Finding.Kind.OFF_GRID,
                timeline.row(i),
                timeline.text(i),
                "the grid of frequency "
                    + frequency
                    + " from "
                    + timeline.text(ordered[0])
                    + " has "
                    + ruler.index(Math.toIntExact(position) + 1).label((int) position)));
      }
      if (i > 0 && timeline.compare(i, i - 1) < 0) {
        findings.add(
            new Finding(
                Finding.Kind.NEGATIVE_STEP,
                timeline.row(i),
                timeline.text(i),
                "the row above it is at " + timeline.text(i - 1)));
      }
    }
    TimeIndex index = ruler.index(Math.toIntExact(last + 1));
    addNeighbourFindings(timeline, ordered, positions, index, findings);
    return new Grid(index, positions, List.copyOf(findings));
  }

  private static void addNeighbourFindings(
      Timeline timeline, int[] ordered, int[] positions, TimeIndex index, List<Finding> findings) {
    int end = ordered.length - 1;
    if (end > 0 && timeline.compare(ordered[0], ordered[end]) == 0) {
      findings.add(
          new Finding(
              Finding.Kind.ZERO_STEP,
              timeline.row(ordered[1]),
              timeline.text(ordered[1]),
              "all " + ordered.length + " timestamps are this one"));
      return;
    }
    for (int k = 1; k < ordered.length; k++) {
      int place = ordered[k];
      int step = positions[place] - positions[ordered[k - 1]];
      if (timeline.compare(place, ordered[k - 1]) == 0) {
        findings.add(
            new Finding(
                Finding.Kind.DUPLICATE,
                timeline.row(place),
                timeline.text(place),
                "it stands in row " + timeline.row(ordered[k - 1]) + " already"));
      } else if (step > 1) {
        findings.add(
            new Finding(
                Finding.Kind.GAP,
                timeline.row(place),
                timeline.text(place),
                (step - 1)
                    + (step == 2 ? " step is" : " steps are")
                    + " missing before it, from "
                    + index.label(positions[ordered[k - 1]] + 1)));
      }
    }
  }

  /** Measures how many steps after the first timestamp another one lies. */
  private static final class Ruler {
    private final Timeline timeline;
    private final int first;
    private final Frequency frequency;
    private final LocalDateTime start;

    Ruler(Timeline timeline, int first, Frequency frequency) {
      this.timeline = timeline;
      this.first = first;
      this.frequency = frequency;
      this.start = timeline.isWhole() ? LocalDateTime.MIN : timeline.local(first);
    }

    TimeIndex index(int length) {
      if (timeline.isWhole()) {
        return TimeIndex.ofSteps(timeline.seconds(first), length);
      }
      ZoneId zone = timeline.zone();
      if (zone == null) {
        return TimeIndex.of(start, frequency, length);
      }
      ZonedDateTime zoned = timeline.instant(first).atZone(zone);
      return TimeIndex.of(zoned, frequency, length);
    }

    /** The position nearest to a timestamp; the earlier of two. */
    long position(int i) {
      if (timeline.isWhole()) {
        return timeline.seconds(i) - timeline.seconds(first);
      }
      Duration step = frequency.duration();
      if (step != null) {
        Duration after =
            Duration.ofSeconds(
                timeline.seconds(i) - timeline.seconds(first),
                timeline.nanos(i) - timeline.nanos(first));
        long floor = after.dividedBy(step);
        Duration rest = after.minus(step.multipliedBy(floor));
        return rest.compareTo(step.minus(rest)) > 0 ? floor + 1 : floor;
      }
      return calendarPosition(timeline.local(i));
    }

    private long calendarPosition(LocalDateTime time) {
      Period step = java.util.Objects.requireNonNull(frequency.period());
      long floor;
      if (step.getDays() > 0) {
        floor =
            (time.toLocalDate().toEpochDay() - start.toLocalDate().toEpochDay()) / step.getDays();
      } else {
        floor = (months(time) - months(start)) / step.toTotalMonths();
      }
      while (floor > 0 && frequency.plus(start, floor).isAfter(time)) {
        floor--;
      }
      Duration rest = Duration.between(frequency.plus(start, floor), time);
      Duration missing = Duration.between(time, frequency.plus(start, floor + 1));
      return rest.compareTo(missing) > 0 ? floor + 1 : floor;
    }

    private static long months(LocalDateTime time) {
      return time.getYear() * 12L + time.getMonthValue();
    }

    boolean isExact(int i, long position) {
      if (timeline.isWhole()) {
        return true;
      }
      Duration step = frequency.duration();
      if (step != null) {
        return timeline
            .instant(first)
            .plus(step.multipliedBy(position))
            .equals(timeline.instant(i));
      }
      LocalDateTime expected = frequency.plus(start, position);
      if (expected.equals(timeline.local(i))) {
        return true;
      }
      ZoneId zone = timeline.zone();
      return zone != null && expected.atZone(zone).toInstant().equals(timeline.instant(i));
    }
  }

  /** The first finding that a policy does not repair, or {@code null}. */
  @Nullable Finding firstRefused(Repair repair) {
    for (Finding finding : findings) {
      if (!repair.accepts(finding.kind())) {
        return finding;
      }
    }
    return null;
  }
}
