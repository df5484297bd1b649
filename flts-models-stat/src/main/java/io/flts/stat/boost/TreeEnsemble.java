package io.flts.stat.boost;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;

/**
 * Regression trees whose leaves add up, in flat arrays: what a booster or a forest predicts with.
 *
 * <p>A row is {@code features} floats, {@code NaN} = missing. From the root of every tree it goes
 * left where its value is below the threshold, right where not, and a missing value goes where the
 * training found best; an output is the intercept plus the leaves of its trees, added as floats in
 * the order of the trees. For trees read from XGBoost that is bit for bit what its own predictor
 * computes.
 *
 * <p><b>Cost</b> O(trees · depth) per row, no allocation. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/2939672.2939785">Chen and Guestrin, 2016, XGBoost</a>
 * @since 0.1.0
 */
public final class TreeEnsemble {
  static final int LEAF = -1;
  private static final int MOST_OUTPUTS = 10_000;
  private static final int MOST_FEATURES = 10_000_000;

  private final int features;
  private final float[] intercepts;
  private final Link link;
  private final Trees trees;
  private final TreeWalk walk;

  /**
   * The trees, nodes of one tree after another, the right child always behind the left.
   *
   * @param roots first node of every tree, ascending
   * @param outputs output that every tree adds to
   * @param feature feature of every node, {@link #LEAF} for a leaf
   * @param threshold values below go left; the value of a leaf
   * @param left left child
   * @param missingLeft 1 where a missing value goes left
   * @param cover weight of the training rows that came by
   * @param gain how much the split improved the objective; 0 for a leaf
   */
  record Trees(
      int[] roots,
      int[] outputs,
      int[] feature,
      float[] threshold,
      int[] left,
      int[] missingLeft,
      float[] cover,
      float[] gain) {}

  TreeEnsemble(int features, float[] intercepts, Link link, Trees trees) {
    this.features = features;
    this.intercepts = intercepts;
    this.link = link;
    this.trees = trees;
    check();
    walk = new TreeWalk(trees, features);
  }

  private void check() {
    int nodes = trees.feature().length;
    sized("threshold", trees.threshold().length, nodes);
    sized("left", trees.left().length, nodes);
    sized("missing-left", trees.missingLeft().length, nodes);
    sized("cover", trees.cover().length, nodes);
    sized("gain", trees.gain().length, nodes);
    sized("outputs", trees.outputs().length, trees.roots().length);
    for (int t = 0; t < trees.roots().length; t++) {
      int end = end(t);
      int root = trees.roots()[t];
      if (root >= end || root < 0 || end > nodes || (t == 0 && root != 0)) {
        throw damaged("tree " + t + " has no nodes");
      }
      int output = trees.outputs()[t];
      if (output < 0 || output >= intercepts.length) {
        throw damaged("tree " + t + " adds to output " + output + " of " + intercepts.length);
      }
      // Breadth first, every pair of children follows the pair before: a tree, and no other graph.
      int children = root + 1;
      for (int n = root; n < end; n++) {
        children = checkNode(t, n, children, end);
      }
      if (children != end) {
        throw damaged("tree " + t + " has " + (end - root) + " nodes that do not hang together");
      }
    }
  }

  private int checkNode(int tree, int node, int children, int end) {
    int feature = trees.feature()[node];
    if (!Float.isFinite(trees.threshold()[node])) {
      throw damaged("node " + node + " of tree " + tree + " has a value that is not finite");
    }
    if (feature == LEAF) {
      return children;
    }
    int left = trees.left()[node];
    if (feature < 0 || feature >= features || left != children || left <= node || left + 1 >= end) {
      throw damaged(
          "node "
              + node
              + " of tree "
              + tree
              + " asks feature "
              + feature
              + " of "
              + features
              + " and goes to node "
              + left);
    }
    return children + 2;
  }

  private static void sized(String what, int length, int expected) {
    if (length != expected) {
      throw damaged("'" + what + "' has " + length + " elements; " + expected + " are needed");
    }
  }

  static ModelFormatException damaged(String what) {
    return new ModelFormatException(
        "Saved trees: " + what + ". The file is damaged or was written by another program.");
  }

  /** Values per row. */
  public int features() {
    return features;
  }

  /** Predictions per row. */
  public int outputs() {
    return intercepts.length;
  }

  /** Number of trees. */
  public int trees() {
    return trees.roots().length;
  }

  /** How margins become predictions. */
  public Link link() {
    return link;
  }

  /**
   * Predicts rows.
   *
   * @param rows one row after another, {@code NaN} = missing, no infinite values
   * @param count number of rows
   * @param into shape [row][output]
   */
  public void predict(float[] rows, int count, float[] into) {
    margins(rows, count, into);
    if (link != Link.IDENTITY) {
      int size = count * intercepts.length;
      for (int i = 0; i < size; i++) {
        into[i] = link.predict(into[i]);
      }
    }
  }

  /** The margins of rows: what {@link #predict} gives before the link. */
  public void margins(float[] rows, int count, float[] into) {
    checkRows(rows.length, count, into.length);
    walk.margins(rows, count, intercepts, into);
  }

