package io.flts.core.decide;

/**
 * How often a yes-or-no decision was right and wrong, and the measures that follow from it.
 *
 * <p>A measure whose denominator is 0 is 0, as in scikit-learn: a rule that never says yes has
 * precision 0. Without any case every measure is 0.
 *
 * <p>Immutable and thread-safe.
 *
 * @param truePositives yes was said and was right
 * @param falseNegatives no was said and was wrong
 * @param falsePositives yes was said and was wrong
 * @param trueNegatives no was said and was right
 * @since 0.1.0
 */
public record ConfusionCounts(
    long truePositives, long falseNegatives, long falsePositives, long trueNegatives) {

  /** Checks that no count is negative. */
  public ConfusionCounts {
    if (truePositives < 0 || falseNegatives < 0 || falsePositives < 0 || trueNegatives < 0) {
      throw new IllegalArgumentException(
          "Counts TP "
              + truePositives
              + ", FN "
              + falseNegatives
              + ", FP "
              + falsePositives
              + ", TN "
              + trueNegatives
              + " must not be negative.");
    }
  }

  /** Number of cases. */
  public long cases() {
    return positives() + negatives();
  }

  /** Number of cases whose truth is yes. */
  public long positives() {
    return truePositives + falseNegatives;
  }

  /** Number of cases whose truth is no. */
  public long negatives() {
    return falsePositives + trueNegatives;
  }

  /** Share of the cases in which yes was said: (TP + FP) / all. */
  public double predictedRate() {
    return share(truePositives + falsePositives, cases());
  }

  /** Share of the cases whose truth is yes: (TP + FN) / all. */
  public double baseRate() {
    return share(positives(), cases());
  }

  /** Share of right decisions: (TP + TN) / all. */
  public double accuracy() {
    return share(truePositives + trueNegatives, cases());
  }

  /** Share of right ones among those where yes was said: TP / (TP + FP). */
  public double precision() {
    return share(truePositives, truePositives + falsePositives);
  }

  /** Share of those found among those whose truth is yes: TP / (TP + FN). */
  public double recall() {
    return share(truePositives, positives());
  }

  /** Share of those left alone among those whose truth is no: TN / (TN + FP). */
  public double specificity() {
    return share(trueNegatives, negatives());
  }

  /** Mean of recall and specificity: 0.5 for a rule that does not look. */
  public double balancedAccuracy() {
    return (recall() + specificity()) / 2;
  }

  /** Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN). */
  public double f1() {
    return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  /** Mean of {@link #f1()} of the yes and of the no class. */
  public double macroF1() {
    double ofNo = share(2 * trueNegatives, 2 * trueNegatives + falsePositives + falseNegatives);
    return (f1() + ofNo) / 2;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
