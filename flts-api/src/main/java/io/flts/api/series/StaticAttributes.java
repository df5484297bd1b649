package io.flts.api.series;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What does not change along a series: numbers (floor area) and categories (region), by name.
 *
 * <p>Immutable and thread-safe; ordered by name.
 *
 * @param numbers finite numbers by name
 * @param categories texts by name
 * @since 0.1.0
 */
public record StaticAttributes(Map<String, Double> numbers, Map<String, String> categories) {
  private static final StaticAttributes NONE = new StaticAttributes(Map.of(), Map.of());

  /** Copies the maps. */
  public StaticAttributes {
    numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    categories = Collections.unmodifiableMap(new TreeMap<>(categories));
    for (Map.Entry<String, Double> number : numbers.entrySet()) {
      String name = number.getKey();
      if (!Double.isFinite(number.getValue())) {
        throw new IllegalArgumentException(
            "Static attribute '"
                + name
                + "' is "
                + number.getValue()
                + "; a number must be finite.");
      }
      if (categories.containsKey(name)) {
        throw new IllegalArgumentException(
            "Static attribute '" + name + "' is both a number and a category.");
      }
    }
  }

  /** No attributes. */
  public static StaticAttributes none() {
    return NONE;
  }
}