  /** The first output of one row. */
  public float predict(float[] row) {
    if (row.length < features) {
      checkRows(row.length, 1, 1);
    }
    return link.predict(walk.margin(row, intercepts[0]));
  }

  private void checkRows(int length, int count, int room) {
    if (count < 0 || (long) count * features > length || (long) count * intercepts.length > room) {
      throw new IllegalArgumentException(
          count
              + " rows of "
              + features
              + " features with "
              + intercepts.length
              + " outputs do not fit arrays of "
              + length
              + " and "
              + room
              + " values.");
    }
  }

  /**
   * Exact contributions of every feature to the margin of one row (SHAP values along the trees' own
   * paths): they and the last element, the mean over the training rows, add up to the margin.
   *
   * <p>Cost O(leaves · depth²) per tree.
   *
   * @param output which output
   * @return one contribution per feature, then the mean
   * @see <a href="https://arxiv.org/abs/1802.03888">Lundberg, Erion and Lee, 2018, Consistent
   *     individualized feature attribution for tree ensembles, algorithm 2</a>
   */
  public double[] contributions(float[] row, int output) {
    checkRows(row.length, 1, intercepts.length);
    if (output < 0 || output >= intercepts.length) {
      throw new IllegalArgumentException(
          "Output " + output + " must lie from 0 to " + (intercepts.length - 1) + ".");
    }
    double[] sums = new double[features + 1];
    sums[features] = intercepts[output];
    PathContributions path = new PathContributions(trees, row, sums);
    for (int t = 0; t < trees.roots().length; t++) {
      if (trees.outputs()[t] == output) {
        path.add(trees.roots()[t]);
      }
    }
    return sums;
  }

  /** Per feature, how much all splits on it improved the objective together. */
  public double[] gains() {
    double[] gains = new double[features];
    for (int n = 0; n < trees.feature().length; n++) {
      if (trees.feature()[n] != LEAF) {
        gains[trees.feature()[n]] += trees.gain()[n];
      }
    }
    return gains;
  }

  /** The same ensemble without all but the first trees. */
  TreeEnsemble head(int count) {
    if (count >= trees()) {
      return this;
    }
    int nodes = trees.roots()[count];
    return new TreeEnsemble(
        features,
        intercepts,
        link,
        new Trees(
            java.util.Arrays.copyOf(trees.roots(), count),
            java.util.Arrays.copyOf(trees.outputs(), count),
            java.util.Arrays.copyOf(trees.feature(), nodes),
            java.util.Arrays.copyOf(trees.threshold(), nodes),
            java.util.Arrays.copyOf(trees.left(), nodes),
            java.util.Arrays.copyOf(trees.missingLeft(), nodes),
            java.util.Arrays.copyOf(trees.cover(), nodes),
            java.util.Arrays.copyOf(trees.gain(), nodes)));
  }

  /** The same trees with every intercept moved by a number of representable floats. */
  TreeEnsemble withInterceptMoved(int ulps) {
    float[] moved = intercepts.clone();
    for (int k = 0; k < moved.length; k++) {
      moved[k] = ulps > 0 ? Math.nextUp(moved[k]) : ulps < 0 ? Math.nextDown(moved[k]) : moved[k];
    }
    return new TreeEnsemble(features, moved, link, trees);
  }

  private int end(int tree) {
    return tree + 1 < trees.roots().length ? trees.roots()[tree + 1] : trees.feature().length;
  }

  /** Writes everything that {@link #read} needs. */
  public void write(ModelWriter out) {
    out.integer("features", features)
        .text("link", link.name())
        .floats("intercepts", intercepts)
        .integers("roots", trees.roots())
        .integers("outputs", trees.outputs())
        .integers("feature", trees.feature())
        .floats("threshold", trees.threshold())
        .integers("left", trees.left())
        .integers("missing-left", trees.missingLeft())
        .floats("cover", trees.cover())
        .floats("gain", trees.gain());
  }

  /**
   * Reads what {@link #write} wrote; needs no native library.
   *
   * @throws ModelFormatException where the content is not an ensemble
   */
  public static TreeEnsemble read(ModelReader in) {
    int features = in.integer("features", 1, MOST_FEATURES);
    float[] intercepts = in.floats("intercepts");
    if (intercepts.length < 1 || intercepts.length > MOST_OUTPUTS) {
      throw damaged("'intercepts' has " + intercepts.length + " elements");
    }
    return new TreeEnsemble(
        features,
        intercepts,
        link(in.text("link")),
        new Trees(
            in.integers("roots"),
            in.integers("outputs"),
            in.integers("feature"),
            in.floats("threshold"),
            in.integers("left"),
            in.integers("missing-left"),
            in.floats("cover"),
            in.floats("gain")));
  }

  private static Link link(String name) {
    for (Link link : Link.values()) {
      if (link.name().equals(name)) {
        return link;
      }
    }
    throw damaged("no link '" + name + "'");
  }
}
