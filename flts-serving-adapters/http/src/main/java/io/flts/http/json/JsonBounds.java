package io.flts.http.json;

/**
 * How much a body may ask of the reader.
 *
 * @param nesting deepest nesting of objects and arrays
 * @param containers most objects and arrays that are not arrays of numbers
 * @param numbers most numbers in arrays, nulls between them included
 * @param textLength longest text, in characters
 * @since 0.1.0
 */
public record JsonBounds(int nesting, int containers, int numbers, int textLength) {

  /** Refuses limits below 1. */
  public JsonBounds {
    if (nesting < 1 || containers < 1 || numbers < 1 || textLength < 1) {
      throw new IllegalArgumentException(
          "Limits of JSON bodies must be at least 1, but are "
              + nesting
              + " levels, "
              + containers
              + " containers, "
              + numbers
              + " numbers, "
              + textLength
              + " characters.");
    }
  }
}
