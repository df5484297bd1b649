package io.flts.stat.tabular;

import io.flts.api.model.ModelWriter;

/**
 * A learned function of a row.
 *
 * @implSpec Immutable and thread-safe; predicts without native code.
 * @since 0.1.0
 */
public interface RowModel {

  /** Predictions per row: the point first, or one per probability that the learner was told. */
  int outputs();

  /** Predicts rows; {@code into} has shape [row][output]. */
  void predict(float[] rows, int count, float[] into);

  /**
   * Contributions of the features to an output of one row, and last what remains: they add up to
   * the margin, of which the prediction is {@link #ofMargin}.
   */
  double[] contributions(float[] row, int output);

  /** The prediction that belongs to a margin. */
  default double ofMargin(double margin) {
    return margin;
  }

  /** How much each feature matters; not negative. */
  double[] importance();

  /** Writes everything that the learner's {@link RowLearner#read} needs. */
  void write(ModelWriter out);
}
