package io.flts.core.json;

import io.flts.api.parameter.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds an object, member by member. A key may be given once. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class JsonBuilder {
  private final Map<String, Object> members = new LinkedHashMap<>();
  private boolean built;

  JsonBuilder() {}

  private JsonBuilder put(String key, Object value) {
    if (built) {
      throw new IllegalStateException("The object is built; start a new one for '" + key + "'.");
    }
    if (members.containsKey(key)) {
      throw new IllegalArgumentException("Key '" + key + "' is given twice.");
    }
    members.put(key, value);
    return this;
  }

  JsonBuilder all(JsonObject other) {
    members.putAll(other.members());
    return this;
  }

  /** Adds a text. */
  public JsonBuilder text(String key, String value) {
    return put(key, value);
  }

  /** Adds a whole number. */
  public JsonBuilder integer(String key, long value) {
    return put(key, value);
  }

  /** Adds a real number; one that is not finite becomes a text. */
  public JsonBuilder real(String key, double value) {
    return put(key, number(value));
  }

  /** Adds a truth value. */
  public JsonBuilder flag(String key, boolean value) {
    return put(key, value);
  }

  /** Adds {@code null}. */
  public JsonBuilder missing(String key) {
    return put(key, JsonNull.NULL);
  }

  /** Adds an object. */
  public JsonBuilder object(String key, JsonObject value) {
    return put(key, value.members());
  }

  /** Adds an array of objects. */
  public JsonBuilder objects(String key, List<JsonObject> values) {
    List<Object> array = new ArrayList<>(values.size());
    for (JsonObject value : values) {
      array.add(value.members());
    }
    return put(key, array);
  }

  /** Adds an array of texts. */
  public JsonBuilder texts(String key, List<String> values) {
    return put(key, List.copyOf(values));
  }

  /** Adds an array of whole numbers. */
  public JsonBuilder integers(String key, long... values) {
    List<Object> array = new ArrayList<>(values.length);
    for (long value : values) {
      array.add(value);
    }
    return put(key, array);
  }

  /** Adds an object of texts. */
  public JsonBuilder textMap(String key, Map<String, String> values) {
    return put(key, new LinkedHashMap<>(values));
  }

  /** Adds an object of real numbers. */
  public JsonBuilder realMap(String key, Map<String, Double> values) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      object.put(entry.getKey(), number(entry.getValue()));
    }
    return put(key, object);
  }

  /** Adds an object of parameter values. */
  public JsonBuilder parameters(String key, Parameters values) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : values.asMap().entrySet()) {
      object.put(entry.getKey(), parameter(entry.getValue()));
    }
    return put(key, object);
  }

  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }

  private static Object parameter(Object value) {
    if (value instanceof Double real) {
      return number(real);
    }
    if (value instanceof List<?> list) {
      List<Object> array = new ArrayList<>(list.size());
      for (Object element : list) {
        array.add(parameter(element));
      }
      return array;
    }
    return value; // a text, a truth value or a whole number
  }

  /** The object of all members; ends the use of this builder. */
  public JsonObject build() {
    built = true;
    return new JsonObject(members, "");
  }
}
