package io.flts.dl.engine;

import io.flts.dl.kernel.Kernels;
import io.flts.dl.kernel.Packed;
import io.flts.dl.kernel.Scratch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One recurrent layer over a block of windows, forward and backward through time.
 *
 * <p>Input products of all steps are one matrix product; the recurrent product of a zero start
 * state is skipped. The gradient of the weights is taken over all steps at once at the end, in
 * slices of rows that different threads may take.
 */
final class RecurrentPass {
  /** Rows of the weights in a slice: enough that a product of them is fast. */
  private static final int SLICE = 32;

  private final WeightForms forms;
  private final Kernels kernels;
  private final Scratch scratch;
  private final boolean gru;
  private final int in;
  private final int hidden;
  private final int width;
  private final int inputWeight;
  private final int recurrentWeight;
  private final int inputBias;
  private final int recurrentBias;

  private final float[] gates;
  final float[] states;

  /** LSTM cell states; for a GRU the recurrent part of the candidate. */
  final float[] cells;

  private final float[] squashed;
  private final float[] recurrent;
  private final float[] dGates;
  private final float[] dRecurrent;
  final float[] dState;
  final float[] dCell;
  private final Packed packedGates = new Packed();
  private final Packed packedRecurrent = new Packed();

  private float[] x = {};
  private float @Nullable [] startState;
  private float @Nullable [] startCell;
  private int steps;
  private int rows;

  RecurrentPass(WeightForms forms, int layer, int maxSteps, int maxRows, Scratch scratch) {
    this.forms = forms;
    this.kernels = forms.kernels;
    this.scratch = scratch;
    Architecture shape = forms.layout.shape();
    gru = shape.body() == Body.GRU;
    in = layer == 0 ? shape.firstInput() : shape.hidden();
    hidden = shape.hidden();
    width = shape.body().gates() * hidden;
    inputWeight = forms.layout.inputWeight[layer];
    recurrentWeight = forms.layout.recurrentWeight[layer];
    inputBias = forms.layout.inputBias[layer];
    recurrentBias = forms.layout.recurrentBias[layer];
    int total = maxSteps * maxRows;
    gates = new float[total * width];
    dGates = new float[total * width];
    states = new float[total * hidden];
    cells = new float[total * hidden];
    squashed = gru ? new float[0] : new float[total * hidden];
    recurrent = gru ? new float[maxRows * width] : new float[0];
    dRecurrent = gru ? new float[total * width] : dGates;
    dState = new float[maxRows * hidden];
    dCell = new float[maxRows * hidden];
  }

  void forward(
      float[] input,
      int stepCount,
      int rowCount,
      float @Nullable [] state0,
      float @Nullable [] cell0) {
    x = input;
    steps = stepCount;
    rows = rowCount;
    startState = state0;
    startCell = cell0;
    int total = steps * rows;
    forms.spread(inputBias, width, total, gates, 0);
    Packed inputForm = forms.straight(inputWeight);
    kernels.product(false, total, in, x, 0, in, inputForm, 0, gates, 0, width, true, scratch);
    Packed form = forms.straight(recurrentWeight);
    for (int t = 0; t < steps; t++) {
      float[] before = t == 0 ? startState : states;
      int beforeAt = t == 0 ? 0 : (t - 1) * rows * hidden;
      int at = t * rows * width;
      int to = t * rows * hidden;
      if (gru) {
        forms.spread(recurrentBias, width, rows, recurrent, 0);
        if (before != null) {
          kernels.product(
              false, rows, hidden, before, beforeAt, hidden, form, 0, recurrent, 0, width, true,
              scratch);
        }
        kernels.gruForward(
            rows, hidden, gates, at, recurrent, before, beforeAt, cells, states, to, scratch);
      } else {
        if (before != null) {
          kernels.product(
              false, rows, hidden, before, beforeAt, hidden, form, 0, gates, at, width, true,
              scratch);
        }
        kernels.lstmForward(
            rows,
            hidden,
            gates,
            at,
            t == 0 ? startCell : cells,
            beforeAt,
            cells,
            squashed,
            states,
            to,
            scratch);
      }
    }
  }

