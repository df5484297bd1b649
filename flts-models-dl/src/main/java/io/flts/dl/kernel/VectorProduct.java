package io.flts.dl.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products over panels of packed columns.
 *
 * <p>Panel {@code p} holds columns {@code [p·W, (p + 1)·W)} depth by depth, W being one tile width.
 * A short last panel is padded with zeros and computed in scratch. Depth goes in blocks so that a
 * panel block stays in the first-level cache while all rows pass over it.
 */
final class VectorProduct {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int L = LANES.length();

  /** Sixteen registers hold 6 × 2 accumulators and their operands, thirty-two hold 6 × 4. */
  private static final boolean WIDE = L != 8;

  private static final int W = WIDE ? 4 * L : 2 * L;
  private static final int ROW = 8 * L;
  private static final int DEPTH_BLOCK = 256;

  private VectorProduct() {}

  static void pack(
      float[] b, int offset, int stride, boolean transposed, int depth, int columns, Packed into) {
    int panels = (columns + W - 1) / W;
    float[] p = into.panels(panels * depth * W);
    into.shape(depth, columns);
    for (int i = 0; i < panels; i++) {
      int to = i * depth * W;
      int first = i * W;
      int width = Math.min(W, columns - first);
      if (width < W) {
        Arrays.fill(p, to, to + depth * W, 0f);
      }
      if (transposed) {
        packTransposed(b, offset + first * stride, stride, depth, width, p, to);
      } else if (width == W) {
        packWhole(b, offset + first, stride, depth, p, to);
      } else {
        for (int k = 0; k < depth; k++) {
          System.arraycopy(b, offset + first + k * stride, p, to + k * W, width);
        }
      }
    }
  }

  private static void packWhole(float[] b, int at, int stride, int depth, float[] p, int to) {
    for (int k = 0; k < depth; k++) {
      for (int v = 0; v < W; v += L) {
        FloatVector.fromArray(LANES, b, at + k * stride + v).intoArray(p, to + k * W + v);
      }
    }
  }

  private static void packTransposed(
      float[] b, int at, int stride, int depth, int width, float[] p, int to) {
    for (int k0 = 0; k0 < depth; k0 += 16) {
      int end = Math.min(depth, k0 + 16);
      for (int j = 0; j < width; j++) {
        int from = at + j * stride;
        for (int k = k0; k < end; k++) {
          p[to + k * W + j] = b[from + k];
        }
      }
    }
  }

  static void product(
      int rowStep,
      int depthStep,
      int rows,
      int depth,
      float[] a,
      int aOffset,
      Packed b,
      int fromDepth,
      float[] c,
      int cOffset,
      int cStride,
      boolean add,
      Scratch scratch) {
    int columns = b.columns;
    if (depth == 0) {
      if (!add) {
        for (int r = 0; r < rows; r++) {
          Arrays.fill(c, cOffset + r * cStride, cOffset + r * cStride + columns, 0f);
        }
      }
      return;
    }
    int panel = b.depth * W;
    for (int k0 = 0; k0 < depth; k0 += DEPTH_BLOCK) {
      int block = Math.min(DEPTH_BLOCK, depth - k0);
      boolean onto = add || k0 > 0;
      int at = aOffset + k0 * depthStep;
      int from = (fromDepth + k0) * W;
      int n = 0;
      int tiled = WIDE || columns < W ? 0 : NarrowRows.tiled(rows);
      float[] tiles = tiled == 0 ? a : scratch.block(NarrowRows.length(rows, block));
      if (tiled > 0) {
        NarrowRows.interleave(a, at, rowStep, depthStep, rows, block, tiles);
      }
      if (rows == 1 && (WIDE || depthStep == 1)) {
        for (; n + ROW <= columns; n += ROW) {
          int p = from + n / W * panel;
          if (WIDE) {
            WideTiles.row(a, at, depthStep, b.panels, p, panel, block, c, cOffset + n, onto);
          } else {
            NarrowTiles.row(a, at, b.panels, p, panel, block, c, cOffset + n, onto);
          }
        }
      }
      for (; n + W <= columns; n += W) {
        int p = from + n / W * panel;
        int to = cOffset + n;
        if (tiled > 0) {
          NarrowRows.sweep(tiles, rows, b.panels, p, block, c, to, cStride, onto);
          to += tiled * cStride;
        }
        panel(
            a,
            at + tiled * rowStep,
            rowStep,
            depthStep,
            b.panels,
            p,
            block,
            rows - tiled,
            c,
            to,
            cStride,
            onto);
      }
      if (n < columns) {
        int p = from + n / W * panel;
        int width = columns - n;
        edge(
            a,
            at,
            rowStep,
            depthStep,
            b.panels,
            p,
            block,
            rows,
            c,
            cOffset + n,
            cStride,
            onto,
            width,
            scratch.tile(W));
      }
    }
  }

  private static void panel(
      float[] a,
      int at,
      int rowStep,
      int depthStep,
      float[] p,
      int from,
      int depth,
      int rows,
      float[] c,
      int to,
      int stride,
      boolean add) {
    int m = 0;
    for (; WIDE && m + 6 <= rows; m += 6) {
      int row = at + m * rowStep;
      WideTiles.six(a, row, rowStep, depthStep, p, from, depth, c, to + m * stride, stride, add);
    }
    for (; m + 2 <= rows; m += 2) {
      int row = at + m * rowStep;
      if (WIDE) {
        WideTiles.two(a, row, rowStep, depthStep, p, from, depth, c, to + m * stride, stride, add);
      } else {
        NarrowTiles.two(
            a, row, rowStep, depthStep, p, from, depth, c, to + m * stride, stride, add);
      }
    }
    if (m < rows) {
      int row = at + m * rowStep;
      if (WIDE) {
        WideTiles.one(a, row, rowStep, depthStep, p, from, depth, c, to + m * stride, stride, add);
      } else {
        NarrowTiles.one(
            a, row, rowStep, depthStep, p, from, depth, c, to + m * stride, stride, add);
      }
    }
  }

  /** The last, short panel: through a tile in scratch, so that no write passes the row's end. */
  private static void edge(
      float[] a,
      int at,
      int rowStep,
      int depthStep,
      float[] p,
      int from,
      int depth,
      int rows,
      float[] c,
      int to,
      int stride,
      boolean add,
      int width,
      float[] tile) {
    for (int m = 0; m < rows; m += 6) {
      int count = Math.min(6, rows - m);
      if (add) {
        for (int r = 0; r < count; r++) {
          System.arraycopy(c, to + (m + r) * stride, tile, r * W, width);
        }
      }
      panel(a, at + m * rowStep, rowStep, depthStep, p, from, depth, count, tile, 0, W, add);
      for (int r = 0; r < count; r++) {
        System.arraycopy(tile, r * W, c, to + (m + r) * stride, width);
      }
    }
  }
}
