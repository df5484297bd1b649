package io.flts.http.json;

import io.flts.http.message.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A value and its place in the body. What it is asked for and does not hold is a {@link Fault}
 * (422) that names the place. Immutable.
 *
 * @since 0.1.0
 */
public final class JsonField {
  private final JsonValue value;
  private final String pointer;

  JsonField(JsonValue value, String pointer) {
    this.value = value;
    this.pointer = pointer;
  }

  /** RFC 6901 pointer of this value; empty for the whole body. */
  public String pointer() {
    return pointer;
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return value instanceof JsonValue.Members;
  }

  /** Whether it is an array of numbers and nulls, empty ones included. */
  public boolean isNumbers() {
    return value instanceof JsonValue.Numbers;
  }

  /** Whether it is an array. */
  public boolean isArray() {
    return isNumbers() || value instanceof JsonValue.Items;
  }

  /** Whether it is a text. */
  public boolean isText() {
    return value instanceof JsonValue.Text;
  }

  /** Whether it is a number. */
  public boolean isNumber() {
    return value instanceof JsonValue.Number;
  }

  /** A member, or {@code null} where it is absent or null. */
  public @Nullable JsonField get(String name) {
    JsonValue member = members().get(name);
    return member == null || member instanceof JsonValue.Null ? null : at(name, member);
  }

  /** A member that must be there. */
  public JsonField require(String name) {
    JsonField field = get(name);
    if (field == null) {
      throw Fault.value(pointer + "/" + escaped(name), "Member '" + name + "' is missing.");
    }
    return field;
  }

  /** Refuses members of other names. */
  public JsonField only(String... names) {
    for (String name : members().keySet()) {
      if (!List.of(names).contains(name)) {
        throw Fault.at(
            pointer + "/" + escaped(name),
            422,
            "unknown-member",
            "Member '"
                + shown(name)
                + "' is not known here. Known are "
                + String.join(", ", new TreeSet<>(List.of(names)))
                + ".");
      }
    }
    return this;
  }

  /** All members by name, in order; those that are null too. */
  public Map<String, JsonField> fields() {
    Map<String, JsonField> fields = new LinkedHashMap<>();
    members().forEach((name, member) -> fields.put(name, at(name, member)));
    return fields;
  }

  /** The items of an array, in order. */
  public List<JsonField> items() {
    List<JsonField> items = new ArrayList<>();
    if (value instanceof JsonValue.Items some) {
      for (JsonValue item : some.values()) {
        items.add(new JsonField(item, pointer + "/" + items.size()));
      }
    } else {
      for (double number : numbers()) {
        JsonValue item = Double.isNaN(number) ? new JsonValue.Null() : new JsonValue.Number(number);
        items.add(new JsonField(item, pointer + "/" + items.size()));
      }
    }
    return items;
  }

  /** The numbers of an array, NaN where it holds null. The array itself: do not write into it. */
  public double[] numbers() {
    if (value instanceof JsonValue.Numbers some) {
      return some.values();
    }
    if (value instanceof JsonValue.Items some) {
      for (int i = 0; i < some.values().size(); i++) {
        JsonValue item = some.values().get(i);
        if (!(item instanceof JsonValue.Number) && !(item instanceof JsonValue.Null)) {
          throw Fault.value(
              pointer + "/" + i,
              "Expected a number, or null for a missing value, but found " + item.kind() + ".");
        }
      }
    }
    throw wrong("an array of numbers");
  }

  /** The text. */
  public String text() {
    if (value instanceof JsonValue.Text some) {
      return some.value();
    }
    throw wrong("a text");
  }

  /** The number. */
  public double number() {
    if (value instanceof JsonValue.Number some) {
      return some.value();
    }
    throw wrong("a number");
  }

  /** The number, or NaN for null. */
  public double numberOrMissing() {
    return value instanceof JsonValue.Null ? Double.NaN : number();
  }

  /** The flag. */
  public boolean flag() {
    if (value instanceof JsonValue.Flag some) {
      return some.value();
    }
    throw wrong("true or false");
  }

  /** A whole number between two ends, both included. */
  public long integer(long from, long to) {
    double number = number();
    if (number != Math.rint(number) || number < from || number > to) {
      throw Fault.value(
          pointer, number + " must be a whole number from " + from + " to " + to + ".");
    }
    return (long) number;
  }

  /** What messages call it: {@code "a text"}, {@code "an object"}. */
  public String kind() {
    return value.kind();
  }

  private Map<String, JsonValue> members() {
    if (value instanceof JsonValue.Members some) {
      return some.values();
    }
    throw wrong("an object");
  }

  private JsonField at(String name, JsonValue member) {
    return new JsonField(member, pointer + "/" + escaped(name));
  }

  private Fault wrong(String expected) {
    return Fault.at(
        pointer, 422, "wrong-type", "Expected " + expected + " but found " + value.kind() + ".");
  }

  private static String escaped(String name) {
    return shown(name).replace("~", "~0").replace("/", "~1");
  }

  private static String shown(String name) {
    return name.length() > 80 ? name.substring(0, 77) + "..." : name;
  }
}
