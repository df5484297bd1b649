package io.flts.core.monitor;

/**
 * How severe a drift score is, in half-open bands: {@code LOW < 0.1 <= MEDIUM < 0.3 <= HIGH < 0.5
 * <= CRITICAL}.
 *
 * @since 0.1.0
 */
public enum DriftSeverity {
  /** Below 0.1: nothing to do. */
  LOW(0.1),
  /** From 0.1 to below 0.3: keep an eye on it. */
  MEDIUM(0.3),
  /** From 0.3 to below 0.5: somebody should look. */
  HIGH(0.5),
  /** From 0.5: the model should not be trusted. */
  CRITICAL(Double.POSITIVE_INFINITY);

  /** Scores above this (not at it) raise an alert. */
  public static final double ALERT_ABOVE = 0.3;

  /** A share of drifted columns from this on means that the data set as a whole has drifted. */
  public static final double DATASET_DRIFT_SHARE = 0.5;

  private final double below;

  DriftSeverity(double below) {
    this.below = below;
  }

  /**
   * The band of a score.
   *
   * @param score at least 0, may be infinite
   */
  public static DriftSeverity of(double score) {
    if (!(score >= 0)) {
      throw new IllegalArgumentException("Drift score " + score + " must be a number from 0.");
    }
    for (DriftSeverity severity : values()) {
      if (score < severity.below) {
        return severity;
      }
    }
    return CRITICAL;
  }

  /** Whether a score raises an alert: it is above {@link #ALERT_ABOVE}. */
  public static boolean alerts(double score) {
    return score > ALERT_ABOVE;
  }

  /** Whether so many of all columns drifted that the data set has: at least half. */
  public static boolean isDatasetDrift(int drifted, int columns) {
    if (columns < 1 || drifted < 0 || drifted > columns) {
      throw new IllegalArgumentException(
          drifted + " drifted columns of " + columns + " is not possible.");
    }
    return drifted >= DATASET_DRIFT_SHARE * columns;
  }
}
