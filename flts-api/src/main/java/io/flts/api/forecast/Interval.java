package io.flts.api.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A central prediction interval of every step: the future value is expected to lie within with
 * probability {@link #level()}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Interval {
  private final double level;
  private final double[] lower;
  private final double[] upper;

  Interval(double level, double[] lower, double[] upper) {
    this.level = level;
    this.lower = lower;
    this.upper = upper;
  }

  /** The nominal probability, in (0, 1). */
  public double level() {
    return level;
  }

  /** The lower ends, one per step; a copy. */
  public double[] lower() {
    return lower.clone();
  }

  /** The upper ends, one per step; a copy. */
  public double[] upper() {
    return upper.clone();
  }

  /** The lower end of a step. */
  public double lower(int step) {
    return lower[step];
  }

  /** The upper end of a step. */
  public double upper(int step) {
    return upper[step];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Interval that
        && level == that.level
        && Arrays.equals(lower, that.lower)
        && Arrays.equals(upper, that.upper);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(lower) + Arrays.hashCode(upper);
  }

  @Override
  public String toString() {
    return "interval " + level + " of " + lower.length + " steps";
  }
}
