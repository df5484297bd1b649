package io.flts.api.model;

import java.util.List;

/**
 * Gives back the typed values that a {@link ModelWriter} took.
 *
 * <p>Every method throws {@link io.flts.api.error.ModelFormatException}, naming the key and its
 * section, where there is no value of that key and type. Arrays are copies. What comes from a file
 * is untrusted: readers check lengths and ranges before they use a value. Thread-safe.
 *
 * @since 0.1.0
 */
public interface ModelReader {

  /** Whether the key holds any value or section. */
  boolean has(String key);

  /** Reads a text. */
  String text(String key);

  /** Reads a whole number. */
  long integer(String key);

  /** Reads a whole number that must lie in [minimum, maximum]. */
  int integer(String key, int minimum, int maximum);

  /** Reads a real number. */
  double real(String key);

  /** Reads a truth value. */
  boolean flag(String key);

  /** Reads an array of doubles. */
  double[] reals(String key);

  /** Reads an array of doubles that must have a length. */
  double[] reals(String key, int length);

  /** Reads an array of floats. */
  float[] floats(String key);

  /** Reads an array of floats that must have a length. */
  float[] floats(String key, int length);

  /** Reads an array of ints. */
  int[] integers(String key);

  /** Reads opaque bytes. */
  byte[] bytes(String key);

  /** Opens a section. */
  ModelReader section(String key);

  /** All keys of this section, in the order written. */
  List<String> keys();
}
