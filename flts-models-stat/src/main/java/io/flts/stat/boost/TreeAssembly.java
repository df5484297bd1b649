package io.flts.stat.boost;

import java.util.Arrays;

/**
 * Trees of other layouts, put into flat arrays one after another: breadth first, the right child
 * behind the left. Confined to one thread.
 */
public final class TreeAssembly {
  private int[] roots = new int[64];
  private int[] outputs = new int[64];
  private int trees;
  private int[] feature = new int[1024];
  private float[] threshold = new float[1024];
  private int[] left = new int[1024];
  private int[] missingLeft = new int[1024];
  private float[] cover = new float[1024];
  private float[] gain = new float[1024];
  private int nodes;

  /** No trees yet. */
  public TreeAssembly() {}

  /**
   * One tree with arbitrary child indices; node 0 is the root.
   *
   * @param left left child, negative for a leaf
   * @param right right child
   * @param feature feature that an inner node asks
   * @param threshold values below go left; the value of a leaf
   * @param missingLeft not 0 where a missing value goes left
   * @param cover weight of the training rows that came by
   * @param gain improvement of the objective
   * @since 0.1.0
   */
  public record Source(
      int[] left,
      int[] right,
      int[] feature,
      float[] threshold,
      int[] missingLeft,
      float[] cover,
      float[] gain) {}

  /**
   * Appends a tree.
   *
   * @throws io.flts.api.error.ModelFormatException where it is no tree
   */
  public void add(int output, Source tree) {
    int size = tree.left().length;
    if (size < 1
        || tree.right().length != size
        || tree.feature().length != size
        || tree.threshold().length != size
        || tree.missingLeft().length != size
        || tree.cover().length != size
        || tree.gain().length != size) {
      throw XgboostModel.refused("the arrays of tree " + trees + " have different lengths");
    }
    room(size);
    roots[trees] = nodes;
    outputs[trees] = output;
    int[] queue = new int[size];
    int filled = 1;
    for (int taken = 0; taken < filled; taken++) {
      int from = queue[taken];
      int to = nodes + taken;
      int child = tree.left()[from];
      threshold[to] = tree.threshold()[from];
      cover[to] = tree.cover()[from];
      if (child < 0) {
        feature[to] = TreeEnsemble.LEAF;
        gain[to] = 0;
        continue;
      }
      int other = tree.right()[from];
      if (child >= size || other < 0 || other >= size || filled + 2 > size) {
        throw XgboostModel.refused("tree " + trees + " is no tree at node " + from);
      }
      feature[to] = tree.feature()[from];
      missingLeft[to] = tree.missingLeft()[from] != 0 ? 1 : 0;
      gain[to] = tree.gain()[from];
      left[to] = nodes + filled;
      queue[filled++] = child;
      queue[filled++] = other;
    }
    nodes += filled;
    trees++;
  }

  private void room(int more) {
    if (trees == roots.length) {
      roots = Arrays.copyOf(roots, 2 * trees);
      outputs = Arrays.copyOf(outputs, 2 * trees);
    }
    int needed = Math.addExact(nodes, more);
    if (needed > feature.length) {
      int size = Math.max(needed, 2 * feature.length);
      feature = Arrays.copyOf(feature, size);
      threshold = Arrays.copyOf(threshold, size);
      left = Arrays.copyOf(left, size);
      missingLeft = Arrays.copyOf(missingLeft, size);
      cover = Arrays.copyOf(cover, size);
      gain = Arrays.copyOf(gain, size);
    }
  }

  TreeEnsemble.Trees trees() {
    return new TreeEnsemble.Trees(
        Arrays.copyOf(roots, trees),
        Arrays.copyOf(outputs, trees),
        Arrays.copyOf(feature, nodes),
        Arrays.copyOf(threshold, nodes),
        Arrays.copyOf(left, nodes),
        Arrays.copyOf(missingLeft, nodes),
        Arrays.copyOf(cover, nodes),
        Arrays.copyOf(gain, nodes));
  }

  /**
   * The trees added so far as one ensemble.
   *
   * @param features values per row
   * @param intercepts margin before the first tree, one per output
   */
  public TreeEnsemble ensemble(int features, float[] intercepts, Link link) {
    return new TreeEnsemble(features, intercepts.clone(), link, trees());
  }
}
