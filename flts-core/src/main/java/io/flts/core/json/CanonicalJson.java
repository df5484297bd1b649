package io.flts.core.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The one text form of a JSON value: no white space, members sorted by code point at every level,
 * {@code null} kept, shortest numbers.
 *
 * <p>A whole number is its digits. A real number keeps a point or an exponent, so that {@code 1}
 * and {@code 1.0} stay different, and has the fewest digits that read back as the same double,
 * written as Python's {@code repr} writes them: {@code 0.0001}, {@code 1e-05}, {@code 1e+16}. Texts
 * escape the quote, the backslash, what lies below U+0020 and lone surrogates, nothing else. The
 * form equals Python's {@code json.dumps(value, sort_keys=True, separators=(",", ":"),
 * ensure_ascii=False)}.
 *
 * <p>Stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class CanonicalJson {

  private CanonicalJson() {}

  /**
   * The canonical form of any JSON text.
   *
   * @throws JsonException where the text is not JSON, repeats a key or breaks a limit
   */
  public static String of(String json) {
    return write(parse(json, JsonLimits.standard()), true);
  }

  static Object parse(byte[] utf8, JsonLimits limits) {
    if (utf8.length > limits.bytes()) {
      throw tooLong(utf8.length, limits);
    }
    try {
      return parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), limits);
    } catch (CharacterCodingException e) {
      throw new JsonException("Not JSON: the bytes are not UTF-8.", e);
    }
  }

  static Object parse(String text, JsonLimits limits) {
    if (text.length() > limits.bytes()) {
      throw tooLong(text.length(), limits);
    }
    return JsonReader.read(text, limits);
  }

  private static JsonException tooLong(int length, JsonLimits limits) {
    return new JsonException(
        "JSON of " + length + " bytes is longer than the limit of " + limits.bytes() + ".");
  }

  /** Writes a tree, with sorted members or in the order it has. */
  static String write(Object value, boolean sorted) {
    StringBuilder out = new StringBuilder();
    write(value, sorted, out);
    return out.toString();
  }

  private static void write(Object value, boolean sorted, StringBuilder out) {
    if (value instanceof Map<?, ?> object) {
      writeObject(object, sorted, out);
    } else if (value instanceof List<?> array) {
      String separator = "[";
      for (Object element : array) {
        out.append(separator);
        write(element, sorted, out);
        separator = ",";
      }
      out.append(array.isEmpty() ? "[]" : "]");
    } else if (value instanceof String text) {
      quote(text, out);
    } else if (value instanceof Double real) {
      out.append(ShortestNumber.of(real));
    } else if (value == JsonNull.NULL) {
      out.append("null");
    } else {
      out.append(value); // a whole number or a truth value
    }
  }

  private static void writeObject(Map<?, ?> object, boolean sorted, StringBuilder out) {
    List<String> names = new ArrayList<>(object.size());
    for (Object name : object.keySet()) {
      names.add((String) name);
    }
    if (sorted) {
      names.sort(CanonicalJson::compareCodePoints);
    }
    out.append('{');
    String separator = "";
    for (String name : names) {
      out.append(separator);
      quote(name, out);
      out.append(':');
      write(Objects.requireNonNull(object.get(name)), sorted, out);
      separator = ",";
    }
    out.append('}');
  }

  private static int compareCodePoints(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates stand for code points above all other characters, but lie below U+E000.
        boolean xHigh = Character.isSurrogate(x);
        boolean yHigh = Character.isSurrogate(y);
        return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || isLoneSurrogate(text, i)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
