package io.flts.core.decide;

import java.util.List;

/**
 * What every candidate threshold would have cost.
 *
 * <p>Yes is said where the probability is at least the threshold. Immutable and thread-safe.
 *
 * @param costs what errors cost
 * @param rows one per threshold, ascending; at least one
 * @since 0.1.0
 */
public record ThresholdTable(ErrorCosts costs, List<Row> rows) {

  /**
   * One threshold.
   *
   * @param threshold yes is said from this probability on
   * @param counts right and wrong decisions
   * @param cost what the wrong ones cost
   */
  public record Row(double threshold, ConfusionCounts counts, double cost) {}

  /** Copies the list. */
  public ThresholdTable {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A table needs at least one threshold.");
    }
  }

  /** The row that costs least; of several the one with the lowest threshold. */
  public Row best() {
    Row best = rows.get(0);
    for (Row row : rows) {
      if (row.cost() < best.cost()) {
        best = row;
      }
    }
    return best;
  }

  /**
   * The row of a threshold.
   *
   * @throws IllegalArgumentException where it is none of the candidates
   */
  public Row at(double threshold) {
    for (Row row : rows) {
      if (Math.abs(row.threshold() - threshold) < 1e-9) {
        return row;
      }
    }
    throw new IllegalArgumentException(
        "Threshold "
            + threshold
            + " is none of the "
            + rows.size()
            + " candidates from "
            + rows.get(0).threshold()
            + " to "
            + rows.get(rows.size() - 1).threshold()
            + ".");
  }

  /** What {@link #best()} costs less than a threshold, in the unit of the costs. */
  public double savingOver(double threshold) {
    return at(threshold).cost() - best().cost();
  }
}
