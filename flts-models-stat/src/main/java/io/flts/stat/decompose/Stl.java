package io.flts.stat.decompose;

import java.util.Arrays;

/**
 * Seasonal-trend decomposition by loess for one season.
 *
 * <p>An inner loop alternates cycle-subseries smoothing, removal of what low frequency they carry,
 * and trend smoothing; the robust variant repeats it with bisquare weights that ignore outliers.
 * Missing values (NaN) get weight zero; they start from straight lines between their neighbours.
 *
 * <p><b>Input</b> n ≥ 2·period values, at least one of them observed. <b>Cost</b> O(n · window) a
 * pass. <b>Determinism</b> same input, same bits. <b>Thread safety</b> settings are immutable.
 *
 * <p>Agrees with R {@code stl} with its default windows and jumps to 1e-9 on the golden set.
 *
 * @see <a href="https://www.nniiem.ru/file/news/2016/stl-statistical-model.pdf">Cleveland,
 *     Cleveland, McRae and Terpenning (1990)</a>
 * @since 0.1.0
 */
public final class Stl {
  private final int period;
  private final boolean periodic;
  private final int seasonalWindow;
  private final int trendWindow;
  private final boolean robust;

  private Stl(int period, boolean periodic, int seasonalWindow, int trendWindow, boolean robust) {
    if (period < 2) {
      throw new IllegalArgumentException("STL period must be at least 2, got " + period);
    }
    this.period = period;
    this.periodic = periodic;
    this.seasonalWindow = seasonalWindow;
    this.trendWindow = trendWindow;
    this.robust = robust;
  }

  /**
   * Decomposition whose season repeats unchanged.
   *
   * @param period observations per cycle, at least 2
   */
  public static Stl periodic(int period) {
    return new Stl(period, true, 0, 0, false);
  }

  /**
   * Decomposition whose season may change slowly.
   *
   * @param period observations per cycle, at least 2
   * @param seasonalWindow span of the seasonal smoother in cycles, odd and at least 3; larger is
   *     stiffer
   */
  public static Stl of(int period, int seasonalWindow) {
    if (seasonalWindow < 3 || seasonalWindow % 2 == 0) {
      throw new IllegalArgumentException(
          "STL seasonal window must be odd and at least 3, got " + seasonalWindow);
    }
    return new Stl(period, false, seasonalWindow, 0, false);
  }

  /** The same with outliers ignored in the smoothing (15 robustness passes). */
  public Stl robust() {
    return new Stl(period, periodic, seasonalWindow, trendWindow, true);
  }

  /**
   * The same with another span of the trend smoother.
   *
   * @param window observations, odd and at least 3
   */
  public Stl withTrendWindow(int window) {
    if (window < 3 || window % 2 == 0) {
      throw new IllegalArgumentException(
          "STL trend window must be odd and at least 3, got " + window);
    }
    return new Stl(period, periodic, seasonalWindow, window, robust);
  }

  /**
   * Decomposes a series.
   *
   * @param y values, NaN = missing; not changed
   * @return components of the same length
   */
  public Decomposition decompose(double[] y) {
    int n = y.length;
    if (n < 2 * period) {
      throw new IllegalArgumentException(
          "STL with period "
              + period
              + " needs at least "
              + 2 * period
              + " values, got "
              + n
              + "; shorten the period or supply more history");
    }
    Run run = new Run(y);
    run.iterate();
    double[] season = run.season;
    if (periodic) {
      averageCycles(season);
    }
    double[] remainder = new double[n];
    for (int t = 0; t < n; t++) {
      remainder[t] = y[t] - season[t] - run.trend[t];
    }
    return new Decomposition(run.trend, new int[] {period}, new double[][] {season}, remainder);
  }

  int trendWindow(int n) {
    int s = periodic ? 10 * n + 1 : seasonalWindow;
    return trendWindow > 0 ? trendWindow : odd((int) Math.ceil(1.5 * period / (1.0 - 1.5 / s)));
  }

  private void averageCycles(double[] season) {
    for (int j = 0; j < period; j++) {
      double sum = 0.0;
      int count = 0;
      for (int t = j; t < season.length; t += period) {
        sum += season[t];
        count++;
      }
      for (int t = j; t < season.length; t += period) {
        season[t] = sum / count;
      }
    }
  }

  private static int odd(int window) {
    return window % 2 == 0 ? window + 1 : window;
  }

