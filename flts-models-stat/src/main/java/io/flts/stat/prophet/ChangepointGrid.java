package io.flts.stat.prophet;

/** Places potential trend changes evenly over the first part of the observed times. */
final class ChangepointGrid {

  private ChangepointGrid() {}

  /**
   * Returns the changepoint times in ascending order.
   *
   * <p>They are observed times, evenly spaced by rank over the first {@code range} of the history;
   * the first observation itself is never one. With fewer observations than asked for, each
   * observation of that part becomes one.
   *
   * @param times n observed times, ascending
   * @param count wished number, ≥ 0
   * @param range share of the history that may hold changepoints, in (0, 1]
   */
  static double[] place(double[] times, int count, double range) {
    int eligible = (int) Math.floor(times.length * range);
    int actual = Math.max(0, Math.min(count, eligible - 1));
    double[] places = new double[actual];
    for (int j = 0; j < actual; j++) {
      int rank = (int) Math.rint((j + 1) * (double) (eligible - 1) / actual);
      places[j] = times[rank];
    }
    return places;
  }
}
