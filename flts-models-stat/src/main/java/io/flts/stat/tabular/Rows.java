package io.flts.stat.tabular;

/**
 * Rows to learn from. The arrays are shared, not copied: leave them alone.
 *
 * @param values one row after another, {@code NaN} = missing, no infinite values
 * @param features values per row
 * @param labels one per row, finite
 * @since 0.1.0
 */
public record Rows(float[] values, int features, float[] labels) {

  /** Number of rows. */
  public int count() {
    return labels.length;
  }
}
