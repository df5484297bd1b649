package io.flts.api.parameter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parameter values by name, as they come from a user, a file or a command line.
 *
 * <p>Values are {@link Boolean}, {@link Long}, {@link Double}, {@link String} or a {@link List} of
 * these; integers and floats are widened. Nothing is checked against a specification here: that
 * happens in {@link ParameterSet#with(Parameters)}, where a text may stand for any type.
 *
 * <p>Immutable and thread-safe; ordered by name.
 *
 * @since 0.1.0
 */
public final class Parameters {
  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, Object> values;

  private Parameters(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** No values at all: every parameter keeps its present value. */
  public static Parameters none() {
    return NONE;
  }

  /** One value. */
  public static Parameters of(String name, Object value) {
    return NONE.and(name, value);
  }

  /** Two values. */
  public static Parameters of(String name1, Object value1, String name2, Object value2) {
    return of(name1, value1).and(name2, value2);
  }

  /** The values of a map, copied. */
  public static Parameters copyOf(Map<String, ?> values) {
    Map<String, Object> copy = new TreeMap<>();
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      copy.put(entry.getKey(), canonical(entry.getKey(), entry.getValue()));
    }
    return new Parameters(copy);
  }

  /** These values and one more, which replaces an older value of the same name. */
  public Parameters and(String name, Object value) {
    Map<String, Object> copy = new TreeMap<>(values);
    copy.put(name, canonical(name, value));
    return new Parameters(copy);
  }

  /** The value of a name, or {@code null} where there is none. */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /** All values, ordered by name; unmodifiable. */
  public Map<String, Object> asMap() {
    return values;
  }

  /** Whether there are no values. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  private static Object canonical(String name, @Nullable Object value) {
    if (value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        copy.add(canonical(name, element));
      }
      return Collections.unmodifiableList(copy);
    }
    throw new IllegalArgumentException(
        "Parameter '"
            + name
            + "' is "
            + (value == null ? "null" : "a " + value.getClass().getName())
            + "; a parameter is a boolean, a whole number, a real number, a text or a list of these.");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Parameters that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
