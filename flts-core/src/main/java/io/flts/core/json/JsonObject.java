package io.flts.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flts.api.parameter.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are read by key and type.
 *
 * <p>Every accessor throws {@link JsonException}, naming the key, where there is no member of that
 * key and type. Reals that JSON has no number for are the texts {@code "NaN"}, {@code "Infinity"}
 * and {@code "-Infinity"}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonObject {

  /** What a member is. */
  public enum Kind {
    /** A text. */
    TEXT,
    /** A number without point and exponent that fits a {@code long}. */
    INTEGER,
    /** Any other number. */
    REAL,
    /** true or false. */
    FLAG,
    /** An object. */
    OBJECT,
    /** An array. */
    ARRAY,
    /** {@code null}. */
    NULL
  }

  private final ObjectNode node;
  private final String path;

  JsonObject(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /**
   * Reads an object within {@link JsonLimits#standard()}.
   *
   * @throws JsonException where the text is no JSON object, repeats a key or breaks a limit
   */
  public static JsonObject parse(String text) {
    return root(CanonicalJson.parse(text, JsonLimits.standard()));
  }

  /**
   * Reads an object from UTF-8 bytes within limits.
   *
   * @throws JsonException where the bytes are no JSON object, repeat a key or break a limit
   */
  public static JsonObject parse(byte[] utf8, JsonLimits limits) {
    return root(CanonicalJson.parse(utf8, limits));
  }

  private static JsonObject root(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new JsonObject(object, "");
    }
    throw new JsonException("Expected a JSON object, but the text is " + shown(node) + ".");
  }

  /** Starts a new object. */
  public static JsonBuilder builder() {
    return new JsonBuilder();
  }

  /** Starts a new object with all members of another. */
  public static JsonBuilder copyOf(JsonObject other) {
    return new JsonBuilder().all(other);
  }

  /** All keys, in the order written. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>(node.size());
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Whether there is a member of this key, {@code null} included. */
  public boolean has(String key) {
    return node.has(key);
  }

  /** What the member is. */
  public Kind kind(String key) {
    JsonNode member = member(key);
    return switch (member.getNodeType()) {
      case STRING -> Kind.TEXT;
      case NUMBER ->
          member.canConvertToLong() && member.isIntegralNumber() ? Kind.INTEGER : Kind.REAL;
      case BOOLEAN -> Kind.FLAG;
      case OBJECT -> Kind.OBJECT;
      case ARRAY -> Kind.ARRAY;
      default -> Kind.NULL;
    };
  }

  /** A text. */
  public String text(String key) {
    JsonNode member = member(key);
    if (!member.isTextual()) {
      throw wrong(key, "a text", member);
    }
    return member.textValue();
  }

  /** A whole number. */
  public long integer(String key) {
    JsonNode member = member(key);
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw wrong(key, "a whole number", member);
    }
    return member.longValue();
  }

  /** A whole number that must lie in [minimum, maximum]. */
  public long integer(String key, long minimum, long maximum) {
    long value = integer(key);
    if (value < minimum || value > maximum) {
      throw new JsonException(
          "Member '"
              + path
              + key
              + "' is "
              + value
              + "; it must lie from "
              + minimum
              + " to "
              + maximum
              + ".");
    }
    return value;
  }

  /** A real number; a whole one is widened. */
  public double real(String key) {
    JsonNode member = member(key);
    if (member.isNumber()) {
      return member.doubleValue();
    }
    if (member.isTextual()) {
      switch (member.textValue()) {
        case "NaN" -> {
          return Double.NaN;
        }
        case "Infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-Infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> {
          // told below
        }
      }
    }
    throw wrong(key, "a number", member);
  }

  /** A truth value. */
  public boolean flag(String key) {
    JsonNode member = member(key);
    if (!member.isBoolean()) {
      throw wrong(key, "true or false", member);
    }
    return member.booleanValue();
  }

  /** An object. */
  public JsonObject object(String key) {
    JsonNode member = member(key);
    if (member instanceof ObjectNode object) {
      return new JsonObject(object, path + key + "/");
    }
    throw wrong(key, "an object", member);
  }

  /** An array of objects. */
  public List<JsonObject> objects(String key) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonNode element : array(key)) {
      if (!(element instanceof ObjectNode object)) {
        throw wrong(key, "an array of objects", element);
      }
      objects.add(new JsonObject(object, path + key + "/" + objects.size() + "/"));
    }
    return objects;
  }

  /** An array of texts. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(key)) {
      if (!element.isTextual()) {
        throw wrong(key, "an array of texts", element);
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** An array of whole numbers that must lie in [minimum, maximum]. */
  public long[] integers(String key, long minimum, long maximum) {
    ArrayNode array = array(key);
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode element = array.get(i);
      if (!element.isIntegralNumber()
          || !element.canConvertToLong()
          || element.longValue() < minimum
          || element.longValue() > maximum) {
        throw wrong(key, "whole numbers from " + minimum + " to " + maximum, element);
      }
      values[i] = element.longValue();
    }
    return values;
  }

  /** An object of texts, as a map in the order written. */
  public Map<String, String> textMap(String key) {
    JsonObject object = object(key);
    Map<String, String> map = new LinkedHashMap<>();
    object.keys().forEach(each -> map.put(each, object.text(each)));
    return map;
  }

  /** An object of real numbers, as a map in the order written. */
  public Map<String, Double> realMap(String key) {
    JsonObject object = object(key);
    Map<String, Double> map = new LinkedHashMap<>();
    object.keys().forEach(each -> map.put(each, object.real(each)));
    return map;
  }

  /** An object of parameter values: truth values, numbers, texts, and arrays of these. */
  public Parameters parameters(String key) {
    JsonObject object = object(key);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : object.keys()) {
      values.put(name, object.parameter(name, object.member(name)));
    }
    return Parameters.copyOf(values);
  }

  private Object parameter(String key, JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isDouble()) {
      return value.doubleValue();
    }
    if (value instanceof ArrayNode array) {
      List<Object> list = new ArrayList<>(array.size());
      for (JsonNode element : array) {
        list.add(parameter(key, element));
      }
      return list;
    }
    throw wrong(key, "a truth value, a number, a text or an array of these", value);
  }

  /** The text form with sorted members: see {@link CanonicalJson}. */
  public String canonical() {
    return CanonicalJson.write(node, true);
  }

  /** As {@link #canonical()}, in UTF-8. */
  public byte[] canonicalBytes() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }

  /** As {@link #canonical()}, but with the members in the order written. */
  public String compact() {
    return CanonicalJson.write(node, false);
  }

  /** The tree, never to be changed. */
  ObjectNode node() {
    return node;
  }

  /** A copy without one member. */
  public JsonObject without(String key) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    copy.setAll(node);
    copy.remove(key);
    return new JsonObject(copy, path);
  }

  private JsonNode member(String key) {
    JsonNode member = node.get(key);
    if (member == null) {
      throw new JsonException("Member '" + path + key + "' is absent.");
    }
    return member;
  }

  private ArrayNode array(String key) {
    JsonNode member = member(key);
    if (member instanceof ArrayNode array) {
      return array;
    }
    throw wrong(key, "an array", member);
  }

  private JsonException wrong(String key, String expected, JsonNode actual) {
    return new JsonException(
        "Member '" + path + key + "' should be " + expected + " but is " + shown(actual) + ".");
  }

  private static String shown(JsonNode node) {
    if (node.isContainerNode()) {
      return node.isArray() ? "an array" : "an object";
    }
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  /** Whether both have the same members; their order does not count. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject that && canonical().equals(that.canonical());
  }

  @Override
  public int hashCode() {
    return canonical().hashCode();
  }

  @Override
  public String toString() {
    return compact();
  }
}
