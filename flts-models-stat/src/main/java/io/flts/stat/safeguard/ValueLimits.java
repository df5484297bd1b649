package io.flts.stat.safeguard;

import java.util.Locale;

/**
 * Limits that every mean, quantile and path of a forecast honours, such as non-negative.
 *
 * <p>Infinite limits mean none. Immutable and thread-safe.
 *
 * @param lower least value, may be −∞
 * @param upper greatest value, may be +∞; greater than {@code lower}
 * @since 0.1.0
 */
public record ValueLimits(double lower, double upper) {

  /** No limits. */
  public static final ValueLimits NONE =
      new ValueLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Checks that the limits leave room. */
  public ValueLimits {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Limits [%s, %s] leave no room: the lower limit must be less than the upper one.",
              lower,
              upper));
    }
  }

  /** Whether there is no limit on either side. */
  public boolean none() {
    return lower == Double.NEGATIVE_INFINITY && upper == Double.POSITIVE_INFINITY;
  }

  /** The value nearest to the given one inside the limits. */
  public double clamp(double value) {
    return Math.min(Math.max(value, lower), upper);
  }
}
