package io.flts.api.forecast;

import io.flts.api.series.TimeIndex;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One part of a series or forecast over time: trend, a seasonality, the effect of a holiday or of a
 * feature.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Component {

  /** How a component enters the whole. */
  public enum Role {
    /** Components of this role add up to the forecast. */
    ADDITIVE,
    /** A factor minus one: it multiplies the trend. */
    MULTIPLICATIVE,
    /** Shown for information; no part of the sum. */
    INFORMATIVE
  }

  private final String name;
  private final Role role;
  private final TimeIndex index;
  private final double[] values;

  private Component(String name, Role role, TimeIndex index, double[] values) {
    if (values.length != index.length()) {
      throw new IllegalArgumentException(
          "Component '"
              + name
              + "' has "
              + values.length
              + " values for "
              + index.length()
              + " steps.");
    }
    this.name = name;
    this.role = role;
    this.index = index;
    this.values = values;
  }

  /** A component with one value per position of an index; the values are copied. */
  public static Component of(String name, Role role, TimeIndex index, double[] values) {
    return new Component(name, role, index, values.clone());
  }

  /** What it is, for example {@code trend}, {@code weekly}, {@code temperature}. */
  public String name() {
    return name;
  }

  /** How it enters the whole. */
  public Role role() {
    return role;
  }

  /** When; may cover the history, the horizon, or both. */
  public TimeIndex index() {
    return index;
  }

  /** One value per position of the index; a copy. */
  public double[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Component that
        && name.equals(that.name)
        && role == that.role
        && index.equals(that.index)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + " (" + role + ", " + index + ")";
  }
}
