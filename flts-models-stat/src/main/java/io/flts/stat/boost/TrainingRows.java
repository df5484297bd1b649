package io.flts.stat.boost;

import org.jspecify.annotations.Nullable;

/**
 * Rows to learn from: a dense table of floats, a label and perhaps a weight per row.
 *
 * <p>The arrays are kept, not copied, because they are large: leave them alone until training is
 * over.
 *
 * @param values one row after another, {@code NaN} = missing, no infinite values
 * @param features values per row, at least 1
 * @param labels finite, one per row
 * @param weights positive, one per row, or {@code null} for equal ones
 * @since 0.1.0
 */
public record TrainingRows(
    float[] values, int features, float[] labels, float @Nullable [] weights) {

  /** Checks shapes and values. */
  public TrainingRows {
    if (features < 1 || labels.length < 1 || (long) labels.length * features != values.length) {
      throw new IllegalArgumentException(
          values.length
              + " values are no table of "
              + labels.length
              + " rows and "
              + features
              + " features.");
    }
    if (weights != null && weights.length != labels.length) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + labels.length + " rows; give one per row.");
    }
    for (int i = 0; i < labels.length; i++) {
      if (!Float.isFinite(labels[i])) {
        throw new IllegalArgumentException(
            "Label of row " + i + " is " + labels[i] + "; labels must be finite.");
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "Feature "
                + i % features
                + " of row "
                + i / features
                + " is "
                + values[i]
                + "; values are finite, or NaN for missing.");
      }
    }
  }

  /** Rows of equal weight. */
  public static TrainingRows of(float[] values, int features, float[] labels) {
    return new TrainingRows(values, features, labels, null);
  }

  /** Number of rows. */
  public int count() {
    return labels.length;
  }
}
