package io.flts.dl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles two vectors wide, for machines with sixteen vector registers (AVX2).
 *
 * <p>Each method computes a block of C from {@code depth} rows of one packed panel. Accumulators
 * are named locals because C2 keeps locals, not array elements, in registers. Six rows is what
 * fits. The tall tiles read rows of A that were interleaved before: with a stride that is no
 * constant C2 checks the bounds of every element, which costs a third of the speed.
 */
final class NarrowTiles {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int L = LANES.length();
  private static final int W = 2 * L;

  private NarrowTiles() {}

  /** Five rows, interleaved: row r at depth k is {@code a[at + 8·k + r]}. */
  static void five(
      float[] a,
      int at,
      float[] p,
      int from,
      int depth,
      float[] c,
      int to,
      int stride,
      boolean add) {
    int c1 = to + stride;
    int c2 = to + 2 * stride;
    int c3 = to + 3 * stride;
    int c4 = to + 4 * stride;
    FloatVector x00 = add ? load(c, to) : zero();
    FloatVector x01 = add ? load(c, to + L) : zero();
    FloatVector x10 = add ? load(c, c1) : zero();
    FloatVector x11 = add ? load(c, c1 + L) : zero();
    FloatVector x20 = add ? load(c, c2) : zero();
    FloatVector x21 = add ? load(c, c2 + L) : zero();
    FloatVector x30 = add ? load(c, c3) : zero();
    FloatVector x31 = add ? load(c, c3 + L) : zero();
    FloatVector x40 = add ? load(c, c4) : zero();
    FloatVector x41 = add ? load(c, c4 + L) : zero();
    for (int k = 0; k < depth; k++) {
      int q = from + k * W;
      int i = at + k * NarrowRows.STEP;
      FloatVector b0 = load(p, q);
      FloatVector b1 = load(p, q + L);
      FloatVector s = spread(a[i]);
      x00 = s.fma(b0, x00);
      x01 = s.fma(b1, x01);
      s = spread(a[i + 1]);
      x10 = s.fma(b0, x10);
      x11 = s.fma(b1, x11);
      s = spread(a[i + 2]);
      x20 = s.fma(b0, x20);
      x21 = s.fma(b1, x21);
      s = spread(a[i + 3]);
      x30 = s.fma(b0, x30);
      x31 = s.fma(b1, x31);
      s = spread(a[i + 4]);
      x40 = s.fma(b0, x40);
      x41 = s.fma(b1, x41);
    }
    x00.intoArray(c, to);
    x01.intoArray(c, to + L);
    x10.intoArray(c, c1);
    x11.intoArray(c, c1 + L);
    x20.intoArray(c, c2);
    x21.intoArray(c, c2 + L);
    x30.intoArray(c, c3);
    x31.intoArray(c, c3 + L);
    x40.intoArray(c, c4);
    x41.intoArray(c, c4 + L);
  }

  /** Four rows, interleaved: row r at depth k is {@code a[at + 4·k + r]}. */
  static void four(
      float[] a,
      int at,
      float[] p,
      int from,
      int depth,
      float[] c,
      int to,
      int stride,
      boolean add) {
    int c1 = to + stride;
    int c2 = to + 2 * stride;
    int c3 = to + 3 * stride;
    FloatVector x00 = add ? load(c, to) : zero();
    FloatVector x01 = add ? load(c, to + L) : zero();
    FloatVector x10 = add ? load(c, c1) : zero();
    FloatVector x11 = add ? load(c, c1 + L) : zero();
    FloatVector x20 = add ? load(c, c2) : zero();
    FloatVector x21 = add ? load(c, c2 + L) : zero();
    FloatVector x30 = add ? load(c, c3) : zero();
    FloatVector x31 = add ? load(c, c3 + L) : zero();
    for (int k = 0; k < depth; k++) {
      int q = from + k * W;
      int i = at + k * 4;
      FloatVector b0 = load(p, q);
      FloatVector b1 = load(p, q + L);
      FloatVector s = spread(a[i]);
      x00 = s.fma(b0, x00);
      x01 = s.fma(b1, x01);
      s = spread(a[i + 1]);
      x10 = s.fma(b0, x10);
      x11 = s.fma(b1, x11);
      s = spread(a[i + 2]);
      x20 = s.fma(b0, x20);
      x21 = s.fma(b1, x21);
      s = spread(a[i + 3]);
      x30 = s.fma(b0, x30);
      x31 = s.fma(b1, x31);
    }
    x00.intoArray(c, to);
    x01.intoArray(c, to + L);
    x10.intoArray(c, c1);
    x11.intoArray(c, c1 + L);
    x20.intoArray(c, c2);
    x21.intoArray(c, c2 + L);
    x30.intoArray(c, c3);
    x31.intoArray(c, c3 + L);
  }

