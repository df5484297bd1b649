package io.flts.stat.boost;

/**
 * SHAP values along the paths of a tree (Lundberg, Erion and Lee, 2018, algorithm 2).
 *
 * <p>A path keeps, per feature asked so far, the share of training rows that go the way of the path
 * when the feature is unknown, whether the row itself does when it is known, and the weights of
 * subsets by size. Every leaf then credits each feature of its path with the difference it makes.
 * Confined to one thread.
 */
final class PathContributions {
  private final TreeEnsemble.Trees trees;
  private final float[] row;
  private final double[] sums;

  // A triangle of paths: that of depth d begins behind those of all smaller depths.
  private int[] feature = new int[64];
  private double[] zero = new double[64];
  private double[] one = new double[64];
  private double[] weight = new double[64];

  PathContributions(TreeEnsemble.Trees trees, float[] row, double[] sums) {
    this.trees = trees;
    this.row = row;
    this.sums = sums;
  }

  /** Adds the contributions of one tree; its mean goes to the last sum. */
  void add(int root) {
    sums[sums.length - 1] += mean(root);
    walk(root, 0, 0, 1, 1, -1);
  }

  private double mean(int node) {
    if (trees.feature()[node] == TreeEnsemble.LEAF) {
      return trees.threshold()[node];
    }
    int left = trees.left()[node];
    double share = share(left, node);
    return share * mean(left) + (1 - share) * mean(left + 1);
  }

  /** Share of a node's training rows in its left child. */
  private double share(int left, int node) {
    double here = trees.cover()[left];
    double there = trees.cover()[left + 1];
    return here + there > 0 ? here / (here + there) : 0.5;
  }

  private void walk(int node, int from, int length, double zeros, double ones, int asked) {
    int at = from + length;
    room(at + length + 2);
    int here = at;
    // the path so far is copied: the two children extend it differently
    System.arraycopy(feature, from, feature, here, length);
    System.arraycopy(zero, from, zero, here, length);
    System.arraycopy(one, from, one, here, length);
    System.arraycopy(weight, from, weight, here, length);
    extend(here, length, zeros, ones, asked);
    int last = length;
    int split = trees.feature()[node];
    if (split == TreeEnsemble.LEAF) {
      for (int i = 1; i <= last; i++) {
        double w = unwoundSum(here, last, i);
        sums[feature[here + i]] += w * (one[here + i] - zero[here + i]) * trees.threshold()[node];
      }
      return;
    }
    int left = trees.left()[node];
    float value = row[split];
    boolean goesLeft =
        value != value ? trees.missingLeft()[node] != 0 : value < trees.threshold()[node];
    int hot = goesLeft ? left : left + 1;
    int cold = goesLeft ? left + 1 : left;
    double leftShare = share(left, node);
    double hotShare = goesLeft ? leftShare : 1 - leftShare;
    double knownZero = 1;
    double knownOne = 1;
    int again = 1;
    while (again <= last && feature[here + again] != split) {
      again++;
    }
    if (again <= last) {
      knownZero = zero[here + again];
      knownOne = one[here + again];
      unwind(here, last, again);
      last--;
    }
    walk(hot, here, last + 1, hotShare * knownZero, knownOne, split);
    walk(cold, here, last + 1, (1 - hotShare) * knownZero, 0, split);
  }

  private void room(int needed) {
    if (needed > feature.length) {
      int size = Math.max(needed, 2 * feature.length);
      feature = java.util.Arrays.copyOf(feature, size);
      zero = java.util.Arrays.copyOf(zero, size);
      one = java.util.Arrays.copyOf(one, size);
      weight = java.util.Arrays.copyOf(weight, size);
    }
  }

  private void extend(int at, int depth, double zeros, double ones, int asked) {
    feature[at + depth] = asked;
    zero[at + depth] = zeros;
    one[at + depth] = ones;
    weight[at + depth] = depth == 0 ? 1 : 0;
    for (int i = depth - 1; i >= 0; i--) {
      weight[at + i + 1] += ones * weight[at + i] * (i + 1) / (depth + 1.0);
      weight[at + i] = zeros * weight[at + i] * (depth - i) / (depth + 1.0);
    }
  }

  private void unwind(int at, int depth, int index) {
    double ones = one[at + index];
    double zeros = zero[at + index];
    double next = weight[at + depth];
    for (int i = depth - 1; i >= 0; i--) {
      if (ones != 0) {
        double before = weight[at + i];
        weight[at + i] = next * (depth + 1.0) / ((i + 1) * ones);
        next = before - weight[at + i] * zeros * (depth - i) / (depth + 1.0);
      } else {
        weight[at + i] = weight[at + i] * (depth + 1.0) / (zeros * (depth - i));
      }
    }
    for (int i = index; i < depth; i++) {
      feature[at + i] = feature[at + i + 1];
      zero[at + i] = zero[at + i + 1];
      one[at + i] = one[at + i + 1];
    }
  }

  private double unwoundSum(int at, int depth, int index) {
    double ones = one[at + index];
    double zeros = zero[at + index];
    double next = weight[at + depth];
    double total = 0;
    for (int i = depth - 1; i >= 0; i--) {
      if (ones != 0) {
        double part = next * (depth + 1.0) / ((i + 1) * ones);
        total += part;
        next = weight[at + i] - part * zeros * (depth - i) / (depth + 1.0);
      } else if (zeros != 0) {
        total += weight[at + i] * (depth + 1.0) / (zeros * (depth - i));
      }
    }
    return total;
  }
}
