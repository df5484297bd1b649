package io.flts.stat.naive;

import io.flts.stat.safeguard.PowerOfTwoScale;

/**
 * Mean and standard deviation of the observed values of an array.
 *
 * @param mean arithmetic mean
 * @param deviation standard deviation with divisor count − 1; 0 for a single value
 * @param count number of observed values
 */
record Average(double mean, double deviation, int count) {

  /** Two passes, so that a large level costs no digits; on a scale whose squares are finite. */
  static Average of(double[] history) {
    PowerOfTwoScale scale = PowerOfTwoScale.of(history);
    double[] values = scale.down(history);
    int count = 0;
    double mean = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        count++;
        mean += (value - mean) / count;
      }
    }
    double sum = 0;
    double rest = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += (value - mean) * (value - mean);
        rest += value - mean;
      }
    }
    double exact = count > 0 ? mean + rest / count : Double.NaN;
    double deviation = count > 1 ? Math.sqrt(sum / (count - 1)) : 0;
    return new Average(exact * scale.factor(), deviation * scale.factor(), count);
  }
}
