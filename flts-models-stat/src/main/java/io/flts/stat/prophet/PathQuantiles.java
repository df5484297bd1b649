package io.flts.stat.prophet;

import java.util.Arrays;

/**
 * Empirical quantiles of simulated paths.
 *
 * <p>Values are dealt into equally wide buckets and only the buckets that hold a wanted rank are
 * sorted: no comparison of the dealing can be mispredicted, which is what makes sorting or
 * selecting a thousand values slow.
 *
 * <p>Confined to one thread; buffers are reused between steps.
 */
final class PathQuantiles {

  private static final int TOGETHER = 8;
  private static final int BUCKETS = 512;

  private final double[] dealt;
  private final short[] bucketOf;
  private final int[] end = new int[BUCKETS];
  private final boolean[] sorted = new boolean[BUCKETS];

  private PathQuantiles(int count) {
    this.dealt = new double[count];
    this.bucketOf = new short[count];
  }

  /**
   * Quantiles per step, linear between order statistics (type 7 of Hyndman and Fan 1996).
   *
   * @param paths count × h values, path-major; read only
   * @param probabilities each in (0, 1)
   * @return [probability][step]
   */
  static double[][] of(double[] paths, int count, int h, double[] probabilities) {
    double[][] result = new double[probabilities.length][h];
    double[][] columns = new double[TOGETHER][count];
    PathQuantiles quantiles = new PathQuantiles(count);
    for (int step = 0; step < h; step += TOGETHER) {
      int width = Math.min(TOGETHER, h - step);
      // Neighbouring steps share a cache line of each path: gather them together.
      for (int path = 0; path < count; path++) {
        for (int k = 0; k < width; k++) {
          columns[k][path] = paths[path * h + step + k];
        }
      }
      for (int k = 0; k < width; k++) {
        quantiles.deal(columns[k]);
        for (int q = 0; q < probabilities.length; q++) {
          result[q][step + k] = quantiles.at(probabilities[q]);
        }
      }
    }
    return result;
  }

  /** Puts the values of one step into {@link #dealt}, bucket by bucket. */
  private void deal(double[] column) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : column) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double width = high - low;
    // Equal values, and those so near or far that the division overflows or vanishes, all fall into
    // bucket 0, which is then sorted as a whole.
    double scale = (BUCKETS - 1) / width;
    scale = scale < Double.POSITIVE_INFINITY ? scale : 0;
    Arrays.fill(end, 0);
    Arrays.fill(sorted, false);
    for (int i = 0; i < column.length; i++) {
      int bucket = (int) ((column[i] - low) * scale);
      bucketOf[i] = (short) bucket;
      end[bucket]++;
    }
    int sum = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int size = end[bucket];
      end[bucket] = sum;
      sum += size;
    }
    for (int i = 0; i < column.length; i++) {
      dealt[end[bucketOf[i]]++] = column[i];
    }
  }

  private double at(double probability) {
    double place = probability * (dealt.length - 1);
    int low = (int) Math.floor(place);
    double value = ranked(low);
    return place > low ? value + (place - low) * (ranked(low + 1) - value) : value;
  }

  private double ranked(int rank) {
    int bucket = 0;
    while (end[bucket] <= rank) {
      bucket++;
    }
    if (!sorted[bucket]) {
      Arrays.sort(dealt, bucket == 0 ? 0 : end[bucket - 1], end[bucket]);
      sorted[bucket] = true;
    }
    return dealt[rank];
  }
}
