package io.flts.dl.dl4j;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 has it and nothing more: no comments, no duplicated keys, and limits on
 * length, nesting and the number of values.
 *
 * <p>Objects become maps in the order of the text, arrays lists, numbers {@link Digits}. What was
 * read is written again by {@link #text}, so that a second reader sees exactly what was checked.
 */
final class StrictJson {
  static final int MOST_CHARACTERS = 60_000;
  static final int MOST_NESTING = 24;
  static final int MOST_VALUES = 10_000;
  private static final int NUMBER_LENGTH = 40;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTING)
                  .maxNumberLength(NUMBER_LENGTH)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser parser;
  private int values;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /** A number as it stands in the text. */
  record Digits(String text) {
    boolean isWhole() {
      return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    double value() {
      return Double.parseDouble(text);
    }
  }

  /** Throws an {@link IllegalArgumentException} that names the place and the rule. */
  static Map<String, Object> object(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "it has "
              + text.length()
              + " characters; at most "
              + MOST_CHARACTERS
              + " are read. Write it without line breaks and indentation.");
    }
    try (JsonParser parser = JSON.createParser(text)) {
      StrictJson reader = new StrictJson(parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw reader.refused("an object must begin here");
      }
      Map<String, Object> object = reader.members();
      if (parser.nextToken() != null) {
        throw reader.refused("the text must end here");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "it is not the JSON that is read: "
              + place(e.getLocation())
              + firstLine(e.getOriginalMessage())
              + ".",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory does not fail.", e);
    }
  }

  private @Nullable Object value() throws IOException {
    if (++values > MOST_VALUES) {
      throw refused("at most " + MOST_VALUES + " values are read");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> number();
    };
  }

  private Map<String, Object> members() throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      object.put(key, value());
    }
    return object;
  }

  private List<Object> elements() throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private Digits number() throws IOException {
    Digits found = new Digits(parser.getText());
    if (Double.isInfinite(found.value())) {
      throw refused("a number must be finite");
    }
    return found;
  }

  private IllegalArgumentException refused(String rule) {
    return new IllegalArgumentException(
        "it is not the JSON that is read: " + place(parser.currentTokenLocation()) + rule + ".");
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : "at line " + at.getLineNr() + ", column " + at.getColumnNr() + ", ";
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** What {@link #object} read as text on one line, in ASCII. */
  static String text(Map<String, Object> object) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(object, json);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing into memory does not fail.", e);
    }
    return out.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value instanceof Map<?, ?> object) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        out.writeFieldName((String) member.getKey());
        write(member.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> array) {
      out.writeStartArray();
      for (Object element : array) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof Digits digits) {
      out.writeNumber(digits.text());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else {
      out.writeString((String) value); // or null, which it writes as such
    }
  }
}
