package io.flts.core.preprocess;

import java.util.Arrays;

/**
 * The filter {@code (1 - B)^d (1 - B^m)^D} as a polynomial in the backshift {@code B}, and its
 * inverse run forward from known values.
 */
final class DifferenceFilter {
  /** {@code weights[k]} is the coefficient of {@code B^k}; {@code weights[0] = 1}. */
  private final double[] weights;

  private DifferenceFilter(double[] weights) {
    this.weights = weights;
  }

  static DifferenceFilter of(int order, int seasonalOrder, int season) {
    double[] weights = {1};
    for (int i = 0; i < order; i++) {
      weights = timesDifference(weights, 1);
    }
    for (int i = 0; i < seasonalOrder; i++) {
      weights = timesDifference(weights, season);
    }
    return new DifferenceFilter(weights);
  }

  private static double[] timesDifference(double[] weights, int lag) {
    double[] product = Arrays.copyOf(weights, weights.length + lag);
    for (int k = 0; k < weights.length; k++) {
      product[k + lag] -= weights[k];
    }
    return product;
  }

  /** How many earlier values a difference needs. */
  int reach() {
    return weights.length - 1;
  }

  /** The differences of a column: shorter by {@link #reach()}. */
  double[] difference(double[] values) {
    int reach = reach();
    double[] differences = new double[values.length - reach];
    for (int i = 0; i < differences.length; i++) {
      double sum = 0;
      for (int k = 0; k <= reach; k++) {
        if (weights[k] != 0) {
          sum += weights[k] * values[i + reach - k];
        }
      }
      differences[i] = sum;
    }
    return differences;
  }

  /**
   * The values whose differences are given, going on from known ones.
   *
   * @param tail the last {@link #reach()} values before the first difference
   */
  double[] integrate(double[] differences, double[] tail) {
    int reach = reach();
    double[] values = Arrays.copyOf(tail, reach + differences.length);
    for (int i = reach; i < values.length; i++) {
      double value = differences[i - reach];
      for (int k = 1; k <= reach; k++) {
        if (weights[k] != 0) {
          value -= weights[k] * values[i - k];
        }
      }
      values[i] = value;
    }
    return Arrays.copyOfRange(values, reach, values.length);
  }

  /** By how much a value rises, per step, after one difference rose by 1. */
  double[] response(int steps) {
    double[] impulse = new double[steps];
    if (steps > 0) {
      impulse[0] = 1;
    }
    return integrate(impulse, new double[reach()]);
  }
}
