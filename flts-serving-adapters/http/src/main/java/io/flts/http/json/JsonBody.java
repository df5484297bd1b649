package io.flts.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.flts.http.message.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads bodies: RFC 8259 and nothing beside it, UTF-8, no duplicate names, nothing after the value,
 * all within limits. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonBody {
  private static final int NUMBER_LENGTH = 1000;
  private static final int NAME_LENGTH = 512;
  private static final int FIRST_NUMBERS = 16;
  private static final JsonValue NULL = new JsonValue.Null();

  private final JsonBounds bounds;
  private final JsonFactory factory;

  /** A reader with limits. */
  public JsonBody(JsonBounds bounds) {
    this.bounds = bounds;
    factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(bounds.nesting() + 1) // ours tells the place
                    .maxNumberLength(NUMBER_LENGTH)
                    .maxNameLength(NAME_LENGTH)
                    .maxStringLength(bounds.textLength())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
  }

  /**
   * The value that a body holds.
   *
   * @throws Fault 400 where it is no JSON, 422 where it goes beyond a limit
   */
  public JsonField read(byte[] body) {
    requireUtf8(body);
    Reading reading = new Reading();
    try (JsonParser parser = factory.createParser(body)) {
      reading.parser = parser;
      if (parser.nextToken() == null) {
        throw malformed("", "The body is empty. Send a JSON object.");
      }
      JsonValue value = reading.value(0);
      if (parser.nextToken() != null) {
        throw malformed("", "Something follows the JSON value" + place(parser.currentLocation()));
      }
      return new JsonField(value, "");
    } catch (StreamConstraintsException e) {
      String limit = e.getOriginalMessage().replaceAll(", from `[^`]*`", "");
      throw Fault.limit(reading.pointer(), limit + place(e.getLocation()));
    } catch (JsonProcessingException e) {
      throw malformed(
          reading.pointer(), firstLine(e.getOriginalMessage()) + place(e.getLocation()));
    } catch (IOException e) {
      // Bytes in memory fail for one reason only: they are no UTF-8.
      throw malformed(reading.pointer(), "The body is not UTF-8: " + e.getMessage());
    }
  }

  /** Jackson would read UTF-16 and UTF-32 as well; RFC 8259 has UTF-8 alone. */
  private static void requireUtf8(byte[] body) {
    int looked = Math.min(4, body.length);
    boolean mark = looked >= 2 && (body[0] & 0xff) >= 0xfe && (body[1] & 0xff) >= 0xfe;
    boolean zero = false;
    for (int i = 0; i < looked; i++) {
      zero |= body[i] == 0;
    }
    if (mark || zero) {
      throw malformed("", "The body is not UTF-8. Send JSON in UTF-8.");
    }
  }

  private static Fault malformed(String pointer, String message) {
    return Fault.at(pointer, 400, "malformed-json", message);
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }

  private static String place(JsonLocation at) {
    return at == null ? "." : ", at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
  }

  /** One pass over one body. */
  private final class Reading {
    private JsonParser parser;
    private int containers;
    private int numbers;

    String pointer() {
      return parser == null ? "" : parser.getParsingContext().pathAsPointer().toString();
    }

    JsonValue value(int depth) throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> members(deeper(depth));
        case START_ARRAY -> items(deeper(depth));
        case VALUE_STRING -> new JsonValue.Text(parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(number());
        case VALUE_TRUE -> new JsonValue.Flag(true);
        case VALUE_FALSE -> new JsonValue.Flag(false);
        default -> NULL;
      };
    }

    private int deeper(int depth) {
      if (depth == bounds.nesting()) {
        throw Fault.limit(
            "", "The body nests deeper than the limit of " + bounds.nesting() + " levels.");
      }
      return depth + 1;
    }

    private void container() {
      if (++containers > bounds.containers()) {
        throw Fault.limit(
            pointer(),
            "The body has more objects and arrays than the limit of "
                + bounds.containers()
                + ". Send columns instead of rows, or several requests.");
      }
    }

    private double number() throws IOException {
      double value = parser.getDoubleValue();
      if (Double.isInfinite(value)) {
        throw Fault.value(
            pointer(), "The number is too large for a double; the largest is 1.797e308.");
      }
      return value;
    }

    private JsonValue members(int depth) throws IOException {
      container();
      Map<String, JsonValue> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(depth));
      }
      return new JsonValue.Members(members);
    }

    private JsonValue items(int depth) throws IOException {
      double[] values = new double[FIRST_NUMBERS];
      int count = 0;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        boolean none = token == JsonToken.VALUE_NULL;
        if (!none && !token.isNumeric()) {
          container();
          return mixed(values, count, depth);
        }
        if (++numbers > bounds.numbers()) {
          throw Fault.limit(
              pointer(),
              "The body has more numbers than the limit of "
                  + bounds.numbers()
                  + " points per request. Send less history, or several requests.");
        }
        if (count == values.length) {
          values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = none ? Double.NaN : number();
      }
      if (count == 0) {
        container(); // empty arrays cost as much as objects
      }
      return new JsonValue.Numbers(Arrays.copyOf(values, count));
    }

    private JsonValue mixed(double[] before, int count, int depth) throws IOException {
      List<JsonValue> items = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        items.add(Double.isNaN(before[i]) ? NULL : new JsonValue.Number(before[i]));
      }
      for (JsonToken token = parser.currentToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        items.add(value(depth));
        if (items.size() > bounds.numbers()) {
          throw Fault.limit(
              pointer(), "An array is longer than the limit of " + bounds.numbers() + " items.");
        }
      }
      return new JsonValue.Items(items);
    }
  }
}
