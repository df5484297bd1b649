package io.flts.dl.dl4j;

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
 * read is written again by {@link #write}, so that a second reader sees exactly what was checked.
 */
final class StrictJson {
  static final int MOST_CHARACTERS = 60_000;
  static final int MOST_NESTING = 24;
  static final int MOST_VALUES = 10_000;

  private final String text;
  private int at;
  private int values;

  private StrictJson(String text) {
    this.text = text;
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
    StrictJson reader = new StrictJson(text);
    reader.space();
    if (reader.peek() != '{') {
      throw reader.refused("an object must begin here");
    }
    Map<String, Object> object = reader.members(1);
    reader.space();
    if (reader.at < text.length()) {
      throw reader.refused("the text must end here");
    }
    return object;
  }

  private @Nullable Object value(int depth) {
    if (++values > MOST_VALUES) {
      throw refused("at most " + MOST_VALUES + " values are read");
    }
    if (depth > MOST_NESTING) {
      throw refused("objects and arrays may be nested " + MOST_NESTING + " deep");
    }
    space();
    char c = peek();
    switch (c) {
      case '{':
        return members(depth);
      case '[':
        return elements(depth);
      case '"':
        return string();
      case 't':
        return word("true", Boolean.TRUE);
      case 'f':
        return word("false", Boolean.FALSE);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Map<String, Object> members(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    take('{');
    space();
    if (peek() == '}') {
      at++;
      return object;
    }
    do {
      space();
      int start = at;
      String key = string();
      if (object.containsKey(key)) {
        at = start;
        throw refused("key \"" + key + "\" stands twice in one object");
      }
      space();
      take(':');
      object.put(key, value(depth + 1));
      space();
    } while (more('}'));
    return object;
  }

  private List<Object> elements(int depth) {
    List<Object> array = new ArrayList<>();
    take('[');
    space();
    if (peek() == ']') {
      at++;
      return array;
    }
    do {
      array.add(value(depth + 1));
      space();
    } while (more(']'));
    return array;
  }

  private boolean more(char end) {
    if (peek() == ',') {
      at++;
      return true;
    }
    take(end);
    return false;
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw refused("'" + word + "' was begun, not finished");
    }
    at += word.length();
    return meaning;
  }

  private Digits number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (here() == '.') {
      at++;
      digits();
    }
    if (here() == 'e' || here() == 'E') {
      at++;
      if (here() == '+' || here() == '-') {
        at++;
      }
      digits();
    }
    Digits found = new Digits(text.substring(start, at));
    if (found.text().length() > 40 || Double.isInfinite(found.value())) {
      at = start;
      throw refused("a number must be finite and have at most 40 characters");
    }
    return found;
  }

  private void digits() {
    int start = at;
    while (here() >= '0' && here() <= '9') {
      at++;
    }
    if (at == start) {
      throw refused("a value must stand here");
    }
  }

  private String string() {
    take('"');
    StringBuilder found = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return found.toString();
      }
      if (c < ' ') {
        at--;
        throw refused("control characters in a string must be escaped");
      }
      found.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return unicode();
      default:
        at--;
        throw refused("'\\" + c + "' is no escape");
    }
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw refused("four hexadecimal digits must follow \\u");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private void space() {
    while (here() == ' ' || here() == '\n' || here() == '\r' || here() == '\t') {
      at++;
    }
  }

  /** The character here, or 0 behind the end. */
  private char here() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char peek() {
    if (at >= text.length()) {
      throw refused("the text ends too early");
    }
    return text.charAt(at);
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw refused("'" + expected + "' must stand here");
    }
    at++;
  }

  private IllegalArgumentException refused(String rule) {
    int from = Math.max(0, Math.min(at, text.length()) - 20);
    String before = text.substring(from, Math.min(at, text.length())).replaceAll("\\s+", " ");
    return new IllegalArgumentException(
        "it is not the JSON that is read: at character "
            + at
            + ", behind '"
            + before
            + "', "
            + rule
            + ".");
  }

  /** Writes what {@link #object} read, on one line, in ASCII. */
  static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> object) {
      char separator = '{';
      for (Map.Entry<?, ?> member : object.entrySet()) {
        out.append(separator);
        quote((String) member.getKey(), out);
        out.append(':');
        write(member.getValue(), out);
        separator = ',';
      }
      out.append(object.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> array) {
      char separator = '[';
      for (Object element : array) {
        out.append(separator);
        write(element, out);
        separator = ',';
      }
      out.append(array.isEmpty() ? "[]" : "]");
    } else if (value instanceof String string) {
      quote(string, out);
    } else if (value instanceof Digits digits) {
      out.append(digits.text());
    } else {
      out.append(value);
    }
  }

  private static void quote(String string, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 15, 16));
        }
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
