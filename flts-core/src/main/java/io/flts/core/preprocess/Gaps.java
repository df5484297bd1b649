package io.flts.core.preprocess;

/** Ways to fill missing values of one column from its own observed ones. */
final class Gaps {

  private Gaps() {}

  static boolean any(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  /** Every missing value becomes a given one. */
  static void constant(double[] values, double filling) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        values[i] = filling;
      }
    }
  }

  /** The last observed value before; in front of all observed ones the first. */
  static void forward(double[] values) {
    int first = 0;
    while (first < values.length && Double.isNaN(values[first])) {
      first++;
    }
    if (first == values.length) {
      return;
    }
    double last = values[first];
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        values[i] = last;
      } else {
        last = values[i];
      }
    }
  }

  /** On the straight line between the observed neighbours; beyond the ends the nearest. */
  static void linear(double[] values) {
    int previous = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        for (int j = previous + 1; j < i; j++) {
          if (previous < 0) {
            values[j] = values[i];
          } else {
            double part = (j - previous) / (double) (i - previous);
            values[j] = values[previous] * (1 - part) + values[i] * part;
          }
        }
        previous = i;
      }
    }
    for (int j = previous + 1; previous >= 0 && j < values.length; j++) {
      values[j] = values[previous];
    }
  }

  /**
   * The mean of the same place in all seasons, plus what the straight line between the neighbours
   * says about the departure from it. A place that was never observed counts as average.
   */
  static void seasonal(double[] values, int season) {
    if (season < 2 || values.length <= season) {
      linear(values);
      return;
    }
    double[] profile = new double[season];
    int[] counts = new int[season];
    double mean = 0;
    int observed = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        profile[i % season] += (values[i] - profile[i % season]) / ++counts[i % season];
        mean += (values[i] - mean) / ++observed;
      }
    }
    for (int place = 0; place < season; place++) {
      profile[place] = counts[place] == 0 ? 0 : profile[place] - mean;
    }
    double[] departures = values.clone();
    for (int i = 0; i < values.length; i++) {
      departures[i] -= profile[i % season];
    }
    linear(departures);
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        values[i] = departures[i] + profile[i % season];
      }
    }
  }
}
