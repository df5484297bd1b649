package io.flts.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body into memory. A number that is not finite becomes null: JSON has no word for it.
 * Confined to one thread.
 *
 * @since 0.1.0
 */
public final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final ByteArrayBuilder bytes = new ByteArrayBuilder(2048);
  private final JsonGenerator out;

  /** An empty body. */
  public JsonWriter() {
    try {
      out = FACTORY.createGenerator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private JsonWriter run(Write write) {
    try {
      write.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Writing into memory does not fail.", e);
    }
  }

  /** Begins an object. */
  public JsonWriter begin() {
    return run(out::writeStartObject);
  }

  /** Begins an object as a member. */
  public JsonWriter begin(String name) {
    return run(() -> out.writeObjectFieldStart(name));
  }

  /** Ends an object. */
  public JsonWriter end() {
    return run(out::writeEndObject);
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return run(out::writeStartArray);
  }

  /** Begins an array as a member. */
  public JsonWriter beginArray(String name) {
    return run(() -> out.writeArrayFieldStart(name));
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return run(out::writeEndArray);
  }

  /** A text, or null. */
  public JsonWriter text(String name, @Nullable String value) {
    return run(() -> out.writeStringField(name, value));
  }

  /** A text in an array. */
  public JsonWriter text(String value) {
    return run(() -> out.writeString(value));
  }

  /** A whole number. */
  public JsonWriter integer(String name, long value) {
    return run(() -> out.writeNumberField(name, value));
  }

  /** A whole number in an array. */
  public JsonWriter integer(long value) {
    return run(() -> out.writeNumber(value));
  }

  /** A number. */
  public JsonWriter number(String name, double value) {
    return run(
        () -> {
          out.writeFieldName(name);
          number(value);
        });
  }

  /** A flag. */
  public JsonWriter flag(String name, boolean value) {
    return run(() -> out.writeBooleanField(name, value));
  }

  /** Numbers as an array. */
  public JsonWriter numbers(String name, double[] values) {
    return run(
        () -> {
          out.writeArrayFieldStart(name);
          for (double value : values) {
            number(value);
          }
          out.writeEndArray();
        });
  }

  /** Numbers by name. */
  public JsonWriter numbers(String name, Map<String, Double> values) {
    begin(name);
    values.forEach(this::number);
    return end();
  }

  /** Texts by name. */
  public JsonWriter texts(String name, Map<String, String> values) {
    begin(name);
    values.forEach(this::text);
    return end();
  }

  /** A number in an array. */
  public JsonWriter number(double value) {
    return run(
        () -> {
          if (!Double.isFinite(value)) {
            out.writeNull();
          } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.writeNumber((long) value); // 24 rather than 24.0
          } else {
            out.writeNumber(value);
          }
        });
  }

  /** The body; the writer is of no use afterwards. */
  public byte[] toBytes() {
    run(out::close);
    return bytes.toByteArray();
  }
}
