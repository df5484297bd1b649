package io.flts.core.ingest;

/**
 * Something irregular about one timestamp.
 *
 * @param kind what is irregular
 * @param row the place of the timestamp in the order given: a line number for files, else from 0
 * @param stamp the timestamp as a person would write it
 * @param detail what was expected or how much is missing, in words
 * @since 0.1.0
 */
public record Finding(Kind kind, long row, String stamp, String detail) {

  /** The ways in which timestamps can be irregular. */
  public enum Kind {
    /** All timestamps are the same: there is no step at all. */
    ZERO_STEP("zero step", "zero steps"),
    /** The timestamp occurred before. */
    DUPLICATE("duplicate", "duplicates"),
    /** The timestamp lies before the one above it. */
    NEGATIVE_STEP("step backwards", "steps backwards"),
    /** Timestamps are missing before this one. */
    GAP("gap", "gaps"),
    /** The timestamp lies between two points of the grid. */
    OFF_GRID("off-grid timestamp", "off-grid timestamps"),
    /**
     * The local time occurs twice, because clocks are set back, and the rows do not tell which it
     * is.
     */
    AMBIGUOUS_TIME("ambiguous local time", "ambiguous local times"),
    /** The local time does not occur, because clocks are set forward. */
    SKIPPED_TIME("skipped local time", "skipped local times");

    private final String one;
    private final String several;

    Kind(String one, String several) {
      this.one = one;
      this.several = several;
    }

    String counted(int count) {
      return count == 1 ? "1 " + one : count + " " + several;
    }
  }
}
