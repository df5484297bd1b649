package io.flts.core.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as RFC 8259 has it and nothing more: no comments, no trailing commas, no repeated
 * keys, and within limits.
 *
 * <p>An object becomes a map in the order of the text, an array a list, a text a {@link String}, a
 * number without point and exponent a {@link Long} or, beyond its range, a {@link BigInteger}, any
 * other a {@link Double}, a truth value a {@link Boolean} and {@code null} {@link JsonNull#NULL}.
 *
 * <p>A library would load seventy classes for the two small documents in a saved model, and a fresh
 * JVM waits for each: an eighth of the way to its first forecast. Confined to one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonReader {
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_NAME = 50_000;

  /** Every number of so many digits fits a long. */
  private static final int LONG_DIGITS = 18;

  private final String text;
  private final JsonLimits limits;
  private int at;
  private int depth;

  private JsonReader(String text, JsonLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  /** The one value that a text holds; throws {@link JsonException} naming place and rule. */
  static Object read(String text, JsonLimits limits) {
    JsonReader reader = new JsonReader(text, limits);
    reader.skipSpace();
    if (reader.at == text.length()) {
      throw new JsonException("Not JSON: the text is empty.");
    }
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.refused("something follows the value");
    }
    return value;
  }

  private Object value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string(limits.textLength());
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", JsonNull.NULL);
      default:
        return number();
    }
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    enter();
    if (closes('}')) {
      return members;
    }
    do {
      skipSpace();
      if (peek() != '"') {
        throw refused("a key in quotes belongs here");
      }
      String key = string(Math.min(limits.textLength(), LONGEST_NAME));
      skipSpace();
      expect(':');
      skipSpace();
      if (members.put(key, value()) != null) {
        throw refused("key '" + shown(key) + "' is repeated");
      }
    } while (continues('}'));
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    enter();
    if (closes(']')) {
      return elements;
    }
    do {
      skipSpace();
      elements.add(value());
    } while (continues(']'));
    return elements;
  }

  /** Takes an opening bracket. */
  private void enter() {
    at++;
    if (++depth > limits.nesting()) {
      throw refused("it is nested deeper than the limit of " + limits.nesting());
    }
  }

  private boolean closes(char bracket) {
    skipSpace();
    if (peek() != bracket) {
      return false;
    }
    at++;
    depth--;
    return true;
  }

  /** Whether a comma follows rather than the closing bracket; takes either. */
  private boolean continues(char bracket) {
    if (closes(bracket)) {
      return false;
    }
    expect(',');
    return true;
  }

  private String string(int longest) {
    int start = ++at;
    StringBuilder unescaped = null;
    while (true) {
      char c = peek();
      if (c == '"') {
        break;
      }
      if (c < 0x20) {
        throw refused("a control character in a text must be escaped");
      }
      if (c == '\\') {
        // What stands before the first escape is copied at once, the rest one by one.
        unescaped = unescaped == null ? new StringBuilder().append(text, start, at) : unescaped;
        unescaped.append(escaped());
      } else {
        at++;
        if (unescaped != null) {
          unescaped.append(c);
        }
      }
      int length = unescaped == null ? at - start : unescaped.length();
      if (length > longest) {
        throw refused("a text is longer than the limit of " + longest + " characters");
      }
    }
    String content = unescaped == null ? text.substring(start, at) : unescaped.toString();
    at++;
    return content;
  }

  private char escaped() {
    at++;
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
        int unit = 0;
        for (int i = 0; i < 4; i++, at++) {
          int digit = hexDigit(peek());
          unit = unit * 16 + digit;
        }
        return (char) unit;
      default:
        throw refused("a text has an escape that JSON does not know");
    }
  }

  private int hexDigit(char c) {
    // Character.digit also takes digits of other scripts.
    int digit = c < 0x80 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw refused("four hex digits belong after \\u");
    }
    return digit;
  }

  private Object word(String word, Object meaning) {
    if (!text.startsWith(word, at)) {
      throw refused("no JSON value begins so");
    }
    at += word.length();
    return meaning;
  }

  private Object number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int first = at;
    if (digits() == 0) {
      throw refused("no JSON value begins so");
    }
    if (text.charAt(first) == '0' && at > first + 1) {
      throw refused("a number must not begin with a zero");
    }
    int whole = at;
    if (follows('.') && digits() == 0) {
      throw refused("digits belong after the point of a number");
    }
    if (follows('e') || follows('E')) {
      if (!follows('+')) {
        follows('-');
      }
      if (digits() == 0) {
        throw refused("digits belong into the exponent of a number");
      }
    }
    if (at - start > LONGEST_NUMBER) {
      throw refused("a number is longer than the limit of " + LONGEST_NUMBER + " characters");
    }
    String number = text.substring(start, at);
    return at == whole ? whole(number) : real(number);
  }

  private static Object whole(String number) {
    if (number.length() <= LONG_DIGITS) {
      return Long.parseLong(number);
    }
    BigInteger whole = new BigInteger(number);
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
  }

  private Double real(String number) {
    double value = Double.parseDouble(number);
    if (!Double.isFinite(value)) {
      throw refused("a number lies beyond the range of a double");
    }
    return value;
  }

  /** Takes digits and says how many. */
  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private boolean follows(char c) {
    boolean here = at < text.length() && text.charAt(at) == c;
    at += here ? 1 : 0;
    return here;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw refused("'" + c + "' belongs here");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw refused("the text ends too early");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return;
      }
      at++;
    }
  }

  private static String shown(String key) {
    return key.length() > 60 ? key.substring(0, 57) + "..." : key;
  }

  private JsonException refused(String rule) {
    return new JsonException(
        "Not JSON that can be read: at character " + (at + 1) + ", " + rule + ".");
  }
}
