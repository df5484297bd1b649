package io.flts.stat.safeguard;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import java.util.Objects;

/**
 * The stated bound of how far a forecast may lie from the history.
 *
 * <p>With {@code lo} and {@code hi} the least and greatest observed values, {@code n} their count
 * and {@code span = hi − lo}, a value forecast {@code k ≥ 1} steps ahead is admitted when it lies
 * in
 *
 * <pre>  [lo − w, hi + w],   w = max(10 · span · max(1, k/n), 1e-9 · max(|lo|, |hi|))</pre>
 *
 * The factor k/n lets a trend seen over n steps run on for as many more steps as are asked for. A
 * constant history admits only its constant, up to rounding. The bound shifts and scales with the
 * series. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ForecastBound {

  /** How many spans of the history a forecast may lie outside of it, up to n steps ahead. */
  public static final double REACH = 10;

  private static final double ROUNDING = 1e-9;

  private final double low;
  private final double high;
  private final int count;

  private ForecastBound(double low, double high, int count) {
    this.low = low;
    this.high = high;
    this.count = count;
  }

  /**
   * The bound of a history.
   *
   * @param history observations, NaN = missing, at least one finite value; not modified
   * @throws IllegalArgumentException if no value is observed
   */
  public static ForecastBound of(double[] history) {
    Objects.requireNonNull(history, "history");
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int count = 0;
    for (double value : history) {
      if (Double.isNaN(value)) {
        continue;
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
      count++;
    }
    return of(low, high, count);
  }

  /**
   * The bound of a history known by its range alone, as a saved model knows it.
   *
   * @param low least observed value
   * @param high greatest observed value, ≥ low
   * @param count number of observed values, ≥ 1
   * @throws IllegalArgumentException if the arguments do not describe a finite history
   */
  public static ForecastBound of(double low, double high, int count) {
    if (count < 1 || !(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "A forecast bound needs at least one finite observation, got "
              + count
              + "; a history of missing values only cannot be forecast.");
    }
    return new ForecastBound(low, high, count);
  }

  /** Least observed value. */
  public double low() {
    return low;
  }

  /** Greatest observed value. */
  public double high() {
    return high;
  }

  /** Number of observed values. */
  public int count() {
    return count;
  }

  /**
   * This bound after more observations; missing ones (NaN) change nothing.
   *
   * @param observations the new observations, in any order; not modified
   */
  public ForecastBound including(double[] observations) {
    double least = low;
    double greatest = high;
    int observed = count;
    for (double value : observations) {
      if (!Double.isNaN(value)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        observed++;
      }
    }
    return new ForecastBound(least, greatest, observed);
  }

  /**
   * The least value admitted at a step.
   *
   * @param step steps ahead, 1 = first
   */
  public double lower(int step) {
    return Math.max(low - reach(step), -Double.MAX_VALUE);
  }

  /**
   * The greatest value admitted at a step.
   *
   * @param step steps ahead, 1 = first
   */
  public double upper(int step) {
    return Math.min(high + reach(step), Double.MAX_VALUE);
  }

  /** Whether a value is finite and inside the bound at a step. */
  public boolean admits(double value, int step) {
    return value >= lower(step) && value <= upper(step);
  }

  /** The value nearest to the given one that the bound admits at a step; NaN stays NaN. */
  public double clamp(double value, int step) {
    return Math.min(Math.max(value, lower(step)), upper(step));
  }

  /** Clamps every value of every row in place; shape [row][step]. */
  public void clamp(double[][] rows) {
    for (double[] row : rows) {
      clamp(row);
    }
  }

  /** Clamps every value in place, the first being that of step 1; NaN stays NaN. */
  public void clamp(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = clamp(values[i], i + 1);
    }
  }

  /**
   * The bound of this history and another one together, of which one may contain the other: the
   * wider range and the greater count.
   */
  public ForecastBound and(ForecastBound other) {
    return new ForecastBound(
        Math.min(low, other.low), Math.max(high, other.high), Math.max(count, other.count));
  }

  /** Writes what {@link #read} needs. */
  public void write(ModelWriter out) {
    out.real("low", low).real("high", high).integer("count", count);
  }

  /** Reads what {@link #write} wrote. */
  public static ForecastBound read(ModelReader in) {
    return of(in.real("low"), in.real("high"), in.integer("count", 1, Integer.MAX_VALUE));
  }

  /** The first step (from 1) whose mean is not admitted, or 0 if all are. */
  public int firstOutside(double[] mean) {
    for (int i = 0; i < mean.length; i++) {
      if (!admits(mean[i], i + 1)) {
        return i + 1;
      }
    }
    return 0;
  }

  private double reach(int step) {
    // Halves first: high − low may overflow although both are finite.
    double halfSpan = high / 2 - low / 2;
    double reach = 2 * REACH * halfSpan * Math.max(1.0, (double) step / count);
    return Math.max(reach, ROUNDING * Math.max(Math.abs(low), Math.abs(high)));
  }
}
