package io.flts.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON with Jackson's streaming parser: strictly, without repeated keys and within limits.
 *
 * <p>An object becomes a map in the order of the text, an array a list, a text a {@link String}, a
 * number without point and exponent a {@link Long} or, beyond its range, a {@link BigInteger}, any
 * other a {@link Double}, a truth value a {@link Boolean} and {@code null} {@link JsonNull#NULL}.
 * Jackson's tree and mapper would load up to 300 classes more, for which a fresh JVM waits on the
 * way to its first forecast.
 */
final class JsonReader {
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_NAME = 50_000;

  private JsonReader() {}

  /** The one value that a text holds; throws {@link JsonException} with place and rule. */
  static Object read(String text, JsonLimits limits) {
    try (JsonParser parser = factory(limits).createParser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonException("Not JSON: the text is empty.");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonException("Not JSON that can be read: something follows the value.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JsonException("Not JSON that can be read: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new JsonException("Not JSON that can be read: " + e.getMessage(), e);
    }
  }

  private static JsonFactory factory(JsonLimits limits) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(limits.bytes())
                .maxNestingDepth(limits.nesting())
                .maxStringLength(limits.textLength())
                .maxNameLength(Math.min(limits.textLength(), LONGEST_NAME))
                .maxNumberLength(LONGEST_NUMBER)
                .build())
        .build();
  }

  /** The value that begins at the parser's token; the parser then stands at its last one. */
  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> real(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> JsonNull.NULL;
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static Object whole(JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return parser.getBigIntegerValue();
    }
    return parser.getLongValue();
  }

  private static Double real(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new JsonException("A number lies beyond the range of a double.");
    }
    return value;
  }
}
