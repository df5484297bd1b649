package io.flts.api.forecast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What forecasts are made of.
 *
 * @param components per series id, its components
 * @param importance how much each feature matters to the model as a whole, by name; empty where the
 *     model has no such notion
 * @since 0.1.0
 */
public record Explanation(Map<String, List<Component>> components, Map<String, Double> importance) {

  /** Copies the maps, keeping their order. */
  public Explanation {
    Map<String, List<Component>> copy = new LinkedHashMap<>();
    components.forEach((id, list) -> copy.put(id, List.copyOf(list)));
    components = Collections.unmodifiableMap(copy);
    importance = Collections.unmodifiableMap(new LinkedHashMap<>(importance));
  }
}
