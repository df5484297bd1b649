package io.flts.api.series;

import io.flts.api.error.InvalidSeriesException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A named column beside the target of a series: known only for the past, or known in the future
 * too.
 *
 * <p>Value {@code i} belongs to position {@code i} of the series. {@code NaN} means missing;
 * infinite values are refused. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Covariate {

  /** Until when a covariate is known. */
  public enum Kind {
    /** Measured, known up to the last observation only: exactly as long as the series. */
    PAST,
    /** Known in advance (a calendar, a plan, a price list): at least as long as the series. */
    FUTURE
  }

  private final String name;
  private final Kind kind;
  private final double[] values;

  private Covariate(String name, Kind kind, double[] values) {
    this.name = name;
    this.kind = kind;
    this.values = values;
  }

  /** A covariate known only for the past. */
  public static Covariate past(String name, double... values) {
    return of(name, Kind.PAST, values);
  }

  /** A covariate known in the future, too. */
  public static Covariate future(String name, double... values) {
    return of(name, Kind.FUTURE, values);
  }

  /** A covariate of a kind; the values are copied. */
  public static Covariate of(String name, Kind kind, double[] values) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A covariate needs a name.");
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw new InvalidSeriesException(
            "Covariate '"
                + name
                + "' is "
                + values[i]
                + " at position "
                + i
                + "; values are finite, or NaN for missing. Correct the value or make it missing.");
      }
    }
    return new Covariate(name, kind, values.clone());
  }

  /** The name, unique within a series. */
  public String name() {
    return name;
  }

  /** Until when it is known. */
  public Kind kind() {
    return kind;
  }

  /** Number of values: the length of the series, or more for {@link Kind#FUTURE}. */
  public int length() {
    return values.length;
  }

  /** The value at a position. */
  public double get(int position) {
    return values[position];
  }

  /** A copy of all values. */
  public double[] toArray() {
    return values.clone();
  }

  /** A copy of the values at positions {@code from} (inclusive) to {@code to} (exclusive). */
  public double[] toArray(int from, int to) {
    return Arrays.copyOfRange(values, from, Math.min(to, values.length));
  }

  Covariate slice(int from, int to) {
    return new Covariate(name, kind, Arrays.copyOfRange(values, from, to));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Covariate that
        && name.equals(that.name)
        && kind == that.kind
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + " (" + kind + ", " + values.length + " values)";
  }
}
