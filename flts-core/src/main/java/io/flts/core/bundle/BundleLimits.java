package io.flts.core.bundle;

/**
 * How much a reader of bundles is willing to take in; checked before anything is allocated.
 *
 * @param bytes longest bundle
 * @param entries most entries
 * @param jsonBytes longest JSON part: the manifest, the scalars, the header of the arrays
 * @param nesting deepest nesting of sections
 * @since 0.1.0
 */
public record BundleLimits(long bytes, int entries, int jsonBytes, int nesting) {

  /** Longest bundle of format 1: sizes are unsigned 32-bit numbers. */
  static final long MOST_BYTES = 0xFFFF_FFFFL;

  /** Most entries of format 1: their count is an unsigned 16-bit number. */
  static final int MOST_ENTRIES = 60_000;

  /** Deepest nesting that is written. */
  static final int MOST_NESTING = 32;

  /** Longest text that is written, in UTF-8 bytes. */
  static final int MOST_TEXT_BYTES = 64 << 10;

  /** Refuses limits below 1 and limits that the format cannot reach. */
  public BundleLimits {
    if (bytes < 1 || bytes > MOST_BYTES || entries < 2 || entries > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "Bundle limits of "
              + bytes
              + " bytes and "
              + entries
              + " entries must lie from 1 to "
              + MOST_BYTES
              + " and from 2 to "
              + MOST_ENTRIES
              + ".");
    }
    if (jsonBytes < 1 || nesting < 1 || nesting > MOST_NESTING) {
      throw new IllegalArgumentException(
          "Bundle limits of "
              + jsonBytes
              + " bytes of JSON and nesting "
              + nesting
              + " must be at least 1, the nesting at most "
              + MOST_NESTING
              + ".");
    }
  }

  /** All that the format can hold, with at most 256 MiB of JSON in one part. */
  public static BundleLimits standard() {
    return new BundleLimits(MOST_BYTES, MOST_ENTRIES, 256 << 20, MOST_NESTING);
  }
}
