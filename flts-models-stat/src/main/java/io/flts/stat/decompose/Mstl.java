package io.flts.stat.decompose;

import java.util.Arrays;

/**
 * Decomposition with several seasons by repeated STL.
 *
 * <p>Each season in turn, shortest first, is re-estimated on the series less all the others, twice
 * round; the trend is that of the last. The seasonal window of the k-th period is 7 + 4k cycles
 * unless given.
 *
 * <p>Periods of which the series does not hold two cycles are left out; with none left the trend is
 * a loess over the whole series and the rest is remainder. Missing values are allowed. Immutable
 * and thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/2107.13462">Bandara, Hyndman and Bergmeir (2021), MSTL</a>
 * @since 0.1.0
 */
public final class Mstl {
  private final int[] periods;
  private final int[] windows;
  private final boolean robust;

  private Mstl(int[] periods, int[] windows, boolean robust) {
    this.periods = periods;
    this.windows = windows;
    this.robust = robust;
  }

  /**
   * Decomposition for the given periods with the default windows.
   *
   * @param periods observations per cycle, each at least 2, in any order; may be empty
   */
  public static Mstl of(int... periods) {
    int[] sorted = Arrays.stream(periods).sorted().distinct().toArray();
    int[] windows = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] < 2) {
        throw new IllegalArgumentException("MSTL periods must be at least 2, got " + sorted[i]);
      }
      windows[i] = 11 + 4 * i;
    }
    return new Mstl(sorted, windows, false);
  }

  /**
   * The same with one seasonal window for all periods.
   *
   * @param window cycles, odd and at least 3
   */
  public Mstl withSeasonalWindow(int window) {
    int[] all = new int[periods.length];
    Arrays.fill(all, window);
    return new Mstl(periods, all, robust);
  }

  /** The same with outliers ignored in the smoothing. */
  public Mstl robust() {
    return new Mstl(periods, windows, true);
  }

  /**
   * Decomposes a series.
   *
   * @param y values, NaN = missing; not changed
   */
  public Decomposition decompose(double[] y) {
    int n = y.length;
    int count = 0;
    while (count < periods.length && 2 * periods[count] < n) {
      count++;
    }
    int[] used = Arrays.copyOf(periods, count);
    if (count == 0) {
      return trendOnly(y);
    }
    double[][] season = new double[count][n];
    double[] rest = y.clone();
    double[] trend = new double[n];
    int rounds = count == 1 ? 1 : 2;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < count; i++) {
        add(rest, season[i], 1.0);
        Stl stl = Stl.of(used[i], windows[i]);
        Decomposition part = (robust ? stl.robust() : stl).decompose(rest);
        season[i] = part.seasonal(0);
        trend = part.trend();
        add(rest, season[i], -1.0);
      }
    }
    double[] remainder = rest;
    add(remainder, trend, -1.0);
    return new Decomposition(trend, used, season, remainder);
  }

  private static Decomposition trendOnly(double[] y) {
    int n = y.length;
    double[] trend = new double[n];
    double[] filled = Gaps.straightLines(y);
    if (n > 0) {
      int window = Math.max(3, n / 2 * 2 - 1);
      new Loess(n).smooth(filled, n, window, 1, Math.max(1, window / 10), null, trend, 0);
    }
    double[] remainder = y.clone();
    add(remainder, trend, -1.0);
    return new Decomposition(trend, new int[0], new double[0][], remainder);
  }

  private static void add(double[] target, double[] source, double sign) {
    for (int t = 0; t < target.length; t++) {
      target[t] += sign * source[t];
    }
  }
}
