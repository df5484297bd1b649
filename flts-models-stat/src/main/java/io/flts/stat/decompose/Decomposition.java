package io.flts.stat.decompose;

import java.util.List;

/**
 * A series split into trend, one seasonal component per period and a remainder that add up to it.
 *
 * <p>All arrays have the length of the series. Immutable: arrays are copied on the way out.
 *
 * @since 0.1.0
 */
public final class Decomposition {
  private final double[] trend;
  private final int[] periods;
  private final double[][] seasonal;
  private final double[] remainder;

  Decomposition(double[] trend, int[] periods, double[][] seasonal, double[] remainder) {
    this.trend = trend;
    this.periods = periods;
    this.seasonal = seasonal;
    this.remainder = remainder;
  }

  /** Smooth long-run level; a copy. */
  public double[] trend() {
    return trend.clone();
  }

  /** Seasonal periods in observations, ascending. */
  public List<Integer> periods() {
    return java.util.Arrays.stream(periods).boxed().toList();
  }

  /**
   * Seasonal component of one period; a copy.
   *
   * @param index position in {@link #periods()}
   */
  public double[] seasonal(int index) {
    return seasonal[index].clone();
  }

  /** What trend and seasons leave; NaN where the series is missing. A copy. */
  public double[] remainder() {
    return remainder.clone();
  }

  /** Sum of all seasonal components; a copy. */
  public double[] totalSeasonal() {
    double[] sum = new double[trend.length];
    for (double[] component : seasonal) {
      for (int t = 0; t < sum.length; t++) {
        sum[t] += component[t];
      }
    }
    return sum;
  }

  /**
   * Strength of one season, {@code max(0, 1 - var(remainder) / var(remainder + season))}, between 0
   * and 1.
   *
   * @param index position in {@link #periods()}
   * @see <a href="https://otexts.com/fpp3/stlfeatures.html">FPP3, section 4.3</a>
   */
  public double seasonalStrength(int index) {
    double[] sum = remainder.clone();
    for (int t = 0; t < sum.length; t++) {
      sum[t] += seasonal[index][t];
    }
    double whole = variance(sum);
    double strength = whole > 0.0 ? 1.0 - variance(remainder) / whole : 0.0;
    return Math.max(0.0, Math.min(1.0, strength));
  }

  private static double variance(double[] x) {
    double mean = 0.0;
    int n = 0;
    for (double value : x) {
      if (!Double.isNaN(value)) {
        mean += value;
        n++;
      }
    }
    mean /= Math.max(1, n);
    double sum = 0.0;
    for (double value : x) {
      if (!Double.isNaN(value)) {
        sum += (value - mean) * (value - mean);
      }
    }
    return n > 1 ? sum / (n - 1) : 0.0;
  }
}
