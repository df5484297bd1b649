package io.flts.core.decide;

/**
 * What a wrong decision costs the business, in any one unit.
 *
 * <p>Immutable and thread-safe.
 *
 * @param falseNegative of saying no where yes was right, at least 0
 * @param falsePositive of saying yes where no was right, at least 0
 * @since 0.1.0
 */
public record ErrorCosts(double falseNegative, double falsePositive) {

  /** Checks that costs are finite, not negative, and not both 0. */
  public ErrorCosts {
    boolean proper =
        falseNegative >= 0
            && falsePositive >= 0
            && falseNegative + falsePositive > 0
            && falseNegative + falsePositive < Double.POSITIVE_INFINITY;
    if (!proper) {
      throw new IllegalArgumentException(
          "Costs "
              + falseNegative
              + " of a false negative and "
              + falsePositive
              + " of a false positive must be finite, at least 0, and one of them above 0.");
    }
  }

  /** {@code falseNegative}·FN + {@code falsePositive}·FP. */
  public double of(ConfusionCounts counts) {
    return falseNegative * counts.falseNegatives() + falsePositive * counts.falsePositives();
  }

  /**
   * The threshold that costs least where probabilities are true ones: FP / (FP + FN) cost.
   *
   * @see <a href="https://dl.acm.org/doi/10.5555/1642194.1642224">Elkan (2001), The foundations of
   *     cost-sensitive learning</a>
   */
  public double thresholdOfTrueProbabilities() {
    return falsePositive / (falsePositive + falseNegative);
  }
}
