package io.flts.api.tck;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import java.util.Random;

/** Series that the contracts are tested with: made here, from a fixed seed. */
final class ContractSeries {

  private ContractSeries() {}

  /** A positive monthly series with trend, season 12 and noise. */
  static TimeSeries monthly(String id, int length, long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 100 + 0.3 * i + 15 * Math.sin(2 * Math.PI * i / 12) + 4 * random.nextGaussian();
    }
    return series(id, values);
  }

  /** A monthly series of given values. */
  static TimeSeries series(String id, double... values) {
    return TimeSeries.of(
        id, LocalDateTime.parse("2010-01-01T00:00"), Frequency.parse("MS"), values);
  }

  /** The same with every value replaced by {@code factor * value}. */
  static TimeSeries scaled(TimeSeries series, double factor) {
    double[] values = series.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return series.withValues(values);
  }

  /** A series of one value. */
  static TimeSeries constant(String id, int length, double value) {
    double[] values = new double[length];
    java.util.Arrays.fill(values, value);
    return series(id, values);
  }

  /** A series indexed by whole numbers, hence without a season. */
  static TimeSeries seasonless(String id, int length, long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 50 + 5 * random.nextGaussian();
    }
    return TimeSeries.of(id, TimeIndex.ofSteps(1, length), values);
  }

  /** The same with missing values at some positions, not at the ends. */
  static TimeSeries withGaps(TimeSeries series) {
    double[] values = series.toArray();
    for (int i = 7; i < values.length - 3; i += 11) {
      values[i] = Double.NaN;
    }
    return series.withValues(values);
  }
}
