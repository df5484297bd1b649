package io.flts.dl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The GRU cell in vector lanes, for hidden sizes that are a multiple of their number.
 *
 * <p>Short loops for the reason that {@link VectorLstm} gives.
 */
final class VectorGru {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int L = LANES.length();
  private static final FloatVector ONE = FloatVector.broadcast(LANES, 1f);

  private VectorGru() {}

  static void forward(
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

  static void backward(
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

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(LANES, a, at);
  }
}
