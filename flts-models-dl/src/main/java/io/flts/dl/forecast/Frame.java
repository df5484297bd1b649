package io.flts.dl.forecast;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;

/**
 * One series as windows are cut from it: standardised target, covariates, calendar, attributes.
 *
 * <p>While a forecast is made, the target grows by the steps already answered. Confined to one
 * thread then; read-only in training.
 */
final class Frame {
  private static final double FAR = 1e6;

  final String id;
  final int length;
  final Level level;
  final float[] z;
  final float[][] covariates;
  final float[] calendar;
  final float[] statics;

  /**
   * Mean and deviation that a series is put on a common scale by.
   *
   * @param mean of the transformed training values
   * @param deviation of the same; 0 for a constant, which is then forecast as that constant
   */
  record Level(double mean, double deviation) {
    double restore(double z) {
      return mean + deviation * z;
    }

    private double scale() {
      return deviation > 0 ? deviation : 1;
    }
  }

  private Frame(
      String id,
      int length,
      Level level,
      float[] z,
      float[][] covariates,
      float[] calendar,
      float[] statics) {
    this.id = id;
    this.length = length;
    this.level = level;
    this.z = z;
    this.covariates = covariates;
    this.calendar = calendar;
    this.statics = statics;
  }

  static Level learn(TimeSeries series, double[] transformed) {
    Moments moments = new Moments();
    for (double value : transformed) {
      moments.add(value);
    }
    if (!Double.isFinite(moments.deviation())) {
      throw new InvalidSeriesException(
          "Series '"
              + series.id()
              + "' has values so large that their deviation is not a number"
              + " any more. Rescale it, for example to other units.");
    }
    return new Level(moments.mean(), moments.deviation());
  }

  static TimeSeries check(TimeSeries series, int minimum, String name) {
    int observed = series.length() - series.missing();
    if (observed < minimum) {
      throw new InsufficientDataException(
          "Series '"
              + series.id()
              + "' has "
              + observed
              + " observed values"
              + (series.missing() > 0 ? " (" + series.missing() + " are missing)" : "")
              + "; "
              + name
              + " needs at least "
              + minimum
              + ". Supply more history or shorten 'input'.");
    }
    return series;
  }

  /** The whole series, for training. */
  static Frame whole(TimeSeries series, double[] transformed, Level level, FeaturePlan plan) {
    return of(series, transformed, 0, level, plan, 0, 0);
  }

  /** The last {@code input} observations, for a forecast; shorter histories begin with gaps. */
  static Frame tail(
      TimeSeries series,
      double[] transformed,
      int input,
      Level level,
      FeaturePlan plan,
      int horizon,
      int room) {
    return of(series, transformed, series.length() - input, level, plan, horizon, room);
  }

  private static Frame of(
      TimeSeries series,
      double[] transformed,
      int from,
      Level level,
      FeaturePlan plan,
      int horizon,
      int room) {
    int length = series.length() - from;
    int total = length + room;
    float[] z = new float[total];
    Arrays.fill(z, Float.NaN);
    for (int i = Math.max(0, -from); i < length; i++) {
      double value = (transformed[from + i] - level.mean()) / level.scale();
      z[i] = (float) Math.max(-FAR, Math.min(FAR, value));
    }
    int start = Math.max(0, from);
    float[][] covariates = plan.covariates(series, start, horizon);
    for (int c = 0; from < 0 && c < covariates.length; c++) {
      float[] padded = new float[covariates[c].length - from];
      System.arraycopy(covariates[c], 0, padded, -from, covariates[c].length);
      covariates[c] = padded;
    }
    int pairs = plan.calendar().size();
    float[] calendar = new float[pairs * total];
    for (int i = Math.max(0, -from); pairs > 0 && i < total; i++) {
      plan.calendar().write(series.index(), from + i, calendar, i * pairs);
    }
    return new Frame(series.id(), length, level, z, covariates, calendar, plan.statics(series));
  }

  /** The same without gaps: missing values on the line between their neighbours. */
  Frame bridged() {
    float[] filled = z.clone();
    int before = -1;
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] == filled[i]) {
        for (int j = before + 1; j < i; j++) {
          float share = before < 0 ? 1f : (float) (j - before) / (i - before);
          float left = before < 0 ? filled[i] : filled[before];
          filled[j] = left + share * (filled[i] - left);
        }
        before = i;
      }
    }
    for (int j = before + 1; before >= 0 && j < filled.length; j++) {
      filled[j] = filled[before];
    }
    return new Frame(id, length, level, filled, covariates, calendar, statics);
  }

  /** A covariate at a position; beyond what is known, its last value. */
  float covariate(int which, int position) {
    float[] row = covariates[which];
    return row.length == 0 ? 0f : row[Math.min(position, row.length - 1)];
  }
}
