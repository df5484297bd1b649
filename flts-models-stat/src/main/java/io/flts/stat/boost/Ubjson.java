package io.flts.stat.boost;

import io.flts.api.error.ModelFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Universal Binary JSON, draft 12, as far as models use it: objects become maps, numbers {@code
 * Long} or {@code Double}, arrays of one numeric type {@code float[]} or {@code int[]}, others
 * lists.
 *
 * <p>The input is untrusted: every count is compared with the bytes that remain before anything is
 * allocated, and nesting is limited.
 *
 * @see <a href="https://ubjson.org">Universal Binary JSON Specification</a>
 */
final class Ubjson {
  private static final int DEEPEST = 64;

  private final ByteBuffer in;

  private Ubjson(byte[] bytes) {
    in = ByteBuffer.wrap(bytes); // big-endian, as the specification has it
  }

  /** The one value that the bytes hold. */
  static @Nullable Object parse(byte[] bytes) {
    Ubjson reader = new Ubjson(bytes);
    try {
      Object value = reader.value(reader.marker(), 0);
      if (reader.in.hasRemaining()) {
        throw reader.damaged(reader.in.remaining() + " bytes follow the end");
      }
      return value;
    } catch (BufferUnderflowException e) {
      throw reader.damaged("it ends too early");
    }
  }

  private @Nullable Object value(char marker, int depth) {
    if (depth > DEEPEST) {
      throw damaged("it is nested deeper than " + DEEPEST);
    }
    return switch (marker) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case 'S', 'H' -> text();
      case 'C' -> String.valueOf(marker());
      case 'T' -> Boolean.TRUE;
      case 'F' -> Boolean.FALSE;
      case 'Z' -> null;
      case 'd' -> (double) in.getFloat();
      case 'D' -> in.getDouble();
      default -> whole(marker);
    };
  }

  private long whole(char marker) {
    return switch (marker) {
      case 'i' -> in.get();
      case 'U' -> in.get() & 0xFF;
      case 'I' -> in.getShort();
      case 'l' -> in.getInt();
      case 'L' -> in.getLong();
      default -> throw damaged("marker '" + marker + "' stands where a value should");
    };
  }

  /** The next marker that is not a filler. */
  private char marker() {
    char next = (char) (in.get() & 0xFF);
    while (next == 'N') {
      next = (char) (in.get() & 0xFF);
    }
    return next;
  }

  private char peek() {
    if (!in.hasRemaining()) {
      throw new BufferUnderflowException();
    }
    return (char) (in.get(in.position()) & 0xFF);
  }

  private int count(int bytesEach) {
    long count = whole(marker());
    if (count < 0 || count > in.remaining() / bytesEach) {
      throw damaged(count + " elements cannot lie in " + in.remaining() + " bytes");
    }
    return (int) count;
  }

  private String text() {
    byte[] bytes = new byte[count(1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    char type = 0;
    if (peek() == '$') {
      in.get();
      type = marker();
    }
    if (peek() == '#') {
      in.get();
      for (int left = count(2); left > 0; left--) {
        put(map, type, depth);
      }
      return map;
    }
    while (peek() != '}') {
      put(map, type, depth);
    }
    in.get();
    return map;
  }

  private void put(Map<String, @Nullable Object> map, char type, int depth) {
    String key = text();
    map.put(key, value(type == 0 ? marker() : type, depth + 1));
  }

  private Object array(int depth) {
    if (peek() == '$') {
      in.get();
      char type = marker();
      if (marker() != '#') {
        throw damaged("a typed array has no count");
      }
      return typed(type, depth);
    }
    List<@Nullable Object> list = new ArrayList<>();
    if (peek() == '#') {
      in.get();
      for (int left = count(1); left > 0; left--) {
        list.add(value(marker(), depth + 1));
      }
      return list;
    }
    while (peek() != ']') {
      list.add(value(marker(), depth + 1));
    }
    in.get();
    return list;
  }

  private Object typed(char type, int depth) {
    switch (type) {
      case 'd':
        float[] floats = new float[count(Float.BYTES)];
        in.asFloatBuffer().get(floats);
        in.position(in.position() + floats.length * Float.BYTES);
        return floats;
      case 'i', 'U', 'I', 'l', 'L':
        int[] numbers = new int[count(width(type))];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Math.toIntExact(whole(type));
        }
        return numbers;
      default:
        List<@Nullable Object> list = new ArrayList<>();
        for (int left = count(1); left > 0; left--) {
          list.add(value(type, depth + 1));
        }
        return list;
    }
  }

  private static int width(char type) {
    return switch (type) {
      case 'I' -> Short.BYTES;
      case 'l' -> Integer.BYTES;
      case 'L' -> Long.BYTES;
      default -> 1;
    };
  }

  private ModelFormatException damaged(String what) {
    return new ModelFormatException(
        "UBJSON at byte "
            + in.position()
            + " of "
            + in.limit()
            + ": "
            + what
            + ". The model is damaged or no UBJSON; save it again with format 'ubj'.");
  }
}
