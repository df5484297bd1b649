package io.flts.core.score;

import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;

/** Sums of the errors of the mean over all steps whose actual value is known. */
final class ErrorSums {
  private long count;
  private double absolute;
  private double squared;
  private double magnitude;
  private double smallest = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;
  private double actuals;
  private double largestError;

  private ErrorSums() {}

  static ErrorSums over(ScoringContext context) {
    ErrorSums sums = new ErrorSums();
    for (ScoredCase one : context.cases()) {
      sums.add(one);
    }
    return sums;
  }

  static ErrorSums over(ScoredCase one) {
    ErrorSums sums = new ErrorSums();
    sums.add(one);
    return sums;
  }

  private void add(ScoredCase one) {
    for (int step = 0; step < one.horizon(); step++) {
      double actual = one.actual(step);
      if (Double.isNaN(actual)) {
        continue;
      }
      double error = Math.abs(actual - one.forecast().mean(step));
      count++;
      absolute += error;
      squared += error * error;
      largestError = Math.max(largestError, error);
      magnitude += Math.abs(actual);
      actuals += actual;
      smallest = Math.min(smallest, actual);
      largest = Math.max(largest, actual);
    }
  }

  /** Mean |y - f|; NaN without steps. */
  double meanAbsolute() {
    return absolute / count;
  }

  /** Mean (y - f)^2; NaN without steps. */
  double meanSquared() {
    return squared / count;
  }

  /** Root of the mean square, also where a square overflows though the root is a plain number. */
  double rootMeanSquared(ScoringContext context) {
    if (squared < Double.POSITIVE_INFINITY || largestError == Double.POSITIVE_INFINITY) {
      return Math.sqrt(meanSquared());
    }
    double scaled = 0;
    for (ScoredCase one : context.cases()) {
      for (int step = 0; step < one.horizon(); step++) {
        double actual = one.actual(step);
        if (!Double.isNaN(actual)) {
          double ratio = (actual - one.forecast().mean(step)) / largestError;
          scaled += ratio * ratio;
        }
      }
    }
    return largestError * Math.sqrt(scaled / count);
  }

  /** Sum |y - f|. */
  double absolute() {
    return absolute;
  }

  /** Sum |y|. */
  double magnitude() {
    return magnitude;
  }

  /** Mean |y|; NaN without steps. */
  double meanMagnitude() {
    return magnitude / count;
  }

  /** Largest minus smallest actual value; negative infinity without steps. */
  double range() {
    return largest - smallest;
  }

  /** Mean actual value; NaN without steps. */
  double meanActual() {
    return actuals / count;
  }

  /** Number of steps whose actual value is known. */
  long count() {
    return count;
  }
}
