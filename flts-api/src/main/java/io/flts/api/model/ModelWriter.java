package io.flts.api.model;

/**
 * Takes the typed values of a fitted thing, by key, in a tree of sections.
 *
 * <p>Keys are lower-kebab words, unique in their section (scalars, arrays, bytes and sections share
 * one space). Arrays are copied. All values survive bit for bit, {@code NaN} included. Confined to
 * one thread.
 *
 * @since 0.1.0
 */
public interface ModelWriter {

  /** Writes a text of at most 64 KiB. */
  ModelWriter text(String key, String value);

  /** Writes a whole number. */
  ModelWriter integer(String key, long value);

  /** Writes a real number. */
  ModelWriter real(String key, double value);

  /** Writes a truth value. */
  ModelWriter flag(String key, boolean value);

  /** Writes an array of doubles. */
  ModelWriter reals(String key, double[] values);

  /** Writes an array of floats. */
  ModelWriter floats(String key, float[] values);

  /** Writes an array of ints. */
  ModelWriter integers(String key, int[] values);

  /** Writes opaque bytes, for example a booster's own format. */
  ModelWriter bytes(String key, byte[] values);

  /** Opens a new section, to be filled by the caller. */
  ModelWriter section(String key);
}
