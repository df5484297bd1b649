package io.flts.stat.shrinkage;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.stat.tabular.RowModel;

/**
 * A linear function of standardised rows; a missing value counts as the mean of its feature.
 *
 * @param intercept prediction of the mean row
 * @param means of the features
 * @param deviations of the features; 0 for one that never varied, which is then left out
 * @param coefficients per standard deviation of the feature
 */
record LinearRows(double intercept, double[] means, double[] deviations, double[] coefficients)
    implements RowModel {

  /** How far a row may lie from what was seen, in deviations: linear functions do not level off. */
  private static final double FAR = 12;

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public void predict(float[] rows, int count, float[] into) {
    int width = means.length;
    for (int r = 0; r < count; r++) {
      double sum = intercept;
      for (int f = 0; f < width; f++) {
        sum += coefficients[f] * standard(rows[r * width + f], f);
      }
      into[r] = (float) sum;
    }
  }

  private double standard(float value, int feature) {
    return standard(value, means[feature], deviations[feature]);
  }

  static double standard(float value, double mean, double deviation) {
    if (value != value || deviation == 0) {
      return 0;
    }
    return Math.max(-FAR, Math.min(FAR, (value - mean) / deviation));
  }

  @Override
  public double[] contributions(float[] row, int output) {
    double[] parts = new double[means.length + 1];
    for (int f = 0; f < means.length; f++) {
      parts[f] = coefficients[f] * standard(row[f], f);
    }
    parts[means.length] = intercept;
    return parts;
  }

  @Override
  public double[] importance() {
    double[] sizes = new double[coefficients.length];
    for (int f = 0; f < sizes.length; f++) {
      sizes[f] = Math.abs(coefficients[f]);
    }
    return sizes;
  }

  @Override
  public void write(ModelWriter out) {
    out.real("intercept", intercept)
        .reals("means", means)
        .reals("deviations", deviations)
        .reals("coefficients", coefficients);
  }

  static LinearRows read(ModelReader in) {
    double[] means = in.reals("means");
    LinearRows model =
        new LinearRows(
            in.real("intercept"),
            means,
            in.reals("deviations", means.length),
            in.reals("coefficients", means.length));
    double check = model.intercept;
    for (int f = 0; f < means.length; f++) {
      check += means[f] + model.deviations[f] + model.coefficients[f];
    }
    if (!Double.isFinite(check)) {
      throw new ModelFormatException(
          "Saved model: a coefficient is not finite. The file is damaged.");
    }
    return model;
  }
}
