package io.flts.stat.boost;

/**
 * The walk of rows down the trees.
 *
 * <p>A node is four ints side by side, so that one step touches one cache line: feature, threshold
 * bits, place of the left child, and distance from the left to the right child, 0 for a leaf. A
 * leaf is its own left child, so walks take the same number of steps without asking whether they
 * have arrived, and eight at a time keep the processor busy while memory answers: eight rows down a
 * tree, or, of a row alone, eight trees.
 */
final class TreeWalk {
  private static final int STRIDE = 4;
  private static final int LANES = 8;

  /** Marks, in the sign bit of the feature, that a missing value goes left. */
  private static final int MISSING_LEFT = 1 << 31;

  private static final int FEATURE = ~MISSING_LEFT;

  private final int features;
  private final int[] nodes;
  private final int[] roots;
  private final int[] outputs;
  private final int[] depths;

  TreeWalk(TreeEnsemble.Trees trees, int features) {
    this.features = features;
    int count = trees.feature().length;
    nodes = new int[Math.multiplyExact(count, STRIDE)];
    outputs = trees.outputs();
    roots = new int[trees.roots().length];
    depths = new int[roots.length];
    int[] depth = new int[count];
    for (int t = 0; t < roots.length; t++) {
      roots[t] = trees.roots()[t] * STRIDE;
      int end = t + 1 < roots.length ? trees.roots()[t + 1] : count;
      for (int n = trees.roots()[t]; n < end; n++) {
        int at = n * STRIDE;
        nodes[at + 1] = Float.floatToRawIntBits(trees.threshold()[n]);
        if (trees.feature()[n] == TreeEnsemble.LEAF) {
          nodes[at] = MISSING_LEFT;
          nodes[at + 2] = at;
          depths[t] = Math.max(depths[t], depth[n]);
          continue;
        }
        int left = trees.left()[n];
        nodes[at] = trees.feature()[n] | (trees.missingLeft()[n] != 0 ? MISSING_LEFT : 0);
        nodes[at + 2] = left * STRIDE;
        nodes[at + 3] = STRIDE;
        depth[left] = depth[n] + 1;
        depth[left + 1] = depth[n] + 1;
      }
    }
  }

  /** The margin of output 0 of one row. */
  float margin(float[] row, float intercept) {
    float[] leaves = new float[LANES];
    float sum = intercept;
    int t = 0;
    for (; t + LANES <= roots.length; t += LANES) {
      leaves(row, 0, t, leaves);
      for (int lane = 0; lane < LANES; lane++) {
        if (outputs[t + lane] == 0) {
          sum += leaves[lane];
        }
      }
    }
    for (; t < roots.length; t++) {
      if (outputs[t] == 0) {
        sum += leaf(row, 0, roots[t]);
      }
    }
    return sum;
  }

  /** The margins of rows, shape [row][output]. */
  void margins(float[] rows, int count, float[] intercepts, float[] into) {
    int width = intercepts.length;
    for (int r = 0; r < count; r++) {
      System.arraycopy(intercepts, 0, into, r * width, width);
    }
    int blocks = count - count % LANES;
    for (int t = 0; t < roots.length; t++) {
      for (int r = 0; r < blocks; r += LANES) {
        lanes(rows, r * features, roots[t], depths[t], into, r * width + outputs[t], width);
      }
    }
    float[] leaves = new float[LANES];
    for (int r = blocks; r < count; r++) {
      row(rows, r * features, leaves, into, r * width);
    }
  }

  /** Adds the leaves of all trees, in their order, to the margins of one row. */
  private void row(float[] rows, int base, float[] leaves, float[] into, int at) {
    int t = 0;
    for (; t + LANES <= roots.length; t += LANES) {
      leaves(rows, base, t, leaves);
      for (int lane = 0; lane < LANES; lane++) {
        into[at + outputs[t + lane]] += leaves[lane];
      }
    }
    for (; t < roots.length; t++) {
      into[at + outputs[t]] += leaf(rows, base, roots[t]);
    }
  }

  private float leaf(float[] rows, int base, int root) {
    int[] tree = nodes;
    int n = root;
    int step = tree[n + 3];
    while (step != 0) {
      n = next(tree, n, rows, base, step);
      step = tree[n + 3];
    }
    return Float.intBitsToFloat(tree[n + 1]);
  }

