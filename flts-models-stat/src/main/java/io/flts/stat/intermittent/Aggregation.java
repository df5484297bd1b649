package io.flts.stat.intermittent;

import io.flts.stat.optimize.Brent;

/**
 * Demand rates by temporal aggregation: the series is summed over blocks, the sums are smoothed and
 * the forecast is spread evenly over the steps of a block.
 *
 * <p>Blocks end at the last observation; the odd values at the start are left out. Missing values
 * are left out before. Immutable: the arrays are never changed after construction.
 *
 * @param lengths block lengths in steps
 * @param alphas smoothing parameter of each, in [0.1, 0.3]
 */
@SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
record Aggregation(int[] lengths, double[] alphas) {

  private static final double LOWEST = 0.1;
  private static final double HIGHEST = 0.3;

  /** Estimates the smoothing parameters for block lengths that fit at least two blocks. */
  static Aggregation fit(double[] observed, int from, int to) {
    int longest = Math.max(1, Math.min(to, observed.length / 2));
    int shortest = Math.min(from, longest);
    int[] lengths = new int[longest - shortest + 1];
    double[] alphas = new double[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = shortest + i;
      double[] sums = blocks(observed, lengths[i]);
      alphas[i] =
          sums.length < 3
              ? LOWEST
              : Brent.minimum(a -> smooth(sums, a)[1], LOWEST, HIGHEST, 5, 1e-4);
    }
    return new Aggregation(lengths, alphas);
  }

  /** Mean over the block lengths of the demand per step. */
  double rate(double[] observed) {
    double sum = 0;
    int used = 0;
    for (int i = 0; i < lengths.length; i++) {
      double[] sums = blocks(observed, Math.min(lengths[i], Math.max(1, observed.length)));
      if (sums.length > 0) {
        sum += smooth(sums, alphas[i])[0] / lengths[i];
        used++;
      }
    }
    return used == 0 ? 0 : sum / used;
  }

  private static double[] blocks(double[] observed, int length) {
    int count = observed.length / length;
    int skipped = observed.length - count * length;
    double[] sums = new double[count];
    for (int i = 0; i < count * length; i++) {
      sums[i / length] += observed[skipped + i];
    }
    return sums;
  }

  /** Last level and sum of squared errors of simple smoothing from the first value. */
  private static double[] smooth(double[] y, double alpha) {
    double level = y[0];
    double squares = 0;
    for (int t = 1; t < y.length; t++) {
      double error = y[t] - level;
      squares += error * error;
      level += alpha * error;
    }
    return new double[] {level, squares};
  }
}
