package io.flts.api.forecast;

/**
 * What values a series can take at all, for example never below zero. Means, quantiles and paths of
 * a model that was fitted with bounds lie within them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param lower the smallest possible value, or negative infinity
 * @param upper the largest possible value, or positive infinity
 * @since 0.1.0
 */
public record Bounds(double lower, double upper) {
  private static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Checks the order. */
  public Bounds {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "Bounds from " + lower + " to " + upper + " hold no value; the lower must be smaller.");
    }
  }

  /** Any value. */
  public static Bounds none() {
    return NONE;
  }

  /** Zero or more: counts and loads. */
  public static Bounds nonNegative() {
    return new Bounds(0, Double.POSITIVE_INFINITY);
  }

  /** Whether every value is allowed. */
  public boolean isUnbounded() {
    return lower == Double.NEGATIVE_INFINITY && upper == Double.POSITIVE_INFINITY;
  }

  /** The nearest value within the bounds; {@code NaN} stays. */
  public double clamp(double value) {
    return Math.max(lower, Math.min(upper, value));
  }

  /** Clamps every value of an array in place. */
  public void clamp(double[] values) {
    if (!isUnbounded()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = clamp(values[i]);
      }
    }
  }
}
