package io.flts.dl.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Provider without any module: short loops over separate arrays, which C2 vectorises.
 *
 * <p>Each row is copied to scratch and worked on there; the copies cost less than the vector code
 * they make possible.
 */
final class PlainKernels implements Kernels {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public void pack(
      float[] b, int offset, int stride, boolean transposed, int depth, int columns, Packed into) {
    PlainProduct.pack(b, offset, stride, transposed, depth, columns, into);
  }

  @Override
  public void product(
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
    PlainProduct.product(
        transposedA,
        rows,
        depth,
        a,
        aOffset,
        aStride,
        b,
        fromDepth,
        c,
        cOffset,
        cStride,
        add,
        scratch);
  }

  @Override
  public void addRows(int rows, int columns, float[] a, int aOffset, float[] out, int outOffset) {
    for (int r = 0; r < rows; r++) {
      int at = aOffset + r * columns;
      for (int j = 0; j < columns; j++) {
        out[outOffset + j] += a[at + j];
      }
    }
  }

  @Override
  public void lstmForward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float @Nullable [] cellBefore,
      int cellBeforeAt,
      float[] cell,
      float[] squashed,
      float[] state,
      int stateAt,
      Scratch scratch) {
    float[][] w = scratch.rows(hidden);
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 4 * hidden;
      int q = stateAt + b * hidden;
      take(gates, at, hidden, 4, w);
      logistic(hidden, w[0]);
      logistic(hidden, w[1]);
      tanh(hidden, w[2]);
      logistic(hidden, w[3]);
      give(gates, at, hidden, 4, w);
      takeOrZero(cellBefore, cellBeforeAt + b * hidden, w[4], hidden);
      newCell(hidden, w[0], w[1], w[2], w[4], w[5]);
      System.arraycopy(w[4], 0, cell, q, hidden);
      tanh(hidden, w[5]);
      System.arraycopy(w[5], 0, squashed, q, hidden);
      times(hidden, w[3], w[5], w[6]);
      System.arraycopy(w[6], 0, state, q, hidden);
    }
  }

  @Override
  public void lstmBackward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float @Nullable [] cellBefore,
      int cellBeforeAt,
      float[] squashed,
      int stateAt,
      float[] dState,
      float[] dCell,
      float[] dGates,
      Scratch scratch) {
    float[][] w = scratch.rows(hidden);
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 4 * hidden;
      int q = b * hidden;
      take(gates, at, hidden, 4, w);
      System.arraycopy(squashed, stateAt + q, w[4], 0, hidden);
      System.arraycopy(dState, q, w[5], 0, hidden);
      System.arraycopy(dCell, q, w[6], 0, hidden);
      takeOrZero(cellBefore, cellBeforeAt + q, w[7], hidden);
      lstmGradient(hidden, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]);
      give(dGates, at, hidden, 4, w);
      System.arraycopy(w[6], 0, dCell, q, hidden);
    }
  }

  @Override
  public void gruForward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float[] recurrent,
      float @Nullable [] stateBefore,
      int stateBeforeAt,
      float[] carried,
      float[] state,
      int stateAt,
      Scratch scratch) {
    float[][] w = scratch.rows(hidden);
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 3 * hidden;
      int from = b * 3 * hidden;
      int q = stateAt + b * hidden;
      take(gates, at, hidden, 3, w);
      for (int g = 0; g < 3; g++) {
        System.arraycopy(recurrent, from + g * hidden, w[3 + g], 0, hidden);
      }
      plus(hidden, w[0], w[3]);
      plus(hidden, w[1], w[4]);
      logistic(hidden, w[0]);
      logistic(hidden, w[1]);
      plusTimes(hidden, w[2], w[0], w[5]);
      tanh(hidden, w[2]);
      give(gates, at, hidden, 3, w);
      System.arraycopy(w[5], 0, carried, q, hidden);
      takeOrZero(stateBefore, stateBeforeAt + b * hidden, w[6], hidden);
      newState(hidden, w[1], w[2], w[6]);
      System.arraycopy(w[6], 0, state, q, hidden);
    }
  }

  @Override
  public void gruBackward(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float @Nullable [] stateBefore,
      int stateBeforeAt,
      float[] carried,
      int stateAt,
      float[] dState,
      float[] dGates,
      float[] dRecurrent,
      Scratch scratch) {
    float[][] w = scratch.rows(hidden);
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 3 * hidden;
      int q = b * hidden;
      take(gates, at, hidden, 3, w);
      System.arraycopy(dState, q, w[3], 0, hidden);
      takeOrZero(stateBefore, stateBeforeAt + q, w[4], hidden);
      System.arraycopy(carried, stateAt + q, w[5], 0, hidden);
      gruGradient(hidden, w[0], w[1], w[2], w[3], w[4], w[5], w[6]);
      give(dGates, at, hidden, 3, w);
      give(dRecurrent, at, hidden, 2, w);
      System.arraycopy(w[6], 0, dRecurrent, at + 2 * hidden, hidden);
      System.arraycopy(w[3], 0, dState, q, hidden);
    }
  }

  @Override
  public void adam(
      int from,
      int to,
      float[] weights,
      float[] gradient,
      float[] first,
      float[] second,
      float scale,
      float rate,
      float correction,
      float keep) {
    for (int i = from; i < to; i++) {
      float g = gradient[i] * scale;
      float m = first[i] * 0.9f + g * 0.1f;
      float v = second[i] * 0.999f + g * g * 0.001f;
      first[i] = m;
      second[i] = v;
      weights[i] = weights[i] * keep - m * rate / ((float) Math.sqrt(v * correction) + 1e-8f);
    }
  }

  private static void take(float[] from, int at, int hidden, int count, float[][] w) {
    for (int g = 0; g < count; g++) {
      System.arraycopy(from, at + g * hidden, w[g], 0, hidden);
    }
  }

  private static void give(float[] to, int at, int hidden, int count, float[][] w) {
    for (int g = 0; g < count; g++) {
      System.arraycopy(w[g], 0, to, at + g * hidden, hidden);
    }
  }

  private static void takeOrZero(float @Nullable [] from, int at, float[] row, int hidden) {
    if (from == null) {
      Arrays.fill(row, 0, hidden, 0f);
    } else {
      System.arraycopy(from, at, row, 0, hidden);
    }
  }

  private static void tanh(int n, float[] a) {
    for (int j = 0; j < n; j++) {
      a[j] = Activation.tanh(a[j]);
    }
  }

  private static void logistic(int n, float[] a) {
    for (int j = 0; j < n; j++) {
      a[j] = Activation.logistic(a[j]);
    }
  }

  private static void newCell(int n, float[] i, float[] f, float[] g, float[] c, float[] copy) {
    for (int j = 0; j < n; j++) {
      float v = Math.fma(f[j], c[j], i[j] * g[j]);
      c[j] = v;
      copy[j] = v;
    }
  }

  private static void times(int n, float[] a, float[] b, float[] out) {
    for (int j = 0; j < n; j++) {
      out[j] = a[j] * b[j];
    }
  }

  private static void plus(int n, float[] a, float[] b) {
    for (int j = 0; j < n; j++) {
      a[j] += b[j];
    }
  }

  private static void plusTimes(int n, float[] a, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      a[j] = Math.fma(b[j], c[j], a[j]);
    }
  }

  private static void newState(int n, float[] z, float[] candidate, float[] h) {
    for (int j = 0; j < n; j++) {
      float c = candidate[j];
      h[j] = Math.fma(z[j], h[j] - c, c);
    }
  }

  private static void lstmGradient(
      int n,
      float[] i,
      float[] f,
      float[] g,
      float[] o,
      float[] squashed,
      float[] dState,
      float[] dCell,
      float[] cellBefore) {
    for (int j = 0; j < n; j++) {
      float in = i[j];
      float forget = f[j];
      float cand = g[j];
      float out = o[j];
      float t = squashed[j];
      float dh = dState[j];
      float dc = dh * out * (1f - t * t) + dCell[j];
      i[j] = dc * cand * in * (1f - in);
      f[j] = dc * cellBefore[j] * forget * (1f - forget);
      g[j] = dc * in * (1f - cand * cand);
      o[j] = dh * t * out * (1f - out);
      dCell[j] = dc * forget;
    }
  }

  private static void gruGradient(
      int n,
      float[] r,
      float[] z,
      float[] candidate,
      float[] dState,
      float[] stateBefore,
      float[] carried,
      float[] dCarried) {
    for (int j = 0; j < n; j++) {
      float reset = r[j];
      float update = z[j];
      float c = candidate[j];
      float dh = dState[j];
      float dc = dh * (1f - update) * (1f - c * c);
      z[j] = dh * (stateBefore[j] - c) * update * (1f - update);
      r[j] = dc * carried[j] * reset * (1f - reset);
      candidate[j] = dc;
      dCarried[j] = dc * reset;
      dState[j] = dh * update;
    }
  }
}
