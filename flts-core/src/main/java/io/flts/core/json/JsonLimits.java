package io.flts.core.json;

/**
 * How much JSON a reader is willing to take in.
 *
 * @param bytes longest document, in UTF-8 bytes
 * @param nesting deepest nesting of objects and arrays
 * @param textLength longest single text, in characters
 * @since 0.1.0
 */
public record JsonLimits(int bytes, int nesting, int textLength) {

  /** Refuses limits below 1. */
  public JsonLimits {
    if (bytes < 1 || nesting < 1 || textLength < 1) {
      throw new IllegalArgumentException(
          "JSON limits must be at least 1, but are "
              + bytes
              + " bytes, nesting "
              + nesting
              + ", text length "
              + textLength
              + ".");
    }
  }

  /** For configurations and records: 16 MiB, 32 levels, texts of a million characters. */
  public static JsonLimits standard() {
    return new JsonLimits(16 << 20, 32, 1_000_000);
  }
}
