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
    for (int t = 0; t < roots.length; t += LANES) {
      int trees = treesOf(row, 0, t, leaves);
      for (int lane = 0; lane < trees; lane++) {
        if (outputs[t + lane] == 0) {
          sum += leaves[lane];
        }
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
    float[] leaves = new float[LANES];
    int blocks = count - count % LANES;
    for (int t = 0; t < roots.length; t++) {
      for (int r = 0; r < blocks; r += LANES) {
        walk(rows, r * features, features, t, 0, depths[t], leaves);
        for (int lane = 0; lane < LANES; lane++) {
          into[(r + lane) * width + outputs[t]] += leaves[lane];
        }
      }
    }
    for (int r = blocks; r < count; r++) {
      for (int t = 0; t < roots.length; t += LANES) {
        int trees = treesOf(rows, r * features, t, leaves);
        for (int lane = 0; lane < trees; lane++) {
          into[r * width + outputs[t + lane]] += leaves[lane];
        }
      }
    }
  }

  /** The leaves of one row in up to eight trees from one on; says how many. */
  private int treesOf(float[] rows, int base, int first, float[] leaves) {
    int trees = Math.min(LANES, roots.length - first);
    if (trees == LANES) {
      int depth = 0;
      for (int t = first; t < first + LANES; t++) {
        depth = Math.max(depth, depths[t]);
      }
      walk(rows, base, 0, first, 1, depth, leaves);
    } else {
      for (int lane = 0; lane < trees; lane++) {
        leaves[lane] = leaf(rows, base, roots[first + lane]);
      }
    }
    return trees;
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

  /**
   * Eight walks side by side.
   *
   * @param base where the row of the first walk begins
   * @param rowStep from one walk's row to the next one's; 0 where all walk the same row
   * @param first tree of the first walk
   * @param treeStep from one walk's tree to the next one's; 0 where all walk the same tree
   */
  private void walk(
      float[] rows, int base, int rowStep, int first, int treeStep, int depth, float[] leaves) {
    int[] tree = nodes;
    int b1 = base + rowStep;
    int b2 = b1 + rowStep;
    int b3 = b2 + rowStep;
    int b4 = b3 + rowStep;
    int b5 = b4 + rowStep;
    int b6 = b5 + rowStep;
    int b7 = b6 + rowStep;
    int n0 = roots[first];
    int n1 = roots[first + treeStep];
    int n2 = roots[first + 2 * treeStep];
    int n3 = roots[first + 3 * treeStep];
    int n4 = roots[first + 4 * treeStep];
    int n5 = roots[first + 5 * treeStep];
    int n6 = roots[first + 6 * treeStep];
    int n7 = roots[first + 7 * treeStep];
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
    leaves[0] = Float.intBitsToFloat(tree[n0 + 1]);
    leaves[1] = Float.intBitsToFloat(tree[n1 + 1]);
    leaves[2] = Float.intBitsToFloat(tree[n2 + 1]);
    leaves[3] = Float.intBitsToFloat(tree[n3 + 1]);
    leaves[4] = Float.intBitsToFloat(tree[n4 + 1]);
    leaves[5] = Float.intBitsToFloat(tree[n5 + 1]);
    leaves[6] = Float.intBitsToFloat(tree[n6 + 1]);
    leaves[7] = Float.intBitsToFloat(tree[n7 + 1]);
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
