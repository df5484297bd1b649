package io.flts.stat.smile;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.stat.boost.TreeEnsemble;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.RowModel;

/**
 * A random forest as a learner of rows; there is nothing that held rows decide. Names no Smile, so
 * that a saved forest is read without it.
 */
record ForestLearner(
    int trees, double columnShare, double rowShare, int depth, int leaves, int leafRows)
    implements RowLearner {

  @Override
  public Learned learn(Task task) {
    task.deadline().check("Fit of 'random-forest'");
    float[] fill = FilledTrees.means(task.rows());
    TreeEnsemble grown = SmileForest.grow(this, task, fill);
    return new Learned(new FilledTrees(grown, fill), 1);
  }

  @Override
  public RowModel read(ModelReader in) {
    TreeEnsemble trees = TreeEnsemble.read(in.section("trees"));
    float[] fill = in.floats("fill", trees.features());
    for (float value : fill) {
      if (!Float.isFinite(value)) {
        throw new ModelFormatException(
            "Saved model: 'fill' holds " + value + "; all must be finite. The file is damaged.");
      }
    }
    return new FilledTrees(trees, fill);
  }
}