  static void two(
      float[] a,
      int at,
      int rowStep,
      int depthStep,
      float[] p,
      int from,
      int depth,
      float[] c,
      int to,
      int stride,
      boolean add) {
    int c1 = to + stride;
    FloatVector x00 = add ? load(c, to) : zero();
    FloatVector x01 = add ? load(c, to + L) : zero();
    FloatVector x10 = add ? load(c, c1) : zero();
    FloatVector x11 = add ? load(c, c1 + L) : zero();
    int i0 = at;
    int i1 = at + rowStep;
    for (int k = 0; k < depth; k++) {
      int q = from + k * W;
      FloatVector b0 = load(p, q);
      FloatVector b1 = load(p, q + L);
      FloatVector s = spread(a[i0 + k * depthStep]);
      x00 = s.fma(b0, x00);
      x01 = s.fma(b1, x01);
      s = spread(a[i1 + k * depthStep]);
      x10 = s.fma(b0, x10);
      x11 = s.fma(b1, x11);
    }
    x00.intoArray(c, to);
    x01.intoArray(c, to + L);
    x10.intoArray(c, c1);
    x11.intoArray(c, c1 + L);
  }

  static void one(
      float[] a,
      int at,
      int rowStep,
      int depthStep,
      float[] p,
      int from,
      int depth,
      float[] c,
      int to,
      int stride,
      boolean add) {
    FloatVector x00 = add ? load(c, to) : zero();
    FloatVector x01 = add ? load(c, to + L) : zero();
    int i0 = at;
    for (int k = 0; k < depth; k++) {
      int q = from + k * W;
      FloatVector b0 = load(p, q);
      FloatVector b1 = load(p, q + L);
      FloatVector s = spread(a[i0 + k * depthStep]);
      x00 = s.fma(b0, x00);
      x01 = s.fma(b1, x01);
    }
    x00.intoArray(c, to);
    x01.intoArray(c, to + L);
  }

  /**
   * One row, its values side by side, by 4 panels at once: eight independent chains hide the
   * latency of the sums.
   */
  static void row(
      float[] a,
      int at,
      float[] p,
      int from,
      int panel,
      int depth,
      float[] c,
      int to,
      boolean add) {
    FloatVector x0 = add ? load(c, to) : zero();
    FloatVector x1 = add ? load(c, to + L) : zero();
    FloatVector x2 = add ? load(c, to + 2 * L) : zero();
    FloatVector x3 = add ? load(c, to + 3 * L) : zero();
    FloatVector x4 = add ? load(c, to + 4 * L) : zero();
    FloatVector x5 = add ? load(c, to + 5 * L) : zero();
    FloatVector x6 = add ? load(c, to + 6 * L) : zero();
    FloatVector x7 = add ? load(c, to + 7 * L) : zero();
    for (int k = 0; k < depth; k++) {
      FloatVector s = spread(a[at + k]);
      int q0 = from + k * W;
      int q1 = q0 + panel;
      int q2 = q1 + panel;
      int q3 = q2 + panel;
      x0 = s.fma(load(p, q0), x0);
      x1 = s.fma(load(p, q0 + L), x1);
      x2 = s.fma(load(p, q1), x2);
      x3 = s.fma(load(p, q1 + L), x3);
      x4 = s.fma(load(p, q2), x4);
      x5 = s.fma(load(p, q2 + L), x5);
      x6 = s.fma(load(p, q3), x6);
      x7 = s.fma(load(p, q3 + L), x7);
    }
    x0.intoArray(c, to);
    x1.intoArray(c, to + L);
    x2.intoArray(c, to + 2 * L);
    x3.intoArray(c, to + 3 * L);
    x4.intoArray(c, to + 4 * L);
    x5.intoArray(c, to + 5 * L);
    x6.intoArray(c, to + 6 * L);
    x7.intoArray(c, to + 7 * L);
  }

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(LANES, a, at);
  }

  private static FloatVector spread(float value) {
    return FloatVector.broadcast(LANES, value);
  }

  private static FloatVector zero() {
    return FloatVector.zero(LANES);
  }
}
