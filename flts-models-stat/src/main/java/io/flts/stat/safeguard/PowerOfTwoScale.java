package io.flts.stat.safeguard;

/**
 * A power of two by which a series of extreme magnitude is divided before it is fitted.
 *
 * <p>Series whose greatest absolute value lies in [1e-60, 1e60] keep the scale 1, so ordinary data
 * pass through untouched; others are brought near 1, since their squares would overflow or vanish.
 * Division by a power of two loses no bits. Immutable and thread-safe.
 *
 * @param factor the scale, a power of two
 * @since 0.1.0
 */
public record PowerOfTwoScale(double factor) {

  private static final double LARGE = 1e60;
  private static final double SMALL = 1e-60;

  /** The scale for a history; NaN values are ignored. */
  public static PowerOfTwoScale of(double[] history) {
    double greatest = 0;
    for (double value : history) {
      if (Math.abs(value) > greatest) {
        greatest = Math.abs(value);
      }
    }
    if (greatest == 0 || (greatest >= SMALL && greatest <= LARGE)) {
      return new PowerOfTwoScale(1);
    }
    int exponent = Math.max(Math.getExponent(greatest), -1000);
    return new PowerOfTwoScale(Math.scalb(1.0, exponent));
  }

  /** The history divided by the factor: the same array if the factor is 1. */
  public double[] down(double[] history) {
    if (factor == 1) {
      return history;
    }
    double[] scaled = new double[history.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = history[i] / factor;
    }
    return scaled;
  }

  /** Multiplies the values by the factor in place. */
  public void up(double[] values) {
    if (factor == 1) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
