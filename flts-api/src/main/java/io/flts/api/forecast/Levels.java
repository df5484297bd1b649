package io.flts.api.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which quantiles a forecast should hold, said as levels of central intervals (0.95 stands for the
 * quantiles 0.025 and 0.975) or as quantile probabilities.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Levels {
  private static final double GRID = 1e9;
  private static final Levels NONE = new Levels(new double[0]);

  private final double[] probabilities;

  private Levels(double[] probabilities) {
    this.probabilities = probabilities;
  }

  /** No quantiles: the mean alone. */
  public static Levels none() {
    return NONE;
  }

  /** Central intervals, each level in (0, 1); the same as {@link #intervals}. */
  public static Levels of(double... levels) {
    return intervals(levels);
  }

  /** Central intervals, each level in (0, 1). */
  public static Levels intervals(double... levels) {
    double[] probabilities = new double[2 * levels.length];
    for (int i = 0; i < levels.length; i++) {
      checked("Interval level", levels[i]);
      probabilities[2 * i] = lower(levels[i]);
      probabilities[2 * i + 1] = upper(levels[i]);
    }
    return quantiles(probabilities);
  }

  /** Quantiles, each probability in (0, 1). */
  public static Levels quantiles(double... probabilities) {
    double[] canonical = probabilities.clone();
    for (int i = 0; i < canonical.length; i++) {
      checked("Quantile probability", canonical[i]);
      canonical[i] = canonical(canonical[i]);
    }
    return new Levels(Arrays.stream(canonical).sorted().distinct().toArray());
  }

  /** These quantiles and those of another request. */
  public Levels and(Levels other) {
    double[] all = Arrays.copyOf(probabilities, probabilities.length + other.probabilities.length);
    System.arraycopy(other.probabilities, 0, all, probabilities.length, other.probabilities.length);
    return quantiles(all);
  }

  private static void checked(String what, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          what
              + " "
              + value
              + " must lie between 0 and 1, ends excluded"
              + (value > 1 && value < 100
                  ? "; write " + value / 100 + " for " + value + " %."
                  : "."));
    }
  }

  /**
   * The lower quantile probability of a central interval: (1 - level) / 2, free of rounding noise.
   */
  public static double lower(double level) {
    return canonical((1 - level) / 2);
  }

  /**
   * The upper quantile probability of a central interval: (1 + level) / 2, free of rounding noise.
   */
  public static double upper(double level) {
    return canonical((1 + level) / 2);
  }

  /** A probability rounded to nine decimals, so that 0.025 computed and 0.025 written are one. */
  static double canonical(double probability) {
    return Math.rint(probability * GRID) / GRID;
  }

  /** The quantile probabilities, ascending and distinct; a copy. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** Number of quantiles. */
  public int size() {
    return probabilities.length;
  }

  /** Whether only the mean is wanted. */
  public boolean isEmpty() {
    return probabilities.length == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Levels that && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "quantiles " + Arrays.toString(probabilities);
  }
}
