package io.flts.dl.kernel;

/**
 * Rows of A in tiles of five, then four, each tile depth by depth: what {@link NarrowTiles} reads.
 *
 * <p>Interleaving copies every element once per product, for all panels of B. A tile of five takes
 * eight places per depth: with a power of two C2 moves the bounds checks out of the inner loop.
 */
final class NarrowRows {
  /** Places a tile of five takes per depth. */
  static final int STEP = 8;

  /**
   * Whether tiles of five are used. They are the fastest on 17 (94 of 94 GFLOP/s); a later C2 loads
   * the five values of A first, for which sixteen registers are one too few (32 against 56 to 80 of
   * the tiles of four on 25). Both give the same bits.
   */
  private static final boolean FIVES = Runtime.version().feature() < 21;

  private NarrowRows() {}

  /** How many of {@code rows} stand in tiles; the rest is fewer than four. */
  static int tiled(int rows) {
    return inFives(rows) + (rows - inFives(rows)) / 4 * 4;
  }

  /** Elements that {@link #interleave} writes. */
  static int length(int rows, int depth) {
    int fives = inFives(rows);
    return (fives / 5 * STEP + tiled(rows) - fives) * depth;
  }

  /** As many fives as leave fours, or the smallest rest where that cannot be. */
  private static int inFives(int rows) {
    if (!FIVES) {
      return 0;
    }
    int fives = rows / 5;
    int rest = rows % 5;
    int given = rest == 0 ? 0 : 4 - rest;
    return 5 * (fives >= given ? fives - given : fives);
  }

  static void interleave(
      float[] a, int at, int rowStep, int depthStep, int rows, int depth, float[] into) {
    int fives = inFives(rows);
    int end = tiled(rows);
    int to = 0;
    for (int m = 0; m < end; m += m < fives ? 5 : 4) {
      int height = m < fives ? 5 : 4;
      int step = m < fives ? STEP : 4;
      if (rowStep == 1) {
        side(a, at + m, depthStep, height, depth, into, to, step);
      } else {
        for (int r = 0; r < height; r++) {
          along(a, at + (m + r) * rowStep, depthStep, depth, into, to + r, step);
        }
      }
      to += step * depth;
    }
  }

  /** Rows that stand side by side: depth by depth, so that A is read in order. */
  private static void side(
      float[] a, int from, int depthStep, int height, int depth, float[] into, int to, int step) {
    for (int k = 0; k < depth; k++) {
      for (int r = 0; r < height; r++) {
        into[to + k * step + r] = a[from + k * depthStep + r];
      }
    }
  }

  private static void along(
      float[] a, int from, int depthStep, int depth, float[] into, int to, int step) {
    for (int k = 0; k < depth; k++) {
      into[to + k * step] = a[from + k * depthStep];
    }
  }

  /** One panel of B under all tiles. */
  static void sweep(
      float[] tiles,
      int rows,
      float[] p,
      int from,
      int depth,
      float[] c,
      int to,
      int stride,
      boolean add) {
    int fives = inFives(rows);
    int end = tiled(rows);
    int at = 0;
    int m = 0;
    for (; m < fives; m += 5) {
      NarrowTiles.five(tiles, at, p, from, depth, c, to + m * stride, stride, add);
      at += STEP * depth;
    }
    for (; m < end; m += 4) {
      NarrowTiles.four(tiles, at, p, from, depth, c, to + m * stride, stride, add);
      at += 4 * depth;
    }
  }
}
