package io.flts.core.json;

import io.flts.api.parameter.Parameters;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
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

  /** Values as {@link JsonReader} has them. */
  private final Map<String, Object> members;

  private final String path;

  JsonObject(Map<String, Object> members, String path) {
    this.members = Collections.unmodifiableMap(members);
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

  private static JsonObject root(Object value) {
    if (value instanceof Map<?, ?> object) {
      return new JsonObject(membersOf(object), "");
    }
    throw new JsonException("Expected a JSON object, but the text is " + shown(value) + ".");
  }

  @SuppressWarnings("unchecked") // JsonReader and JsonBuilder make no other maps
  private static Map<String, Object> membersOf(Map<?, ?> object) {
    return (Map<String, Object>) object;
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
    return new ArrayList<>(members.keySet());
  }

  /** Whether there is a member of this key, {@code null} included. */
  public boolean has(String key) {
    return members.containsKey(key);
  }

  /** What the member is. */
  public Kind kind(String key) {
    Object member = member(key);
    if (member instanceof String) {
      return Kind.TEXT;
    }
    if (member instanceof Long) {
      return Kind.INTEGER;
    }
    if (member instanceof Double || member instanceof BigInteger) {
      return Kind.REAL;
    }
    if (member instanceof Boolean) {
      return Kind.FLAG;
    }
    if (member instanceof Map) {
      return Kind.OBJECT;
    }
    return member instanceof List ? Kind.ARRAY : Kind.NULL;
  }

  /** A text. */
  public String text(String key) {
    if (member(key) instanceof String text) {
      return text;
    }
    throw wrong(key, "a text", member(key));
  }

  /** A whole number. */
  public long integer(String key) {
    if (member(key) instanceof Long whole) {
      return whole;
    }
    throw wrong(key, "a whole number", member(key));
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
    Object member = member(key);
    if (member instanceof Number number) {
      return number.doubleValue();
    }
    if (member instanceof String text) {
      switch (text) {
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
    if (member(key) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "true or false", member(key));
  }

  /** An object. */
  public JsonObject object(String key) {
    if (member(key) instanceof Map<?, ?> object) {
      return new JsonObject(membersOf(object), path + key + "/");
    }
    throw wrong(key, "an object", member(key));
  }

  /** An array of objects. */
  public List<JsonObject> objects(String key) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : array(key)) {
      if (!(element instanceof Map<?, ?> object)) {
        throw wrong(key, "an array of objects", element);
      }
      objects.add(new JsonObject(membersOf(object), path + key + "/" + objects.size() + "/"));
    }
    return objects;
  }

  /** An array of texts. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object element : array(key)) {
      if (!(element instanceof String text)) {
        throw wrong(key, "an array of texts", element);
      }
      texts.add(text);
    }
    return texts;
  }

  /** An array of whole numbers that must lie in [minimum, maximum]. */
  public long[] integers(String key, long minimum, long maximum) {
    List<?> array = array(key);
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      Object element = array.get(i);
      if (!(element instanceof Long whole) || whole < minimum || whole > maximum) {
        throw wrong(key, "whole numbers from " + minimum + " to " + maximum, element);
      }
      values[i] = whole;
    }
    return values;
  }

  /** An object of texts, as a map in the order written. */
  public Map<String, String> textMap(String key) {
    JsonObject object = object(key);
    Map<String, String> map = new LinkedHashMap<>();
    for (String each : object.keys()) {
      map.put(each, object.text(each));
    }
    return map;
  }

  /** An object of real numbers, as a map in the order written. */
  public Map<String, Double> realMap(String key) {
    JsonObject object = object(key);
    Map<String, Double> map = new LinkedHashMap<>();
    for (String each : object.keys()) {
      map.put(each, object.real(each));
    }
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

  private Object parameter(String key, Object value) {
    if (value instanceof List<?> array) {
      List<Object> list = new ArrayList<>(array.size());
      for (Object element : array) {
        list.add(parameter(key, element));
      }
      return list;
    }
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    throw wrong(key, "a truth value, a number, a text or an array of these", value);
  }

  /** The text form with sorted members: see {@link CanonicalJson}. */
  public String canonical() {
    return CanonicalJson.write(members, true);
  }

  /** As {@link #canonical()}, in UTF-8. */
  public byte[] canonicalBytes() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }

  /** As {@link #canonical()}, but with the members in the order written. */
  public String compact() {
    return CanonicalJson.write(members, false);
  }

  /** The members, never to be changed. */
  Map<String, Object> members() {
    return members;
  }

  /** A copy without one member. */
  public JsonObject without(String key) {
    Map<String, Object> copy = new LinkedHashMap<>(members);
    copy.remove(key);
    return new JsonObject(copy, path);
  }

  private Object member(String key) {
    Object member = members.get(key);
    if (member == null) {
      throw new JsonException("Member '" + path + key + "' is absent.");
    }
    return member;
  }

  private List<?> array(String key) {
    if (member(key) instanceof List<?> array) {
      return array;
    }
    throw wrong(key, "an array", member(key));
  }

  private JsonException wrong(String key, String expected, Object actual) {
    return new JsonException(
        "Member '" + path + key + "' should be " + expected + " but is " + shown(actual) + ".");
  }

  private static String shown(Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "an array";
    }
    String text = CanonicalJson.write(value, false);
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
