package io.flts.stat.smile;

import io.flts.api.model.ModelWriter;
import io.flts.stat.boost.TreeEnsemble;
import io.flts.stat.tabular.RowModel;
import io.flts.stat.tabular.Rows;

/**
 * Trees that know no missing values: those are filled with the mean of their feature.
 *
 * @param fill a value per feature
 */
record FilledTrees(TreeEnsemble trees, float[] fill) implements RowModel {

  /** Mean of every feature over its observed values; 0 where there are none. */
  static float[] means(Rows rows) {
    int width = rows.features();
    float[] means = new float[width];
    for (int f = 0; f < width; f++) {
      double mean = 0;
      int seen = 0;
      for (int r = 0; r < rows.count(); r++) {
        float value = rows.values()[r * width + f];
        if (value == value) {
          mean += (value - mean) / ++seen;
        }
      }
      means[f] = (float) mean;
    }
    return means;
  }

  float[] filled(float[] rows, int count) {
    float[] filled = java.util.Arrays.copyOf(rows, count * fill.length);
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] != filled[i]) {
        filled[i] = fill[i % fill.length];
      }
    }
    return filled;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public void predict(float[] rows, int count, float[] into) {
    trees.predict(filled(rows, count), count, into);
  }

  @Override
  public double[] contributions(float[] row, int output) {
    return trees.contributions(filled(row, 1), output);
  }

  @Override
  public double[] importance() {
    return trees.gains();
  }

  @Override
  public void write(ModelWriter out) {
    trees.write(out.section("trees"));
    out.floats("fill", fill);
  }
}