  /** The leaves that one row comes to in eight trees side by side. */
  private void leaves(float[] rows, int base, int first, float[] into) {
    int[] tree = nodes;
    int depth = 0;
    for (int lane = 0; lane < LANES; lane++) {
      depth = Math.max(depth, depths[first + lane]);
    }
    int n0 = roots[first];
    int n1 = roots[first + 1];
    int n2 = roots[first + 2];
    int n3 = roots[first + 3];
    int n4 = roots[first + 4];
    int n5 = roots[first + 5];
    int n6 = roots[first + 6];
    int n7 = roots[first + 7];
    for (int level = 0; level < depth; level++) {
      n0 = next(tree, n0, rows, base, tree[n0 + 3]);
      n1 = next(tree, n1, rows, base, tree[n1 + 3]);
      n2 = next(tree, n2, rows, base, tree[n2 + 3]);
      n3 = next(tree, n3, rows, base, tree[n3 + 3]);
      n4 = next(tree, n4, rows, base, tree[n4 + 3]);
      n5 = next(tree, n5, rows, base, tree[n5 + 3]);
      n6 = next(tree, n6, rows, base, tree[n6 + 3]);
      n7 = next(tree, n7, rows, base, tree[n7 + 3]);
    }
    into[0] = Float.intBitsToFloat(tree[n0 + 1]);
    into[1] = Float.intBitsToFloat(tree[n1 + 1]);
    into[2] = Float.intBitsToFloat(tree[n2 + 1]);
    into[3] = Float.intBitsToFloat(tree[n3 + 1]);
    into[4] = Float.intBitsToFloat(tree[n4 + 1]);
    into[5] = Float.intBitsToFloat(tree[n5 + 1]);
    into[6] = Float.intBitsToFloat(tree[n6 + 1]);
    into[7] = Float.intBitsToFloat(tree[n7 + 1]);
  }

  private void lanes(float[] rows, int base, int root, int depth, float[] into, int at, int width) {
    int[] tree = nodes;
    int f = features;
    int b1 = base + f;
    int b2 = b1 + f;
    int b3 = b2 + f;
    int b4 = b3 + f;
    int b5 = b4 + f;
    int b6 = b5 + f;
    int b7 = b6 + f;
    int n0 = root;
    int n1 = root;
    int n2 = root;
    int n3 = root;
    int n4 = root;
    int n5 = root;
    int n6 = root;
    int n7 = root;
    for (int level = 0; level < depth; level++) {
      n0 = next(tree, n0, rows, base, tree[n0 + 3]);
      n1 = next(tree, n1, rows, b1, tree[n1 + 3]);
      n2 = next(tree, n2, rows, b2, tree[n2 + 3]);
      n3 = next(tree, n3, rows, b3, tree[n3 + 3]);
      n4 = next(tree, n4, rows, b4, tree[n4 + 3]);
      n5 = next(tree, n5, rows, b5, tree[n5 + 3]);
      n6 = next(tree, n6, rows, b6, tree[n6 + 3]);
      n7 = next(tree, n7, rows, b7, tree[n7 + 3]);
    }
    into[at] += Float.intBitsToFloat(tree[n0 + 1]);
    into[at + width] += Float.intBitsToFloat(tree[n1 + 1]);
    into[at + 2 * width] += Float.intBitsToFloat(tree[n2 + 1]);
    into[at + 3 * width] += Float.intBitsToFloat(tree[n3 + 1]);
    into[at + 4 * width] += Float.intBitsToFloat(tree[n4 + 1]);
    into[at + 5 * width] += Float.intBitsToFloat(tree[n5 + 1]);
    into[at + 6 * width] += Float.intBitsToFloat(tree[n6 + 1]);
    into[at + 7 * width] += Float.intBitsToFloat(tree[n7 + 1]);
  }

  private static int next(int[] tree, int n, float[] rows, int base, int step) {
    int question = tree[n];
    float value = rows[base + (question & FEATURE)];
    int left = tree[n + 2];
    if (value != value) {
      return question < 0 ? left : left + step;
    }
    return value < Float.intBitsToFloat(tree[n + 1]) ? left : left + step;
  }
}
