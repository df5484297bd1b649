package io.flts.stat.smile;

import io.flts.api.error.FitFailedException;
import io.flts.stat.boost.Link;
import io.flts.stat.boost.TreeAssembly;
import io.flts.stat.boost.TreeEnsemble;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;
import smile.base.cart.RegressionNode;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.data.vector.DoubleVector;
import smile.regression.RandomForest;
import smile.regression.RegressionTree;

/**
 * The one class that names Smile: grows a forest and reads its trees into flat arrays. Loaded only
 * when a forest is grown or Smile is probed.
 */
final class SmileForest {
  private static final String LABEL = "label";

  private SmileForest() {}

  /** Fails with a {@link LinkageError} where Smile is absent. */
  static void probe() {
    Formula.lhs(LABEL);
  }

  static TreeEnsemble grow(ForestLearner settings, RowLearner.Task task, float[] fill) {
    Rows rows = task.rows();
    int width = rows.features();
    double[][] table = new double[rows.count()][width];
    double[] labels = new double[rows.count()];
    String[] names = new String[width];
    for (int f = 0; f < width; f++) {
      names[f] = "x" + f;
    }
    for (int r = 0; r < table.length; r++) {
      labels[r] = rows.labels()[r];
      for (int f = 0; f < width; f++) {
        float value = rows.values()[r * width + f];
        table[r][f] = value == value ? value : fill[f];
      }
    }
    DataFrame features = DataFrame.of(table, names);
    DataFrame data = features.merge(DoubleVector.of(LABEL, labels));
    int columns = Math.max(1, (int) Math.rint(settings.columnShare() * width));
    RandomForest forest;
    try {
      forest =
          RandomForest.fit(
              Formula.lhs(LABEL),
              data,
              settings.trees(),
              columns,
              settings.depth(),
              settings.leaves(),
              settings.leafRows(),
              settings.rowShare(),
              LongStream.range(0, settings.trees()).map(i -> seed(task.seed(), i)));
    } catch (RuntimeException e) {
      throw new FitFailedException(
          "Smile could not grow a forest from "
              + rows.count()
              + " rows of "
              + width
              + " features: "
              + e.getMessage(),
          e);
    }
    TreeAssembly assembly = new TreeAssembly();
    StructType schema = features.schema();
    for (RegressionTree tree : forest.trees()) {
      assembly.add(0, new Reading(schema, width, settings.trees()).of(tree.root()));
    }
    return assembly.ensemble(width, new float[] {0}, Link.IDENTITY);
  }

  private static long seed(long seed, long tree) {
    return (seed * 0x9E3779B97F4A7C15L + tree) & Long.MAX_VALUE;
  }

  /** Reads one tree; its leaves are divided by the number of trees, so that the sum is the mean. */
  private static final class Reading {
    private final double[] row;
    private final Tuple probe;
    private final int trees;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> lefts = new ArrayList<>();

    Reading(StructType schema, int width, int trees) {
      row = new double[width];
      probe = Tuple.of(row, schema);
      this.trees = trees;
    }

    TreeAssembly.Source of(Node root) {
      nodes.add(root);
      for (int n = 0; n < nodes.size(); n++) {
        if (nodes.get(n) instanceof InternalNode inner) {
          lefts.add(nodes.size());
          nodes.add(inner.trueChild());
          nodes.add(inner.falseChild());
        } else {
          lefts.add(-1);
        }
      }
      int size = nodes.size();
      int[] left = new int[size];
      int[] right = new int[size];
      int[] feature = new int[size];
      float[] threshold = new float[size];
      float[] cover = new float[size];
      float[] gain = new float[size];
      for (int n = 0; n < size; n++) {
        left[n] = lefts.get(n);
        right[n] = left[n] + 1;
        cover[n] = nodes.get(n).size();
        if (nodes.get(n) instanceof InternalNode inner) {
          feature[n] = inner.feature();
          threshold[n] = threshold(inner);
          gain[n] = (float) inner.score();
        } else {
          threshold[n] = (float) (((RegressionNode) nodes.get(n)).output() / trees);
        }
      }
      return new TreeAssembly.Source(left, right, feature, threshold, new int[size], cover, gain);
    }

    /**
     * The least float that goes right. Smile tells what a node answers, but not the number it
     * compares with, so it is found by bisection over the 2^32 floats, exactly.
     */
    private float threshold(InternalNode node) {
      int low = ordered(-Float.MAX_VALUE);
      int high = ordered(Float.MAX_VALUE);
      while (low < high) {
        int middle = (int) (((long) low + high) >> 1);
        row[node.feature()] = fromOrdered(middle);
        if (node.branch(probe)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return fromOrdered(low);
    }

    /** Floats as ints in the same order. */
    private static int ordered(float value) {
      int bits = Float.floatToIntBits(value);
      return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
    }

    private static float fromOrdered(int order) {
      return Float.intBitsToFloat(order >= 0 ? order : Integer.MIN_VALUE - order);
    }
  }
}
