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
    for (int m = 0; m < fives; m += 5) {
      if (rowStep == 1) {
        fiveBeside(a, at + m, depthStep, depth, into, to);
      } else {
        fiveAlong(a, at + m * rowStep, rowStep, depth, into, to);
      }
      to += STEP * depth;
    }
    for (int m = fives; m < end; m += 4) {
      if (rowStep == 1) {
        fourBeside(a, at + m, depthStep, depth, into, to);
      } else {
        fourAlong(a, at + m * rowStep, rowStep, depth, into, to);
      }
      to += 4 * depth;
    }
  }

  /** Five rows whose values of one depth stand side by side. */
  private static void fiveBeside(
      float[] a, int from, int depthStep, int depth, float[] into, int to) {
    for (int k = 0; k < depth; k++) {
      int i = from + k * depthStep;
      int o = to + k * STEP;
      into[o] = a[i];
      into[o + 1] = a[i + 1];
      into[o + 2] = a[i + 2];
      into[o + 3] = a[i + 3];
      into[o + 4] = a[i + 4];
    }
  }

  private static void fourBeside(
      float[] a, int from, int depthStep, int depth, float[] into, int to) {
    for (int k = 0; k < depth; k++) {
      int i = from + k * depthStep;
      int o = to + k * 4;
      into[o] = a[i];
      into[o + 1] = a[i + 1];
      into[o + 2] = a[i + 2];
      into[o + 3] = a[i + 3];
    }
  }

  /** Five rows, each with its depths side by side. */
  private static void fiveAlong(float[] a, int from, int rowStep, int depth, float[] into, int to) {
    int r1 = from + rowStep;
    int r2 = from + 2 * rowStep;
    int r3 = from + 3 * rowStep;
    int r4 = from + 4 * rowStep;
    for (int k = 0; k < depth; k++) {
      int o = to + k * STEP;
      into[o] = a[from + k];
      into[o + 1] = a[r1 + k];
      into[o + 2] = a[r2 + k];
      into[o + 3] = a[r3 + k];
      into[o + 4] = a[r4 + k];
    }
  }

  private static void fourAlong(float[] a, int from, int rowStep, int depth, float[] into, int to) {
    int r1 = from + rowStep;
    int r2 = from + 2 * rowStep;
    int r3 = from + 3 * rowStep;
    for (int k = 0; k < depth; k++) {
      int o = to + k * 4;
      into[o] = a[from + k];
      into[o + 1] = a[r1 + k];
      into[o + 2] = a[r2 + k];
      into[o + 3] = a[r3 + k];
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
