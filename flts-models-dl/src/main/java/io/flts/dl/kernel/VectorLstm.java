package io.flts.dl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM cell in vector lanes, for hidden sizes that are a multiple of their number.
 *
 * <p>Loops of the forward pass stay short, one gate each: long ones spill registers, and three in
 * one method exceed what C2 inlines, so that it boxes every vector.
 */
final class VectorLstm {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int L = LANES.length();
  private static final FloatVector ONE = FloatVector.broadcast(LANES, 1f);

  private VectorLstm() {}

  static void forward(
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

  static void backward(
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
}
