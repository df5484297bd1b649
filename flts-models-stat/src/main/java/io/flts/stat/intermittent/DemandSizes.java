package io.flts.stat.intermittent;

import java.util.Arrays;

/**
 * How large demands were: a quantile table of the positive values of a history.
 *
 * <p>Immutable: the arrays are never changed after construction.
 *
 * @param table quantiles at equal steps from the smallest to the largest size; empty without demand
 * @param mean mean size; 0 without demand
 */
@SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
record DemandSizes(double[] table, double mean) {

  private static final int POINTS = 33;

  static DemandSizes of(double[] y) {
    double[] sizes = Arrays.stream(y).filter(v -> v > 0).sorted().toArray();
    if (sizes.length == 0) {
      return new DemandSizes(new double[0], 0);
    }
    double mean = 0;
    for (int i = 0; i < sizes.length; i++) {
      mean += (sizes[i] - mean) / (i + 1);
    }
    double[] table = new double[Math.min(POINTS, sizes.length)];
    for (int k = 0; k < table.length; k++) {
      table[k] = at(sizes, table.length == 1 ? 0.5 : (double) k / (table.length - 1));
    }
    return new DemandSizes(table, mean);
  }

  /** The size that a demand stays below with a probability in [0, 1]. */
  double quantile(double probability) {
    return table.length == 0 ? 0 : at(table, probability);
  }

  private static double at(double[] sorted, double probability) {
    double place = Math.min(Math.max(probability, 0), 1) * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
