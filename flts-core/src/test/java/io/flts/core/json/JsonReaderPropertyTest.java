package io.flts.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our reader takes and refuses, against Jackson's strict one. */
class JsonReaderPropertyTest {
  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final String ALPHABET =
      "{}[],:\"\\/ \t\n-+.0123456789eEtrufalsn\u0001\u00e9\ud800\ufeff'";

  @Test
  @DisplayName("30,000 random texts, half of them damaged: taken and refused as Jackson does")
  void agreesWithJackson() {
    int taken = 0;
    int refused = 0;
    for (long seed = 0; seed < 30_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder();
      value(random, 0, text);
      if (random.nextBoolean()) {
        damage(random, text);
      }
      boolean both = sameAsJackson(text.toString());
      taken += both ? 1 : 0;
      refused += both ? 0 : 1;
    }
    assertThat(taken).isGreaterThan(12_000);
    assertThat(refused).isGreaterThan(5_000);
  }

  @ParameterizedTest(name = "case {index}")
  @DisplayName("Edges of the grammar: taken and refused as Jackson does")
  @ValueSource(
      strings = {
        "-0",
        "-",
        "+1",
        ".5",
        "1.",
        "1.e3",
        "1e",
        "1e+",
        "1E-2",
        "0e0",
        "00",
        "-01",
        "0x1",
        "1f",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "1e309",
        "-1e309",
        "1e-400",
        "Infinity",
        "-Infinity",
        "NaN",
        "tru",
        "truex",
        "nulll",
        "[1 2]",
        "[,1]",
        "[1,]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1;\"b\":2}",
        "{\"\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12\"",
        "\"\\uD83D\\uDE00\"",
        "\"\\u0000\"",
        "\"\t\"",
        "\"",
        "\"\\\"",
        "\"\\",
        "[",
        "]",
        "[]]",
        "[}",
        " ",
        "\ufeff1",
        "// c\n1",
        "1 // c",
        "\f1",
        "\u00a01",
        "\"\u2028\"",
        "\"\u0660\"",
        "\u0661",
        "1\u0661"
      })
  void edges(String text) {
    sameAsJackson(text);
  }

  /** Whether both read a text, to the same value; fails where only one does. */
  private static boolean sameAsJackson(String text) {
    JsonNode expected = null;
    try {
      JsonNode read = JACKSON.readTree(text);
      expected = read.isMissingNode() || hasInfinity(read) ? null : read;
    } catch (JsonProcessingException e) {
      assertThat(e).as("refused by Jackson: %s", text).isNotNull();
    }
    Object actual;
    try {
      actual = JsonReader.read(text, JsonLimits.standard());
    } catch (JsonException e) {
      assertThat(expected).as("refused by us alone, %s: %s", e.getMessage(), text).isNull();
      return false;
    }
    assertThat(expected).as("taken by us alone: %s", text).isNotNull();
    assertThat(same(actual, expected)).as("%s read as %s", text, actual).isTrue();
    return true;
  }

  private static boolean hasInfinity(JsonNode node) {
    if (node.isDouble() && Double.isInfinite(node.doubleValue())) {
      return true;
    }
    for (JsonNode child : node) {
      if (hasInfinity(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(Object actual, JsonNode expected) {
    if (actual instanceof Map<?, ?> object) {
      return expected.isObject()
          && object.size() == expected.size()
          && object.entrySet().stream()
              .allMatch(
                  member ->
                      expected.has((String) member.getKey())
                          && same(member.getValue(), expected.get((String) member.getKey())));
    }
    if (actual instanceof List<?> array) {
      boolean same = expected.isArray() && array.size() == expected.size();
      for (int i = 0; same && i < array.size(); i++) {
        same = same(array.get(i), expected.get(i));
      }
      return same;
    }
    if (actual instanceof String text) {
      return expected.isTextual() && text.equals(expected.textValue());
    }
    if (actual instanceof Long whole) {
      return expected.isIntegralNumber()
          && expected.canConvertToLong()
          && whole == expected.longValue();
    }
    if (actual instanceof BigInteger whole) {
      return expected.isBigInteger() && whole.equals(expected.bigIntegerValue());
    }
    if (actual instanceof Double real) {
      return expected.isDouble() && real.equals(expected.doubleValue());
    }
    if (actual instanceof Boolean flag) {
      return expected.isBoolean() && flag == expected.booleanValue();
    }
    return actual == JsonNull.NULL && expected.isNull();
  }

  private static void value(SplittableRandom random, int depth, StringBuilder out) {
    space(random, out);
    switch (random.nextInt(depth > 3 ? 5 : 8)) {
      case 0 -> out.append(random.nextBoolean() ? "true" : "false");
      case 1 -> out.append("null");
      case 2 -> text(random, out);
      case 3 -> out.append(random.nextLong() >> random.nextInt(64));
      case 4 -> {
        double real = Double.longBitsToDouble(random.nextLong());
        out.append(Double.isFinite(real) ? real : random.nextDouble());
      }
      case 5 -> {
        out.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
          value(random, depth + 1, out);
          out.append(i > 1 ? "," : "");
        }
        space(random, out);
        out.append(']');
      }
      default -> {
        out.append('{');
        for (int i = random.nextInt(4); i > 0; i--) {
          space(random, out);
          text(random, out);
          space(random, out);
          out.append(':');
          value(random, depth + 1, out);
          out.append(i > 1 ? "," : "");
        }
        space(random, out);
        out.append('}');
      }
    }
    space(random, out);
  }

  private static void text(SplittableRandom random, StringBuilder out) {
    String[] pieces = {
      "a",
      "b",
      "0",
      " ",
      "\\n",
      "\\\"",
      "\\\\",
      "\\/",
      "\\u00e9",
      "\\ud83d",
      "\u00e9",
      "\ud83d\ude00"
    };
    out.append('"');
    for (int i = random.nextInt(5); i > 0; i--) {
      out.append(pieces[random.nextInt(pieces.length)]);
    }
    out.append('"');
  }

  private static void space(SplittableRandom random, StringBuilder out) {
    if (random.nextInt(6) == 0) {
      out.append(" \t\r\n".charAt(random.nextInt(4)));
    }
  }

  private static void damage(SplittableRandom random, StringBuilder text) {
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, c);
        case 1 -> text.delete(at, Math.min(text.length(), at + 1));
        default -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(c));
      }
    }
  }
}