  /** Work arrays of one decomposition. */
  private final class Run {
    private final int n;
    private final double[] y;
    private final double[] observed;
    private final double[] weight;
    private final boolean gaps;
    private final Loess loess;
    private final double[] trend;
    private final double[] season;
    private final double[] detrended;
    private final double[] cycle;
    private final double[] cycleWeight;
    private final double[] smoothed;
    private final double[] extended;
    private final double[] low;
    private final double[] spare;

    Run(double[] values) {
      this.n = values.length;
      this.observed = new double[n];
      this.y = Gaps.straightLines(values);
      boolean missing = false;
      for (int t = 0; t < n; t++) {
        observed[t] = Double.isNaN(values[t]) ? 0.0 : 1.0;
        missing |= observed[t] == 0.0;
      }
      this.gaps = missing;
      this.weight = observed.clone();
      this.loess = new Loess(n + 2 * period + 2);
      this.trend = new double[n];
      this.season = new double[n];
      this.detrended = new double[n];
      int longest = n / period + 3;
      this.cycle = new double[longest];
      this.cycleWeight = new double[longest];
      this.smoothed = new double[longest];
      this.extended = new double[n + 2 * period];
      this.low = new double[n + 2 * period];
      this.spare = new double[n + 2 * period];
    }

    void iterate() {
      int inner = robust ? 1 : 2;
      int outer = robust ? 15 : 0;
      for (int pass = 0; pass <= outer; pass++) {
        boolean weighted = gaps || pass > 0;
        for (int i = 0; i < inner; i++) {
          step(weighted ? weight : null);
        }
        if (pass < outer) {
          reweigh();
        }
      }
    }

    private void step(double[] user) {
      int s = periodic ? 10 * n + 1 : seasonalWindow;
      int t = trendWindow(n);
      int l = odd(period);
      for (int i = 0; i < n; i++) {
        detrended[i] = y[i] - trend[i];
      }
      smoothCycles(s, user);
      int m = average(extended, n + 2 * period, period, low);
      m = average(low, m, period, spare);
      m = average(spare, m, 3, low);
      loess.smooth(low, m, l, 1, jump(l), null, spare, 0);
      for (int i = 0; i < n; i++) {
        season[i] = extended[period + i] - spare[i];
        detrended[i] = y[i] - season[i];
      }
      loess.smooth(detrended, n, t, 1, jump(t), user, trend, 0);
    }

    // Every cycle-subseries is smoothed and extended by one value at both ends.
    private void smoothCycles(int window, double[] user) {
      for (int j = 0; j < period; j++) {
        int k = (n - j - 1) / period + 1;
        for (int i = 0; i < k; i++) {
          cycle[i] = detrended[i * period + j];
          cycleWeight[i] = user == null ? 1.0 : user[i * period + j];
        }
        double[] w = user == null ? null : cycleWeight;
        loess.smooth(cycle, k, window, 0, jump(window), w, smoothed, 1);
        double before = loess.at(cycle, k, window, 0, 0, 1, Math.min(window, k), w);
        smoothed[0] = Double.isNaN(before) ? smoothed[1] : before;
        double after = loess.at(cycle, k, window, 0, k + 1, Math.max(1, k - window + 1), k, w);
        smoothed[k + 1] = Double.isNaN(after) ? smoothed[k] : after;
        for (int i = 0; i < k + 2; i++) {
          extended[i * period + j] = smoothed[i];
        }
      }
    }

    private void reweigh() {
      double[] r = detrended;
      for (int i = 0; i < n; i++) {
        r[i] = Math.abs(y[i] - trend[i] - season[i]);
      }
      double[] sorted = r.clone();
      Arrays.sort(sorted);
      double scale = 3.0 * (sorted[n / 2] + sorted[n - n / 2 - 1]);
      double outer = 0.999 * scale;
      double inner = 0.001 * scale;
      for (int i = 0; i < n; i++) {
        double w;
        if (r[i] <= inner) {
          w = 1.0;
        } else if (r[i] <= outer) {
          double q = r[i] / scale;
          w = (1.0 - q * q) * (1.0 - q * q);
        } else {
          w = 0.0;
        }
        weight[i] = w * observed[i];
      }
    }
  }

  private static int jump(int window) {
    return (window + 9) / 10;
  }

  private static int average(double[] x, int n, int span, double[] out) {
    double sum = 0.0;
    for (int i = 0; i < span; i++) {
      sum += x[i];
    }
    out[0] = sum / span;
    for (int i = span; i < n; i++) {
      sum += x[i] - x[i - span];
      out[i - span + 1] = sum / span;
    }
    return n - span + 1;
  }
}
