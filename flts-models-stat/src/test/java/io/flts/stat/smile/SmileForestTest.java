package io.flts.stat.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Progress;
import io.flts.stat.boost.TreeEnsemble;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.Rows;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.regression.RandomForest;

/** The flat trees against the forest they were read from. */
class SmileForestTest {
  private static final int FEATURES = 6;
  private static final int TREES = 20;

  @Test
  @DisplayName("Flat trees predict what Smile's own forest predicts, up to the rounding of floats")
  void flatTreesAgree() {
    Rows rows = rows(800, 1);
    ForestLearner settings = new ForestLearner(TREES, 0.5, 1, 12, 200, 3);
    RowLearner.Task task =
        new RowLearner.Task(List.of(), rows, null, 0, 5, Deadline.none(), Progress.Listener.none());
    TreeEnsemble flat = SmileForest.grow(settings, task, FilledTrees.means(rows));
    RandomForest forest = forest(rows, settings);
    Rows fresh = rows(2000, 2);
    float[] predictions = new float[fresh.count()];
    flat.predict(fresh.values(), fresh.count(), predictions);
    DataFrame frame = frame(fresh);
    for (int r = 0; r < fresh.count(); r++) {
      assertThat((double) predictions[r]).isCloseTo(forest.predict(frame.get(r)), within(2e-6));
    }
    assertThat(flat.trees()).isEqualTo(TREES);
  }

  private static RandomForest forest(Rows rows, ForestLearner s) {
    return RandomForest.fit(
        Formula.lhs("label"),
        frame(rows),
        TREES,
        3,
        s.depth(),
        s.leaves(),
        s.leafRows(),
        1,
        LongStream.range(0, TREES).map(i -> (5 * 0x9E3779B97F4A7C15L + i) & Long.MAX_VALUE));
  }

  private static DataFrame frame(Rows rows) {
    double[][] table = new double[rows.count()][FEATURES];
    double[] labels = new double[rows.count()];
    String[] names = new String[FEATURES];
    for (int i = 0; i < rows.count() * FEATURES; i++) {
      table[i / FEATURES][i % FEATURES] = rows.values()[i];
      labels[i / FEATURES] = rows.labels()[i / FEATURES];
      names[i % FEATURES] = "x" + i % FEATURES;
    }
    return DataFrame.of(table, names).merge(DoubleVector.of("label", labels));
  }

  private static Rows rows(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * FEATURES];
    float[] labels = new float[count];
    for (int r = 0; r < count; r++) {
      for (int f = 0; f < FEATURES; f++) {
        values[r * FEATURES + f] = (float) random.nextGaussian();
      }
      labels[r] = (float) (values[r * FEATURES] * values[r * FEATURES + 1] + random.nextGaussian());
    }
    return new Rows(values, FEATURES, labels);
  }
}
