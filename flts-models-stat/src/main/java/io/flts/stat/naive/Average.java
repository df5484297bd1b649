package io.flts.stat.naive;

/**
 * Mean and standard deviation of the observed values of an array.
 *
 * @param mean arithmetic mean
 * @param deviation standard deviation with divisor count − 1; 0 for a single value
 * @param count number of observed values
 */
record Average(double mean, double deviation, int count) {

  /** Two passes, so that a large level costs no digits. */
  static Average of(double[] values) {
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
    return new Average(exact, count > 1 ? Math.sqrt(sum / (count - 1)) : 0, count);
  }
}
