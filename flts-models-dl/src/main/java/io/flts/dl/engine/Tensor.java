package io.flts.dl.engine;

/**
 * A named matrix inside the flat parameter vector, row-major.
 *
 * @param name stable name; stands in saved models
 * @param offset first position in the parameter vector
 * @param rows inputs (1 for a bias)
 * @param columns outputs
 * @since 0.1.0
 */
public record Tensor(String name, int offset, int rows, int columns) {

  /** Number of values. */
  public int size() {
    return rows * columns;
  }
}
