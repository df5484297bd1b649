package io.flts.core.ingest;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How regular raw timestamps are: the frequency that they follow, the index that they should make,
 * and everything that departs from it.
 *
 * <p>Local times that a clock change repeats are told apart by the order of the rows; whether a
 * departure matters depends on the frequency: a daily series may well name a time of day that does
 * not occur on one day of the year. Immutable and thread-safe. Cost O(n log n).
 *
 * @param index the regular index from the earliest timestamp to the latest
 * @param findings what is irregular
 * @since 0.1.0
 */
public record Regularity(TimeIndex index, List<Finding> findings) {
  private static final int SHOWN = 3;

  /** Copies the findings. */
  public Regularity {
    findings = List.copyOf(findings);
  }

  /**
   * Checks timestamps, in the order of their rows.
   *
   * @param timestamps ISO dates, date-times with or without offset or zone, or whole numbers
   * @param options frequency and zone, where known; the repair plays no part here
   * @throws InvalidSeriesException where a text is no timestamp, or no frequency can be inferred
   */
  public static Regularity check(List<String> timestamps, ReadOptions options) {
    Stamps stamps = new Stamps();
    for (int row = 0; row < timestamps.size(); row++) {
      try {
        stamps.add(timestamps.get(row), row);
      } catch (IllegalArgumentException e) {
        throw new InvalidSeriesException(
            "Timestamp '" + timestamps.get(row) + "' in row " + row + " " + e.getMessage() + ".",
            e);
      }
    }
    Timeline timeline = Timeline.of(stamps, options.zone());
    int[] ordered = timeline.ordered();
    Frequency frequency = frequency("timestamps", timeline, ordered, options.frequency());
    Grid grid = Grid.of("timestamps", timeline, ordered, frequency, options.maximumLength());
    return new Regularity(grid.index(), grid.findings());
  }

  /** The frequency that the timestamps follow. */
  public Frequency frequency() {
    return index.frequency();
  }

  /** Whether nothing was found. */
  public boolean isRegular() {
    return findings.isEmpty();
  }

  /** The findings of a kind, in order. */
  public List<Finding> findings(Finding.Kind kind) {
    return findings.stream().filter(finding -> finding.kind() == kind).toList();
  }

  static Frequency frequency(
      String id, Timeline timeline, int[] ordered, @Nullable Frequency given) {
    if (timeline.size() == 0) {
      throw new InvalidSeriesException(
          "Series '" + id + "' is empty: there is not a single timestamp. Supply observations.");
    }
    if (given != null) {
      if (given.isSteps() != timeline.isWhole()) {
        throw new InvalidSeriesException(
            "Series '"
                + id
                + "' starts at '"
                + timeline.text(ordered[0])
                + "', which does not fit frequency "
                + given
                + ": "
                + (timeline.isWhole()
                    ? "whole numbers have frequency 1"
                    : "times have a step such as h or D")
                + ". Correct the frequency or choose another time column.");
      }
      return given;
    }
    int last = ordered[ordered.length - 1];
    if (timeline.size() > 1 && timeline.compare(ordered[0], last) == 0) {
      throw new InvalidSeriesException(
          "Series '"
              + id
              + "' has a step of zero: all "
              + timeline.size()
              + " timestamps are "
              + timeline.text(last)
              + ". Timestamps must ascend; check that the time column is the right"
              + " one and that rows of different series are not mixed.");
    }
    Frequency inferred = FrequencyInference.of(timeline, ordered);
    if (inferred == null) {
      throw new InvalidSeriesException(
          "Series '"
              + id
              + "' has 1 row, at "
              + timeline.text(last)
              + "; a frequency cannot be inferred from fewer than 2. Give it:"
              + " ReadOptions.defaults().withFrequency(Frequency.parse(\"h\")).");
    }
    return inferred;
  }

  /** Refuses what a policy does not repair, naming the first offending timestamps. */
  static void refuse(String id, Timeline timeline, Grid grid, Repair repair) {
    Map<Finding.Kind, List<Finding>> byKind = new EnumMap<>(Finding.Kind.class);
    for (Finding finding : grid.findings()) {
      if (!repair.accepts(finding.kind())) {
        byKind.computeIfAbsent(finding.kind(), kind -> new ArrayList<>()).add(finding);
      }
    }
    if (byKind.isEmpty()) {
      return;
    }
    StringBuilder message =
        new StringBuilder("Series '").append(id).append("' is not regular at frequency ");
    message.append(grid.index().frequency()).append(':');
    List<String> remedies = new ArrayList<>();
    String separator = " ";
    for (Map.Entry<Finding.Kind, List<Finding>> entry : byKind.entrySet()) {
      message.append(separator).append(entry.getKey().counted(entry.getValue().size()));
      separator = "; ";
      String inner = " (";
      for (Finding finding :
          entry.getValue().subList(0, Math.min(SHOWN, entry.getValue().size()))) {
        message.append(inner).append("row ").append(finding.row()).append(": ");
        message.append(finding.stamp()).append(", ").append(finding.detail());
        inner = " | ";
      }
      message.append(')');
      remedies.add(Repair.remedy(entry.getKey()));
    }
    message.append(". Timestamps must ascend by one step each. Correct the rows, or read with ");
    message.append(String.join(", ", remedies)).append('.');
    if (timeline.mixesOffsets()) {
      message.append(" The timestamps have several offsets: give their zone (withZone).");
    } else if (timeline.zone() == null
        && !timeline.isWhole()
        && !grid.index().frequency().isCalendar()) {
      message.append(" If these are local times where clocks change, give their zone (withZone).");
    }
    throw new InvalidSeriesException(message.toString());
  }
}