  /**
   * Back-propagates, so that {@link #addWeightGradient} can follow; leaves the gradient of the
   * start state in {@link #dState} and, for an LSTM, of the start cell in {@link #dCell}.
   *
   * @param dAll gradient of every state, or null
   * @param dFinal gradient of the last state, or null
   * @param dFinalCell gradient of the last cell state, or null
   * @param dInput receives the gradient of the input, or null
   */
  void backward(
      float @Nullable [] dAll,
      float @Nullable [] dFinal,
      float @Nullable [] dFinalCell,
      float @Nullable [] dInput) {
    int block = rows * hidden;
    start(dState, dFinal, block);
    start(dCell, dFinalCell, block);
    Packed turned = forms.turned(recurrentWeight);
    for (int t = steps - 1; t >= 0; t--) {
      float[] before = t == 0 ? startState : states;
      int beforeAt = t == 0 ? 0 : (t - 1) * block;
      int at = t * rows * width;
      if (dAll != null) {
        addTo(dState, dAll, t * block, block);
      }
      if (gru) {
        kernels.gruBackward(
            rows,
            hidden,
            gates,
            at,
            before,
            beforeAt,
            cells,
            t * block,
            dState,
            dGates,
            dRecurrent,
            scratch);
      } else {
        kernels.lstmBackward(
            rows,
            hidden,
            gates,
            at,
            t == 0 ? startCell : cells,
            beforeAt,
            squashed,
            t * block,
            dState,
            dCell,
            dGates,
            scratch);
      }
      if (before != null) {
        kernels.product(
            false, rows, width, dRecurrent, at, width, turned, 0, dState, 0, hidden, gru, scratch);
      }
    }
    int total = steps * rows;
    kernels.pack(dGates, 0, width, false, total, width, packedGates);
    if (gru) {
      kernels.pack(dRecurrent, 0, width, false, total, width, packedRecurrent);
    }
    if (dInput != null) {
      kernels.product(
          false,
          total,
          width,
          dGates,
          0,
          width,
          forms.turned(inputWeight),
          0,
          dInput,
          0,
          in,
          false,
          scratch);
    }
  }

  /** How many slices the gradient of the weights of a layer has. */
  static int slices(Architecture shape, int layer) {
    int in = layer == 0 ? shape.firstInput() : shape.hidden();
    return (Math.max(in, shape.hidden()) + SLICE - 1) / SLICE;
  }

  /** Adds one slice of the gradient of the weights; {@code lent} is the caller's. */
  void addWeightGradient(int slice, float[] gradient, Scratch lent) {
    int total = steps * rows;
    Packed source = gru ? packedRecurrent : packedGates;
    if (slice == 0) {
      kernels.addRows(total, width, dGates, 0, gradient, inputBias);
      if (gru) {
        kernels.addRows(total, width, dRecurrent, 0, gradient, recurrentBias);
      }
    }
    addProduct(slice, in, total, x, packedGates, 0, gradient, inputWeight, lent);
    if (startState != null) {
      addProduct(slice, hidden, rows, startState, source, 0, gradient, recurrentWeight, lent);
    }
    int later = total - rows;
    addProduct(slice, hidden, later, states, source, rows, gradient, recurrentWeight, lent);
  }

  /** Adds the rows of one slice of {@code aᵀ·b}, {@code a} being {@code depth × size}. */
  private void addProduct(
      int slice,
      int size,
      int depth,
      float[] a,
      Packed b,
      int fromDepth,
      float[] gradient,
      int weight,
      Scratch lent) {
    int from = slice * SLICE;
    int count = Math.min(size, from + SLICE) - from;
    if (count > 0 && depth > 0) {
      int to = weight + from * width;
      kernels.product(
          true, count, depth, a, from, size, b, fromDepth, gradient, to, width, true, lent);
    }
  }

  private static void start(float[] into, float @Nullable [] from, int length) {
    if (from == null) {
      Arrays.fill(into, 0, length, 0f);
    } else {
      System.arraycopy(from, 0, into, 0, length);
    }
  }

  static void addTo(float[] sum, float[] other, int at, int length) {
    for (int i = 0; i < length; i++) {
      sum[i] += other[at + i];
    }
  }
}
