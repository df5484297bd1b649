package io.flts.stat.prophet;

/** Empirical quantiles of simulated paths by selection instead of sorting. */
final class PathQuantiles {

  private PathQuantiles() {}

  /**
   * Quantiles per step, linear between order statistics (type 7 of Hyndman and Fan 1996).
   *
   * @param paths count × h values, path-major; read only
   * @param probabilities ascending, each in (0, 1)
   * @return [probability][step]
   */
  static double[][] of(double[] paths, int count, int h, double[] probabilities) {
    double[][] result = new double[probabilities.length][h];
    double[] column = new double[count];
    for (int step = 0; step < h; step++) {
      for (int path = 0; path < count; path++) {
        column[path] = paths[path * h + step];
      }
      int from = 0;
      for (int q = 0; q < probabilities.length; q++) {
        double place = probabilities[q] * (count - 1);
        int low = (int) Math.floor(place);
        select(column, from, count - 1, low);
        double value = column[low];
        if (low + 1 < count && place > low) {
          double above = Double.POSITIVE_INFINITY;
          for (int i = low + 1; i < count; i++) {
            above = Math.min(above, column[i]);
          }
          value += (place - low) * (above - value);
        }
        result[q][step] = value;
        // Everything before position low is already smaller: later quantiles look to the right.
        from = low;
      }
    }
    return result;
  }

  /** Hoare's selection: afterwards a[k] is in its sorted place within [left, right]. */
  private static void select(double[] a, int left, int right, int k) {
    int low = left;
    int high = right;
    while (low < high) {
      double pivot = median(a[low], a[(low + high) >>> 1], a[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (a[i] < pivot) {
          i++;
        }
        while (a[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double held = a[i];
          a[i++] = a[j];
          a[j--] = held;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
