package io.flts.dl.kernel;

import java.util.Arrays;

/**
 * Matrix products in loops that C2 turns into vector code on JDK 17 and newer.
 *
 * <p>The shapes are chosen by measurement: C2 vectorises fused multiply-adds over <em>separate</em>
 * arrays with one shared index; four accumulator rows by two rows of B is the widest shape it takes
 * on JDK 17 (rows of one flat array, or 4 × 4, fall back to scalar code at a third of the speed).
 */
final class PlainProduct {
  private PlainProduct() {}

  static void pack(
      float[] b, int offset, int stride, boolean transposed, int depth, int columns, Packed into) {
    float[][] rows = into.rows(depth, columns);
    into.shape(depth, columns);
    if (!transposed) {
      for (int k = 0; k < depth; k++) {
        System.arraycopy(b, offset + k * stride, rows[k], 0, columns);
      }
      return;
    }
    for (int k0 = 0; k0 < depth; k0 += 16) {
      int end = Math.min(depth, k0 + 16);
      for (int n = 0; n < columns; n++) {
        int at = offset + n * stride;
        for (int k = k0; k < end; k++) {
          rows[k][n] = b[at + k];
        }
      }
    }
  }

  static void product(
      boolean transposedA,
      int rows,
      int depth,
      float[] a,
      int aOffset,
      int aStride,
      Packed b,
      int fromDepth,
      float[] c,
      int cOffset,
      int cStride,
      boolean add,
      Scratch scratch) {
    int columns = b.columns;
    int rowStep = transposedA ? 1 : aStride;
    int depthStep = transposedA ? aStride : 1;
    float[][] work = scratch.rows(columns);
    float[][] source = b.rows;
    int m = 0;
    for (; m + 4 <= rows; m += 4) {
      for (int r = 0; r < 4; r++) {
        load(c, cOffset + (m + r) * cStride, work[r], columns, add);
      }
      int at = aOffset + m * rowStep;
      int k = 0;
      for (; k + 2 <= depth; k += 2) {
        int q = at + k * depthStep;
        float[] b0 = source[fromDepth + k];
        float[] b1 = source[fromDepth + k + 1];
        int q2 = q + 2 * rowStep;
        fourByTwo(
            columns,
            work[0],
            work[1],
            work[2],
            work[3],
            b0,
            b1,
            a[q],
            a[q + depthStep],
            a[q + rowStep],
            a[q + rowStep + depthStep],
            a[q2],
            a[q2 + depthStep],
            a[q2 + rowStep],
            a[q2 + rowStep + depthStep]);
      }
      for (; k < depth; k++) {
        for (int r = 0; r < 4; r++) {
          oneByOne(columns, work[r], source[fromDepth + k], a[at + r * rowStep + k * depthStep]);
        }
      }
      for (int r = 0; r < 4; r++) {
        System.arraycopy(work[r], 0, c, cOffset + (m + r) * cStride, columns);
      }
    }
    for (; m < rows; m++) {
      float[] row = work[0];
      load(c, cOffset + m * cStride, row, columns, add);
      int at = aOffset + m * rowStep;
      int k = 0;
      for (; k + 4 <= depth; k += 4) {
        int q = at + k * depthStep;
        oneByFour(
            columns,
            row,
            source[fromDepth + k],
            source[fromDepth + k + 1],
            source[fromDepth + k + 2],
            source[fromDepth + k + 3],
            a[q],
            a[q + depthStep],
            a[q + 2 * depthStep],
            a[q + 3 * depthStep]);
      }
      for (; k < depth; k++) {
        oneByOne(columns, row, source[fromDepth + k], a[at + k * depthStep]);
      }
      System.arraycopy(row, 0, c, cOffset + m * cStride, columns);
    }
  }

  private static void load(float[] c, int at, float[] row, int columns, boolean add) {
    if (add) {
      System.arraycopy(c, at, row, 0, columns);
    } else {
      Arrays.fill(row, 0, columns, 0f);
    }
  }

  private static void fourByTwo(
      int n,
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] b0,
      float[] b1,
      float a00,
      float a01,
      float a10,
      float a11,
      float a20,
      float a21,
      float a30,
      float a31) {
    for (int j = 0; j < n; j++) {
      float x = b0[j];
      float y = b1[j];
      c0[j] = Math.fma(a01, y, Math.fma(a00, x, c0[j]));
      c1[j] = Math.fma(a11, y, Math.fma(a10, x, c1[j]));
      c2[j] = Math.fma(a21, y, Math.fma(a20, x, c2[j]));
      c3[j] = Math.fma(a31, y, Math.fma(a30, x, c3[j]));
    }
  }

  private static void oneByFour(
      int n,
      float[] c,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float a0,
      float a1,
      float a2,
      float a3) {
    for (int j = 0; j < n; j++) {
      c[j] =
          Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }
  }

  private static void oneByOne(int n, float[] c, float[] b, float a) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a, b[j], c[j]);
    }
  }
}
