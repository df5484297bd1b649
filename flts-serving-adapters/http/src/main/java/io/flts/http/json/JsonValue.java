package io.flts.http.json;

import java.util.List;
import java.util.Map;

/** What a body holds. {@link JsonField} gives access with the place for messages. */
sealed interface JsonValue {

  /** What messages call it. */
  String kind();

  /** An object, members in order. */
  record Members(Map<String, JsonValue> values) implements JsonValue {
    @Override
    public String kind() {
      return "an object";
    }
  }

  /** An array that does not hold numbers alone. */
  record Items(List<JsonValue> values) implements JsonValue {
    @Override
    public String kind() {
      return "an array";
    }
  }

  /** An array of numbers and nulls, which are NaN here; the empty array, too. */
  record Numbers(double[] values) implements JsonValue {
    @Override
    public String kind() {
      return values.length == 0 ? "an empty array" : "an array of numbers";
    }
  }

  /** A text. */
  record Text(String value) implements JsonValue {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /** A finite number. */
  record Number(double value) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /** True or false. */
  record Flag(boolean value) implements JsonValue {
    @Override
    public String kind() {
      return Boolean.toString(value);
    }
  }

  /** Null. */
  record Null() implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }
}
