package io.flts.dl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Provider on the Vector API, in the widest lanes the processor prefers.
 *
 * <p>Widths that are no multiple of the lane count go through the plain provider, which gives the
 * same bits. Cell loops stay short (one gate each in the forward pass): long ones spill registers.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int L = LANES.length();

  private static final FloatVector ONE = spread(1f);

  private final PlainKernels plain = new PlainKernels();

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public void pack(
      float[] b, int offset, int stride, boolean transposed, int depth, int columns, Packed into) {
    VectorProduct.pack(b, offset, stride, transposed, depth, columns, into);
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
    VectorProduct.product(
        transposedA ? 1 : aStride,
        transposedA ? aStride : 1,
        rows,
        depth,
        a,
        aOffset,
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
    int j = 0;
    for (; j + 4 * L <= columns; j += 4 * L) {
      int to = outOffset + j;
      FloatVector s0 = load(out, to);
      FloatVector s1 = load(out, to + L);
      FloatVector s2 = load(out, to + 2 * L);
      FloatVector s3 = load(out, to + 3 * L);
      for (int r = 0; r < rows; r++) {
        int at = aOffset + j + r * columns;
        s0 = s0.add(load(a, at));
        s1 = s1.add(load(a, at + L));
        s2 = s2.add(load(a, at + 2 * L));
        s3 = s3.add(load(a, at + 3 * L));
      }
      s0.intoArray(out, to);
      s1.intoArray(out, to + L);
      s2.intoArray(out, to + 2 * L);
      s3.intoArray(out, to + 3 * L);
    }
    for (; j < columns; j++) {
      float sum = out[outOffset + j];
      for (int r = 0; r < rows; r++) {
        sum += a[aOffset + j + r * columns];
      }
      out[outOffset + j] = sum;
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
    if (hidden % L != 0) {
      plain.lstmForward(
          rows,
          hidden,
          gates,
          gatesAt,
          cellBefore,
          cellBeforeAt,
          cell,
          squashed,
          state,
          stateAt,
          scratch);
      return;
    }
    int width = 4 * hidden;
    logistic(rows, width, gates, gatesAt, 2 * hidden);
    tanh(rows, width, gates, gatesAt + 2 * hidden, hidden);
    logistic(rows, width, gates, gatesAt + 3 * hidden, hidden);
    float[] before = cellBefore == null ? scratch.zeros(rows * hidden) : cellBefore;
    int beforeAt = cellBefore == null ? 0 : cellBeforeAt;
    newCells(rows, hidden, gates, gatesAt, before, beforeAt, cell, squashed, stateAt);
    newHidden(rows, hidden, gates, gatesAt + 3 * hidden, squashed, state, stateAt);
  }

  private static void newCells(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float[] before,
      int beforeAt,
      float[] cell,
      float[] squashed,
      int stateAt) {
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 4 * hidden;
      int from = beforeAt + b * hidden;
      int q = stateAt + b * hidden;
      for (int j = 0; j < hidden; j += L) {
        FloatVector c = load(gates, at + j).mul(load(gates, at + 2 * hidden + j));
        c = load(gates, at + hidden + j).fma(load(before, from + j), c);
        c.intoArray(cell, q + j);
        VectorActivation.tanh(c).intoArray(squashed, q + j);
      }
    }
  }

  private static void newHidden(
      int rows, int hidden, float[] gates, int out, float[] squashed, float[] state, int stateAt) {
    for (int b = 0; b < rows; b++) {
      int at = out + b * 4 * hidden;
      int q = stateAt + b * hidden;
      for (int j = 0; j < hidden; j += L) {
        load(gates, at + j).mul(load(squashed, q + j)).intoArray(state, q + j);
      }
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
    if (hidden % L != 0) {
      plain.lstmBackward(
          rows,
          hidden,
          gates,
          gatesAt,
          cellBefore,
          cellBeforeAt,
          squashed,
          stateAt,
          dState,
          dCell,
          dGates,
          scratch);
      return;
    }
    float[] cells = cellBefore == null ? scratch.zeros(rows * hidden) : cellBefore;
    int cellsAt = cellBefore == null ? 0 : cellBeforeAt;
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 4 * hidden;
      for (int j = 0; j < hidden; j += L) {
        int q = b * hidden + j;
        FloatVector in = load(gates, at + j);
        FloatVector forget = load(gates, at + hidden + j);
        FloatVector cand = load(gates, at + 2 * hidden + j);
        FloatVector out = load(gates, at + 3 * hidden + j);
        FloatVector t = load(squashed, stateAt + q);
        FloatVector dh = load(dState, q);
        FloatVector dc = dh.mul(out).mul(ONE.sub(t.mul(t))).add(load(dCell, q));
        FloatVector before = load(cells, cellsAt + q);
        dc.mul(cand).mul(in).mul(ONE.sub(in)).intoArray(dGates, at + j);
        dc.mul(before).mul(forget).mul(ONE.sub(forget)).intoArray(dGates, at + hidden + j);
        dc.mul(in).mul(ONE.sub(cand.mul(cand))).intoArray(dGates, at + 2 * hidden + j);
        dh.mul(t).mul(out).mul(ONE.sub(out)).intoArray(dGates, at + 3 * hidden + j);
        dc.mul(forget).intoArray(dCell, q);
      }
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
    if (hidden % L != 0) {
      plain.gruForward(
          rows,
          hidden,
          gates,
          gatesAt,
          recurrent,
          stateBefore,
          stateBeforeAt,
          carried,
          state,
          stateAt,
          scratch);
      return;
    }
    logisticOfSum(rows, hidden, gates, gatesAt, recurrent);
    candidates(rows, hidden, gates, gatesAt, recurrent, carried, stateAt);
    float[] before = stateBefore == null ? scratch.zeros(rows * hidden) : stateBefore;
    int beforeAt = stateBefore == null ? 0 : stateBeforeAt;
    newStates(rows, hidden, gates, gatesAt, before, beforeAt, state, stateAt);
  }

  private static void logisticOfSum(
      int rows, int hidden, float[] gates, int gatesAt, float[] recurrent) {
    for (int b = 0; b < rows; b++) {
      int from = b * 3 * hidden;
      int at = gatesAt + from;
      for (int j = 0; j < 2 * hidden; j += L) {
        VectorActivation.logistic(load(gates, at + j).add(load(recurrent, from + j)))
            .intoArray(gates, at + j);
      }
    }
  }

  private static void candidates(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float[] recurrent,
      float[] carried,
      int stateAt) {
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 3 * hidden;
      int from = (b * 3 + 2) * hidden;
      int to = at + 2 * hidden;
      for (int j = 0; j < hidden; j += L) {
        FloatVector sum = load(gates, at + j).fma(load(recurrent, from + j), load(gates, to + j));
        VectorActivation.tanh(sum).intoArray(gates, to + j);
      }
      System.arraycopy(recurrent, from, carried, stateAt + b * hidden, hidden);
    }
  }

  private static void newStates(
      int rows,
      int hidden,
      float[] gates,
      int gatesAt,
      float[] before,
      int beforeAt,
      float[] state,
      int stateAt) {
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 3 * hidden + hidden;
      int from = beforeAt + b * hidden;
      int q = stateAt + b * hidden;
      for (int j = 0; j < hidden; j += L) {
        FloatVector c = load(gates, at + hidden + j);
        load(gates, at + j).fma(load(before, from + j).sub(c), c).intoArray(state, q + j);
      }
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
    if (hidden % L != 0) {
      plain.gruBackward(
          rows,
          hidden,
          gates,
          gatesAt,
          stateBefore,
          stateBeforeAt,
          carried,
          stateAt,
          dState,
          dGates,
          dRecurrent,
          scratch);
      return;
    }
    float[] states = stateBefore == null ? scratch.zeros(rows * hidden) : stateBefore;
    int statesAt = stateBefore == null ? 0 : stateBeforeAt;
    for (int b = 0; b < rows; b++) {
      int at = gatesAt + b * 3 * hidden;
      for (int j = 0; j < hidden; j += L) {
        int q = b * hidden + j;
        FloatVector reset = load(gates, at + j);
        FloatVector update = load(gates, at + hidden + j);
        FloatVector c = load(gates, at + 2 * hidden + j);
        FloatVector dh = load(dState, q);
        FloatVector before = load(states, statesAt + q);
        FloatVector dc = dh.mul(ONE.sub(update)).mul(ONE.sub(c.mul(c)));
        FloatVector dz = dh.mul(before.sub(c)).mul(update).mul(ONE.sub(update));
        FloatVector dr = dc.mul(load(carried, stateAt + q)).mul(reset).mul(ONE.sub(reset));
        dr.intoArray(dGates, at + j);
        dz.intoArray(dGates, at + hidden + j);
        dc.intoArray(dGates, at + 2 * hidden + j);
        dr.intoArray(dRecurrent, at + j);
        dz.intoArray(dRecurrent, at + hidden + j);
        dc.mul(reset).intoArray(dRecurrent, at + 2 * hidden + j);
        dh.mul(update).intoArray(dState, q);
      }
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
    int i = from;
    for (; i + L <= to; i += L) {
      FloatVector g = load(gradient, i).mul(scale);
      FloatVector m = load(first, i).mul(0.9f).add(g.mul(0.1f));
      FloatVector v = load(second, i).mul(0.999f).add(g.mul(g).mul(0.001f));
      m.intoArray(first, i);
      v.intoArray(second, i);
      FloatVector root = v.mul(correction).lanewise(VectorOperators.SQRT).add(1e-8f);
      load(weights, i).mul(keep).sub(m.mul(rate).div(root)).intoArray(weights, i);
    }
    plain.adam(i, to, weights, gradient, first, second, scale, rate, correction, keep);
  }

  private static void logistic(int rows, int width, float[] x, int from, int n) {
    for (int b = 0; b < rows; b++) {
      int at = from + b * width;
      for (int j = at; j < at + n; j += L) {
        VectorActivation.logistic(load(x, j)).intoArray(x, j);
      }
    }
  }

  private static void tanh(int rows, int width, float[] x, int from, int n) {
    for (int b = 0; b < rows; b++) {
      int at = from + b * width;
      for (int j = at; j < at + n; j += L) {
        VectorActivation.tanh(load(x, j)).intoArray(x, j);
      }
    }
  }

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(LANES, a, at);
  }

  private static FloatVector spread(float value) {
    return FloatVector.broadcast(LANES, value);
  }
}
