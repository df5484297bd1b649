package io.flts.dl.engine;

import io.flts.dl.kernel.Scratch;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Stacked recurrent layers with dropout between them; from zero start states. */
final class RecurrentStack {
  private final int steps;
  private final int hidden;
  private final boolean lstm;
  private final RecurrentPass[] layers;
  private final Dropout[] between;
  private final float[][] dropped;
  private final float[][] last;
  private final float[][] lastCell;
  private final float[][] dFinalState;
  private final float[][] dFinalCell;
  private final float[][] dInput;
  private final boolean drops;
  private int rows;

  RecurrentStack(WeightForms forms, int steps, int capacity, double dropout, Scratch scratch) {
    Architecture shape = forms.layout.shape();
    this.steps = steps;
    hidden = shape.hidden();
    lstm = shape.body() == Body.LSTM;
    drops = dropout > 0;
    int count = shape.layers();
    layers = new RecurrentPass[count];
    between = new Dropout[count];
    dropped = new float[count][];
    last = new float[count][capacity * hidden];
    lastCell = new float[count][capacity * hidden];
    dFinalState = new float[count][capacity * hidden];
    dFinalCell = new float[count][capacity * hidden];
    dInput = new float[count][];
    for (int l = 0; l < count; l++) {
      layers[l] = new RecurrentPass(forms, l, steps, capacity, scratch);
      boolean inner = l < count - 1;
      between[l] = new Dropout(inner ? dropout : 0, steps * capacity * hidden);
      dropped[l] = new float[inner && drops ? steps * capacity * hidden : 0];
      dInput[l] = new float[l > 0 ? steps * capacity * hidden : 0];
    }
  }

  void forward(float[] input, int rowCount, SplittableRandom random) {
    rows = rowCount;
    float[] x = input;
    int block = rows * hidden;
    for (int l = 0; l < layers.length; l++) {
      layers[l].forward(x, steps, rows, null, null);
      System.arraycopy(layers[l].states, (steps - 1) * block, last[l], 0, block);
      if (lstm) {
        System.arraycopy(layers[l].cells, (steps - 1) * block, lastCell[l], 0, block);
      }
      x = layers[l].states;
      if (drops && l < layers.length - 1) {
        System.arraycopy(x, 0, dropped[l], 0, steps * block);
        between[l].forward(dropped[l], steps * block, random);
        x = dropped[l];
      }
    }
  }

  /** Copy of the last state of a layer; the caller may change it. */
  float[] lastState(int layer) {
    return last[layer];
  }

  float[] lastCell(int layer) {
    return lastCell[layer];
  }

  float[] dFinalState(int layer) {
    return dFinalState[layer];
  }

  float[] dFinalCell(int layer) {
    return dFinalCell[layer];
  }

  void clearFinal(int rowCount) {
    for (int l = 0; l < layers.length; l++) {
      Arrays.fill(dFinalState[l], 0, rowCount * hidden, 0f);
      Arrays.fill(dFinalCell[l], 0, rowCount * hidden, 0f);
    }
  }

  void backward(float @Nullable [] dFirst) {
    float[] above = null;
    for (int l = layers.length - 1; l >= 0; l--) {
      float[] below = l == 0 ? dFirst : dInput[l];
      layers[l].backward(above, dFinalState[l], dFinalCell[l], below);
      if (l > 0) {
        between[l - 1].backward(below, steps * rows * hidden);
        above = below;
      }
    }
  }

  void addWeightGradient(int layer, int slice, float[] gradient, Scratch lent) {
    layers[layer].addWeightGradient(slice, gradient, lent);
  }
}
