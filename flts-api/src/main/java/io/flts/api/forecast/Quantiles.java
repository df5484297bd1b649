package io.flts.api.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of every step of a forecast: ascending probabilities, and per probability one value per
 * step. Quantiles never cross.
 *
 * <p>Immutable and thread-safe: arrays are copied in and out.
 *
 * @since 0.1.0
 */
public final class Quantiles {
  private static final Quantiles NONE = new Quantiles(new double[0], new double[0][]);

  private final double[] probabilities;
  private final double[][] values;

  private Quantiles(double[] probabilities, double[][] values) {
    this.probabilities = probabilities;
    this.values = values;
  }

  /** No quantiles. */
  public static Quantiles none() {
    return NONE;
  }

  /**
   * Quantiles as a model computed them. Where they cross, the values of that step are put in order,
   * which never makes them worse (Chernozhukov, Fernandez-Val and Galichon, 2010, "Quantile and
   * probability curves without crossing").
   *
   * @param probabilities ascending and distinct, each in (0, 1)
   * @param values shape [probability][step]
   */
  public static Quantiles of(double[] probabilities, double[][] values) {
    if (probabilities.length != values.length) {
      throw new IllegalArgumentException(
          values.length + " rows of quantiles for " + probabilities.length + " probabilities.");
    }
    if (probabilities.length == 0) {
      return NONE;
    }
    double[] canonical = Levels.quantiles(probabilities).probabilities();
    if (canonical.length != probabilities.length) {
      throw new IllegalArgumentException(
          "Quantile probabilities " + Arrays.toString(probabilities) + " must be distinct.");
    }
    double[][] copy = new double[values.length][];
    for (int k = 0; k < values.length; k++) {
      if (canonical[k] != Levels.canonical(probabilities[k])) {
        throw new IllegalArgumentException(
            "Quantile probabilities " + Arrays.toString(probabilities) + " must ascend.");
      }
      if (values[k].length != values[0].length) {
        throw new IllegalArgumentException("All quantiles need the same number of steps.");
      }
      copy[k] = values[k].clone();
    }
    sortSteps(copy);
    return new Quantiles(canonical, copy);
  }

  private static void sortSteps(double[][] values) {
    double[] column = new double[values.length];
    for (int step = 0; step < values[0].length; step++) {
      boolean crossed = false;
      for (int k = 0; k < values.length; k++) {
        column[k] = values[k][step];
        crossed |= k > 0 && column[k] < column[k - 1];
      }
      if (crossed) {
        Arrays.sort(column);
        for (int k = 0; k < values.length; k++) {
          values[k][step] = column[k];
        }
      }
    }
  }

  /** The probabilities, ascending; a copy. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** Number of probabilities. */
  public int size() {
    return probabilities.length;
  }

  /** Number of steps; 0 without quantiles. */
  public int steps() {
    return values.length == 0 ? 0 : values[0].length;
  }

  /** Whether the quantile of a probability is held. */
  public boolean has(double probability) {
    return Arrays.binarySearch(probabilities, Levels.canonical(probability)) >= 0;
  }

  /**
   * The quantile of a probability, one value per step; a copy.
   *
   * @throws IllegalArgumentException where it was not asked for
   */
  public double[] get(double probability) {
    int place = Arrays.binarySearch(probabilities, Levels.canonical(probability));
    if (place < 0) {
      throw new IllegalArgumentException(
          "No quantile "
              + probability
              + " in this forecast; it holds "
              + (probabilities.length == 0 ? "none" : Arrays.toString(probabilities))
              + ". Ask for it in the request: Levels.of(0.95) or Levels.quantiles(0.1, 0.5, 0.9).");
    }
    return values[place].clone();
  }

  /** One value, by place of the probability and step. */
  public double get(int place, int step) {
    return values[place][step];
  }

  /** All values, shape [probability][step]; a copy. */
  public double[][] toArray() {
    double[][] copy = new double[values.length][];
    for (int k = 0; k < values.length; k++) {
      copy[k] = values[k].clone();
    }
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantiles that
        && Arrays.equals(probabilities, that.probabilities)
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(probabilities) + Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return "quantiles " + Arrays.toString(probabilities) + " of " + steps() + " steps";
  }
}
