package io.flts.core.ingest;

/**
 * What to do about irregular timestamps. Nothing is repaired by default: what is wrong is refused.
 *
 * <p>Immutable and thread-safe. Example: {@code Repair.none().with(Repair.Gaps.MISSING)}
 *
 * @param duplicates several values for one timestamp
 * @param order rows that go back in time
 * @param gaps timestamps that are not there
 * @param offGrid timestamps between two points of the grid
 * @param clock local times that a clock change skips or repeats
 * @since 0.1.0
 */
public record Repair(
    Duplicates duplicates, Order order, Gaps gaps, OffGrid offGrid, ClockChanges clock) {

  /** What to make of several values for one timestamp; missing ones do not count. */
  public enum Duplicates {
    /** Refuse them. */
    REFUSE,
    /** Take the first in the order of the rows. */
    FIRST,
    /** Take the last in the order of the rows. */
    LAST,
    /** Take their mean. */
    MEAN,
    /** Take their sum. */
    SUM,
    /** Take the smallest. */
    MINIMUM,
    /** Take the largest. */
    MAXIMUM
  }

  /** What to do with rows that go back in time. */
  public enum Order {
    /** Refuse them. */
    REFUSE,
    /** Sort all rows by time. */
    SORT
  }

  /** What to do where timestamps are not there. */
  public enum Gaps {
    /** Refuse the series. */
    REFUSE,
    /** Put missing values there. */
    MISSING
  }

  /** What to do with timestamps between two points of the grid. */
  public enum OffGrid {
    /** Refuse them. */
    REFUSE,
    /** Move them to the nearest point of the grid, the earlier of two equally near. */
    NEAREST
  }

  /** What to do with local times that do not tell their instant. */
  public enum ClockChanges {
    /** Refuse them. */
    REFUSE,
    /** Move skipped times forward by the gap; take repeated ones as the earlier. */
    SHIFT
  }

  /** Refuse everything that is irregular. */
  public static Repair none() {
    return new Repair(
        Duplicates.REFUSE, Order.REFUSE, Gaps.REFUSE, OffGrid.REFUSE, ClockChanges.REFUSE);
  }

  /** Sort, average duplicates, leave gaps missing, move to the nearest grid point, shift clocks. */
  public static Repair everything() {
    return new Repair(
        Duplicates.MEAN, Order.SORT, Gaps.MISSING, OffGrid.NEAREST, ClockChanges.SHIFT);
  }

  /** This policy with another treatment of duplicates. */
  public Repair with(Duplicates other) {
    return new Repair(other, order, gaps, offGrid, clock);
  }

  /** This policy with another treatment of rows that go back in time. */
  public Repair with(Order other) {
    return new Repair(duplicates, other, gaps, offGrid, clock);
  }

  /** This policy with another treatment of gaps. */
  public Repair with(Gaps other) {
    return new Repair(duplicates, order, other, offGrid, clock);
  }

  /** This policy with another treatment of off-grid timestamps. */
  public Repair with(OffGrid other) {
    return new Repair(duplicates, order, gaps, other, clock);
  }

  /** This policy with another treatment of clock changes. */
  public Repair with(ClockChanges other) {
    return new Repair(duplicates, order, gaps, offGrid, other);
  }

  /** Whether findings of a kind are repaired rather than refused. */
  boolean accepts(Finding.Kind kind) {
    return switch (kind) {
      case ZERO_STEP -> false;
      case DUPLICATE -> duplicates != Duplicates.REFUSE;
      case NEGATIVE_STEP -> order != Order.REFUSE;
      case GAP -> gaps != Gaps.REFUSE;
      case OFF_GRID -> offGrid != OffGrid.REFUSE;
      case AMBIGUOUS_TIME, SKIPPED_TIME -> clock != ClockChanges.REFUSE;
    };
  }

  /** How to ask for the repair of a kind, for messages. */
  static String remedy(Finding.Kind kind) {
    return switch (kind) {
      case ZERO_STEP -> "check that the time column is the right one";
      case DUPLICATE -> "Repair.Duplicates.MEAN (or LAST, SUM, ...)";
      case NEGATIVE_STEP -> "Repair.Order.SORT";
      case GAP -> "Repair.Gaps.MISSING";
      case OFF_GRID -> "Repair.OffGrid.NEAREST or another frequency";
      case AMBIGUOUS_TIME, SKIPPED_TIME -> "Repair.ClockChanges.SHIFT or timestamps with offset";
    };
  }
}
