package io.flts.stat.boost;

import io.flts.api.model.ModelWriter;
import io.flts.stat.tabular.RowModel;

/**
 * A tree ensemble as a function of rows.
 *
 * @param trees the ensemble
 * @since 0.1.0
 */
public record TreeModel(TreeEnsemble trees) implements RowModel {

  @Override
  public int outputs() {
    return trees.outputs();
  }

  @Override
  public void predict(float[] rows, int count, float[] into) {
    trees.predict(rows, count, into);
  }

  @Override
  public double[] contributions(float[] row, int output) {
    return trees.contributions(row, output);
  }

  @Override
  public double ofMargin(double margin) {
    return switch (trees.link()) {
      case IDENTITY -> margin;
      case LOG -> StrictMath.exp(margin);
      case LOGIT -> 1 / (1 + StrictMath.exp(-margin));
    };
  }

  @Override
  public double[] importance() {
    return trees.gains();
  }

  @Override
  public void write(ModelWriter out) {
    trees.write(out);
  }
}
