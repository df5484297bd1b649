package io.flts.dl.kernel;

/**
 * Rows of A in tiles of six, then four, each tile depth by depth: what {@link NarrowTiles} reads.
 *
 * <p>Interleaving copies every element once per product, for all panels of B.
 */
final class NarrowRows {
  private NarrowRows() {}

  /** How many of {@code rows} stand in tiles; the rest is fewer than four. */
  static int tiled(int rows) {
    int rest = rows % 6;
    if (rest == 2 && rows > 6) {
      return rows;
    }
    return rows - (rest >= 4 ? rest - 4 : rest);
  }

  private static int inSixes(int rows) {
    int sixes = rows / 6;
    // Eight rows are two tiles of four: a tile of two would wait for its own sums.
    return 6 * (rows % 6 == 2 && rows > 6 ? sixes - 1 : sixes);
  }

  static void interleave(
      float[] a, int at, int rowStep, int depthStep, int rows, int depth, float[] into) {
    int sixes = inSixes(rows);
    int end = tiled(rows);
    for (int m = 0; m < end; m += m < sixes ? 6 : 4) {
      int height = m < sixes ? 6 : 4;
      for (int r = 0; r < height; r++) {
        int from = at + (m + r) * rowStep;
        int to = m * depth + r;
        for (int k = 0; k < depth; k++) {
          into[to + k * height] = a[from + k * depthStep];
        }
      }
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
    int sixes = inSixes(rows);
    int end = tiled(rows);
    int m = 0;
    for (; m < sixes; m += 6) {
      NarrowTiles.six(tiles, m * depth, p, from, depth, c, to + m * stride, stride, add);
    }
    for (; m < end; m += 4) {
      NarrowTiles.four(tiles, m * depth, p, from, depth, c, to + m * stride, stride, add);
    }
  }
}
