package io.flts.core.preprocess;

import java.util.Arrays;

/** The observed values of a column, sorted, with the usual statistics. */
final class Sample {
  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  /** The observed values among some that may be {@code NaN}. */
  static Sample of(double[] values) {
    double[] observed = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(observed);
    return new Sample(observed);
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  double minimum() {
    return sorted[0];
  }

  double maximum() {
    return sorted[sorted.length - 1];
  }

  double largestMagnitude() {
    return Math.max(Math.abs(minimum()), Math.abs(maximum()));
  }

  /**
   * The mean; dividing first keeps sums of huge values finite, sorting makes it independent of
   * order.
   */
  double mean() {
    double mean = 0;
    for (int i = 0; i < sorted.length; i++) {
      mean += (sorted[i] - mean) / (i + 1);
    }
    return mean;
  }

  /** The population standard deviation. */
  double standardDeviation() {
    double mean = mean();
    double largest = 0;
    for (double value : sorted) {
      largest = Math.max(largest, Math.abs(value - mean));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (double value : sorted) {
      double ratio =
          (value - mean) / largest; // squares of huge or tiny values would leave the range
      sum += ratio * ratio;
    }
    return largest * Math.sqrt(sum / sorted.length);
  }

  /**
   * The sample quantile that interpolates linearly between order statistics (Hyndman-Fan type 7).
   */
  double quantile(double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    double part = place - below;
    return sorted[below] * (1 - part) + sorted[above] * part;
  }
}
