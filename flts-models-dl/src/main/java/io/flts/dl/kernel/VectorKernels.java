package io.flts.dl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Provider on the Vector API, in the widest lanes the processor prefers.
 *
 * <p>Widths that are no multiple of the lane count go through the plain provider, which gives the
 * same bits.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int L = LANES.length();

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
    VectorLstm.forward(
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
    VectorLstm.backward(
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
    VectorGru.forward(
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
    VectorGru.backward(
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

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(LANES, a, at);
  }
}
