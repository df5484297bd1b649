package io.flts.api.parameter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one configured service: every specification with its present, checked value.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ParameterSet {
  private static final ParameterSet EMPTY = new ParameterSet(new LinkedHashMap<>(), Map.of());

  private final Map<String, ParameterSpec<?>> specs;
  private final Map<String, Object> values;

  private ParameterSet(Map<String, ParameterSpec<?>> specs, Map<String, Object> values) {
    this.specs = Collections.unmodifiableMap(specs);
    this.values = Collections.unmodifiableMap(values);
  }

  /** The set of a service without parameters. */
  public static ParameterSet empty() {
    return EMPTY;
  }

  /** The given parameters at their defaults. */
  public static ParameterSet of(ParameterSpec<?>... specs) {
    Map<String, ParameterSpec<?>> byName = new LinkedHashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterSpec<?> spec : specs) {
      if (byName.put(spec.name(), spec) != null) {
        throw new IllegalArgumentException("Parameter '" + spec.name() + "' is declared twice.");
      }
      values.put(spec.name(), spec.defaultValue());
    }
    return new ParameterSet(byName, values);
  }

  /**
   * This set with some values replaced.
   *
   * @throws IllegalArgumentException where a name is unknown or a value is not permitted
   */
  public ParameterSet with(Parameters changes) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    for (Map.Entry<String, Object> change : changes.asMap().entrySet()) {
      String name = change.getKey();
      ParameterSpec<?> spec = specs.get(name);
      if (spec == null) {
        throw new IllegalArgumentException(
            "No parameter named '"
                + name
                + "'. "
                + (specs.isEmpty()
                    ? "This service has no parameters."
                    : "Available: " + String.join(", ", specs.keySet()) + "."));
      }
      changed.put(name, spec.check(change.getValue()));
    }
    return new ParameterSet(specs, changed);
  }

  /** This set with one value replaced; the typed form of {@link #with(Parameters)}. */
  public <T> ParameterSet with(ParameterSpec<T> spec, T value) {
    return with(Parameters.of(spec.name(), value));
  }

  /** The present value of a parameter of this set. */
  @SuppressWarnings("unchecked") // values only ever enter through the spec of the same name
  public <T> T get(ParameterSpec<T> spec) {
    Object value = values.get(spec.name());
    if (value == null) {
      throw new IllegalArgumentException("No parameter '" + spec.name() + "' in " + specs.keySet());
    }
    return (T) value;
  }

  /** All specifications, in the order of declaration. */
  public List<ParameterSpec<?>> specs() {
    return List.copyOf(new ArrayList<>(specs.values()));
  }

  /** All present values, defaults included. */
  public Parameters values() {
    return Parameters.copyOf(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParameterSet that
        && specs.equals(that.specs)
        && values.equals(that.values);
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
