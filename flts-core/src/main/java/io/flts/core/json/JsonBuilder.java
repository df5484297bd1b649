package io.flts.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flts.api.parameter.Parameters;
import java.util.List;
import java.util.Map;

/**
 * Builds an object, member by member. A key may be given once. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class JsonBuilder {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();
  private boolean built;

  JsonBuilder() {}

  private JsonBuilder put(String key, JsonNode value) {
    if (built) {
      throw new IllegalStateException("The object is built; start a new one for '" + key + "'.");
    }
    if (node.has(key)) {
      throw new IllegalArgumentException("Key '" + key + "' is given twice.");
    }
    node.set(key, value);
    return this;
  }

  JsonBuilder all(JsonObject other) {
    node.setAll(other.node());
    return this;
  }

  /** Adds a text. */
  public JsonBuilder text(String key, String value) {
    return put(key, node.textNode(value));
  }

  /** Adds a whole number. */
  public JsonBuilder integer(String key, long value) {
    return put(key, node.numberNode(value));
  }

  /** Adds a real number; one that is not finite becomes a text. */
  public JsonBuilder real(String key, double value) {
    return put(key, realNode(value));
  }

  /** Adds a truth value. */
  public JsonBuilder flag(String key, boolean value) {
    return put(key, node.booleanNode(value));
  }

  /** Adds {@code null}. */
  public JsonBuilder missing(String key) {
    return put(key, node.nullNode());
  }

  /** Adds an object. */
  public JsonBuilder object(String key, JsonObject value) {
    return put(key, value.node());
  }

  /** Adds an array of objects. */
  public JsonBuilder objects(String key, List<JsonObject> values) {
    ArrayNode array = node.arrayNode();
    values.forEach(value -> array.add(value.node()));
    return put(key, array);
  }

  /** Adds an array of texts. */
  public JsonBuilder texts(String key, List<String> values) {
    ArrayNode array = node.arrayNode();
    values.forEach(array::add);
    return put(key, array);
  }

  /** Adds an array of whole numbers. */
  public JsonBuilder integers(String key, long... values) {
    ArrayNode array = node.arrayNode();
    for (long value : values) {
      array.add(value);
    }
    return put(key, array);
  }

  /** Adds an object of texts. */
  public JsonBuilder textMap(String key, Map<String, String> values) {
    ObjectNode object = node.objectNode();
    values.forEach(object::put);
    return put(key, object);
  }

  /** Adds an object of real numbers. */
  public JsonBuilder realMap(String key, Map<String, Double> values) {
    ObjectNode object = node.objectNode();
    values.forEach((name, value) -> object.set(name, realNode(value)));
    return put(key, object);
  }

  /** Adds an object of parameter values. */
  public JsonBuilder parameters(String key, Parameters values) {
    ObjectNode object = node.objectNode();
    values.asMap().forEach((name, value) -> object.set(name, parameterNode(value)));
    return put(key, object);
  }

  private JsonNode realNode(double value) {
    return Double.isFinite(value) ? node.numberNode(value) : node.textNode(Double.toString(value));
  }

  private JsonNode parameterNode(Object value) {
    if (value instanceof String text) {
      return node.textNode(text);
    }
    if (value instanceof Boolean flag) {
      return node.booleanNode(flag);
    }
    if (value instanceof Long integer) {
      return node.numberNode(integer.longValue());
    }
    if (value instanceof Double real) {
      return realNode(real);
    }
    ArrayNode array = node.arrayNode();
    for (Object element : (List<?>) value) {
      array.add(parameterNode(element));
    }
    return array;
  }

  /** The object of all members; ends the use of this builder. */
  public JsonObject build() {
    built = true;
    return new JsonObject(node, "");
  }
}
