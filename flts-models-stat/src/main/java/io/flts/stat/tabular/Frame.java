package io.flts.stat.tabular;

import io.flts.api.series.TimeSeries;
import java.util.Arrays;

/**
 * One series as rows are made from it: scaled target, covariates, calendar and attributes by
 * position.
 *
 * <p>While a forecast is made, the target grows by the steps already answered, through {@link
 * #put}. Confined to one thread then; read-only in training.
 */
final class Frame {
  final String id;
  final Level level;

  /** Positions whose target is known, or has been answered. */
  int known;

  final float[] z;
  final float[][] past;
  final float[][] future;
  final float[] statics;

  // Of positions from the first target on: a forecast needs no calendar of the past.
  private final float[] calendar;
  private final int calendarFrom;

  // Sums of all targets before a position: of values, of squares, and how many are observed.
  private final double[] sums;
  private final double[] squares;
  private final int[] counts;
  private final double[][] futureSums;

  private Frame(
      TimeSeries series,
      Level level,
      float[] z,
      float[][] past,
      float[][] future,
      float[] calendar,
      int calendarFrom,
      float[] statics) {
    id = series.id();
    this.level = level;
    this.z = z;
    this.past = past;
    this.future = future;
    this.calendar = calendar;
    this.calendarFrom = calendarFrom;
    this.statics = statics;
    known = series.length();
    sums = new double[z.length + 1];
    squares = new double[z.length + 1];
    counts = new int[z.length + 1];
    for (int t = 0; t < known; t++) {
      accumulate(t);
    }
    futureSums = new double[future.length][];
    for (int c = 0; c < future.length; c++) {
      futureSums[c] = new double[future[c].length + 1];
      for (int t = 0; t < future[c].length; t++) {
        float value = future[c][t];
        futureSums[c][t + 1] = futureSums[c][t] + (value == value ? value : 0);
      }
    }
  }

  /** The whole series, to learn from. */
  static Frame whole(TimeSeries series, Level level, FeaturePlan plan) {
    return of(series, level, plan, 0, 0);
  }

  /**
   * A history that is to be continued.
   *
   * @param horizon steps beyond its end for which future covariates must be known
   */
  static Frame continued(TimeSeries series, Level level, FeaturePlan plan, int horizon) {
    return of(series, level, plan, horizon, series.length());
  }

  private static Frame of(
      TimeSeries series, Level level, FeaturePlan plan, int horizon, int calendarFrom) {
    int total = series.length() + horizon;
    float[] z = new float[total];
    Arrays.fill(z, Float.NaN);
    for (int t = 0; t < series.length(); t++) {
      z[t] = level.apply(series.get(t));
    }
    int width = plan.calendar().size();
    float[] calendar = new float[Math.multiplyExact(width, total - calendarFrom)];
    for (int t = calendarFrom; width > 0 && t < total; t++) {
      plan.calendar().write(series.index(), t, calendar, (t - calendarFrom) * width);
    }
    return new Frame(
        series,
        level,
        z,
        plan.past(series),
        plan.future(series, horizon),
        calendar,
        calendarFrom,
        plan.statics(series));
  }

  /** Copies the calendar of a position. */
  void calendar(int position, int width, float[] into, int at) {
    System.arraycopy(calendar, (position - calendarFrom) * width, into, at, width);
  }

  private void accumulate(int t) {
    float value = z[t];
    boolean observed = value == value;
    sums[t + 1] = sums[t] + (observed ? value : 0);
    squares[t + 1] = squares[t] + (observed ? (double) value * value : 0);
    counts[t + 1] = counts[t] + (observed ? 1 : 0);
  }

  /** Takes the answer for the next position. */
  void put(float value) {
    z[known] = value;
    accumulate(known);
    known++;
  }

  /** The target at a position; {@code NaN} before the start. */
  float at(int position) {
    return position >= 0 ? z[position] : Float.NaN;
  }

  /** The last observed target before a position, or {@code NaN}. */
  float lastBefore(int position) {
    for (int t = position - 1; t >= 0; t--) {
      if (z[t] == z[t]) {
        return z[t];
      }
    }
    return Float.NaN;
  }

  /** Mean of the targets at positions {@code [from, to)}, or {@code NaN} where none is observed. */
  float mean(int from, int to) {
    int start = Math.max(0, from);
    int count = counts[to] - counts[start];
    return count == 0 ? Float.NaN : (float) ((sums[to] - sums[start]) / count);
  }

  /** Standard deviation of the same, or {@code NaN} where fewer than two are observed. */
  float deviation(int from, int to) {
    int start = Math.max(0, from);
    int count = counts[to] - counts[start];
    if (count < 2) {
      return Float.NaN;
    }
    double mean = (sums[to] - sums[start]) / count;
    double variance = (squares[to] - squares[start]) / count - mean * mean;
    return (float) Math.sqrt(Math.max(0, variance));
  }

  /** Observed targets before a position. */
  int observedBefore(int position) {
    return counts[position];
  }

  /** Mean of a future covariate over the positions {@code (to − length, to]}. */
  float futureMean(int which, int to, int length) {
    int end = Math.min(to + 1, futureSums[which].length - 1);
    int start = Math.max(0, end - length);
    return end <= start
        ? Float.NaN
        : (float) ((futureSums[which][end] - futureSums[which][start]) / (end - start));
  }

  /** A covariate at a position; beyond what is known, its last value; before the start, missing. */
  static float at(float[] values, int position) {
    return position < 0 || values.length == 0
        ? Float.NaN
        : values[Math.min(position, values.length - 1)];
  }
}
