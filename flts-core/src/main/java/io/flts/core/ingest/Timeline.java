package io.flts.core.ingest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps placed in time: instants where there is a zone or an offset, local times taken as if
 * they were UTC where there is neither, whole numbers as they are. Immutable after construction.
 */
final class Timeline {
  private final Stamps stamps;
  private final @Nullable ZoneId zone;
  private final long[] seconds;
  private final int[] nanos;
  private final List<Finding> clockFindings = new ArrayList<>();

  /** Repeated local times taken as the earlier, by their later instant, until the twin shows up. */
  private final Map<Long, Finding> undecided = new TreeMap<>();

  private Timeline(Stamps stamps, @Nullable ZoneId zone) {
    this.stamps = stamps;
    this.zone = zone;
    this.seconds = new long[stamps.size()];
    this.nanos = new int[stamps.size()];
  }

  /**
   * Places timestamps in time.
   *
   * @param given the zone that the caller knows, or {@code null}
   */
  static Timeline of(Stamps stamps, @Nullable ZoneId given) {
    Timeline timeline = new Timeline(stamps, zoneOf(stamps, given));
    for (int i = 0; i < stamps.size(); i++) {
      timeline.place(i);
    }
    // a series that ends between the two has not met the twin yet: nothing is ambiguous about it
    long end = Arrays.stream(timeline.seconds).max().orElse(0);
    timeline.undecided.forEach(
        (later, finding) -> {
          if (later <= end) {
            timeline.clockFindings.add(finding);
          }
        });
    return timeline;
  }

  private static @Nullable ZoneId zoneOf(Stamps stamps, @Nullable ZoneId given) {
    if (stamps.kind() == Stamps.Kind.WHOLE) {
      return null;
    }
    if (given != null || stamps.kind() == Stamps.Kind.LOCAL) {
      return given;
    }
    if (stamps.zone() != null) {
      return stamps.zone();
    }
    int first = stamps.offsetSeconds(0);
    boolean same =
        IntStream.range(0, stamps.size()).allMatch(i -> stamps.offsetSeconds(i) == first);
    return same ? ZoneOffset.ofTotalSeconds(first) : ZoneOffset.UTC;
  }

  /** Whether the timestamps have several offsets but nobody said of which zone. */
  boolean mixesOffsets() {
    return stamps.kind() == Stamps.Kind.OFFSET
        && stamps.zone() == null
        && ZoneOffset.UTC.equals(zone)
        && IntStream.range(0, stamps.size()).anyMatch(i -> stamps.offsetSeconds(i) != 0);
  }

  private void place(int i) {
    if (stamps.kind() == Stamps.Kind.WHOLE) {
      seconds[i] = stamps.whole(i);
      return;
    }
    LocalDateTime local = stamps.local(i);
    nanos[i] = local.getNano();
    if (stamps.kind() == Stamps.Kind.OFFSET) {
      seconds[i] = local.toEpochSecond(ZoneOffset.UTC) - stamps.offsetSeconds(i);
    } else {
      seconds[i] = zone == null ? local.toEpochSecond(ZoneOffset.UTC) : resolve(i, local, zone);
    }
  }

  /**
   * The instant of a local time. One that occurs twice is the earlier, unless the row above is as
   * late already: then clocks were set back between the two rows.
   */
  private long resolve(int i, LocalDateTime local, ZoneId in) {
    ZoneRules rules = in.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.size() == 1) {
      return local.toEpochSecond(offsets.get(0));
    }
    ZoneOffsetTransition change = rules.getTransition(local);
    if (offsets.isEmpty()) {
      clockFindings.add(
          new Finding(
              Finding.Kind.SKIPPED_TIME,
              stamps.row(i),
              local.toString(),
              "clocks in "
                  + in
                  + " go from "
                  + change.getDateTimeBefore()
                  + " to "
                  + change.getDateTimeAfter()));
      return local.toEpochSecond(change.getOffsetBefore());
    }
    long earlier = local.toEpochSecond(change.getOffsetBefore());
    long later = local.toEpochSecond(change.getOffsetAfter());
    boolean second = i > 0 && seconds[i - 1] >= earlier && seconds[i - 1] < later;
    if (second) {
      undecided.remove(later);
    } else {
      undecided.put(
          later,
          new Finding(
              Finding.Kind.AMBIGUOUS_TIME,
              stamps.row(i),
              local.toString(),
              "clocks in "
                  + in
                  + " go from "
                  + change.getDateTimeBefore()
                  + " back to "
                  + change.getDateTimeAfter()));
    }
    return second ? later : earlier;
  }

  int size() {
    return seconds.length;
  }

  boolean isWhole() {
    return stamps.kind() == Stamps.Kind.WHOLE;
  }

  @Nullable ZoneId zone() {
    return zone;
  }

  /** Local times that clock changes skip or repeat; matters only for exact steps. */
  List<Finding> clockFindings() {
    return clockFindings;
  }

  long row(int i) {
    return stamps.row(i);
  }

  long seconds(int i) {
    return seconds[i];
  }

  int nanos(int i) {
    return nanos[i];
  }

  Instant instant(int i) {
    return Instant.ofEpochSecond(seconds[i], nanos[i]);
  }

  /** The local time as written; for times with offset, the local time in the zone. */
  LocalDateTime local(int i) {
    if (stamps.kind() == Stamps.Kind.OFFSET && zone != null) {
      return LocalDateTime.ofInstant(instant(i), zone);
    }
    return stamps.local(i);
  }

  int compare(int i, int j) {
    int bySeconds = Long.compare(seconds[i], seconds[j]);
    return bySeconds != 0 ? bySeconds : Integer.compare(nanos[i], nanos[j]);
  }

  /** The places in order of time; equal times keep the order of the rows. */
  int[] ordered() {
    if (ascends()) {
      return IntStream.range(0, size()).toArray(); // the usual case, spared the boxes of the sort
    }
    return IntStream.range(0, size())
        .boxed()
        .sorted(this::compare)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Whether every timestamp is later than the one before it. */
  boolean ascends() {
    for (int i = 1; i < size(); i++) {
      if (compare(i - 1, i) >= 0) {
        return false;
      }
    }
    return true;
  }

  String text(int i) {
    if (isWhole()) {
      return Long.toString(seconds[i]);
    }
    return stamps.kind() == Stamps.Kind.OFFSET
        ? stamps.local(i) + ZoneOffset.ofTotalSeconds(stamps.offsetSeconds(i)).toString()
        : stamps.local(i).toString();
  }
}
