package io.flts.dl.engine;

import io.flts.dl.kernel.Kernels;
import io.flts.dl.kernel.Packed;
import io.flts.dl.kernel.Scratch;

/**
 * Working memory and control flow of one answer; keeps current states only, unlike {@link
 * NetworkPass}. Confined to one thread at a time.
 */
final class FrozenPass {
  private final WeightForms forms;
  private final Kernels kernels;
  private final Layout layout;
  private final Architecture shape;
  private final Scratch scratch = new Scratch();
  private final int hidden;
  private final int width;
  private final boolean gru;
  private final Packed[] inputForms;
  private final Packed[] recurrentForms;
  private final float[] gates;
  private final float[] recurrent;
  private final float[] squashed;
  private final float[][] state;
  private final float[][] cell;
  private final float[] embedded;
  private final float[] history;
  private final float[] code;
  private final float[] top;
  private final float[] wide;
  private final float[] narrow;

  FrozenPass(WeightForms forms, int capacity) {
    this.forms = forms;
    kernels = forms.kernels;
    layout = forms.layout;
    shape = layout.shape();
    hidden = shape.hidden();
    gru = shape.body() == Body.GRU;
    width = shape.body().gates() * hidden;
    int steps = capacity == 1 ? shape.steps() : 1;
    int future = Math.max(1, shape.segments()) * capacity;
    int rows = Math.max(steps * capacity, future);
    int layers = shape.layers();
    boolean recur = shape.body().recurs();
    inputForms = new Packed[recur ? layers : 0];
    recurrentForms = new Packed[recur ? layers : 0];
    for (int l = 0; l < inputForms.length; l++) {
      inputForms[l] = forms.straight(layout.inputWeight[l]);
      recurrentForms[l] = forms.straight(layout.recurrentWeight[l]);
    }
    gates = new float[recur ? rows * width : 0];
    recurrent = new float[recur && gru ? future * width : 0];
    squashed = new float[recur ? rows * hidden : 0];
    state = new float[recur ? layers : 0][future * hidden];
    cell = new float[recur ? layers : 0][future * hidden];
    embedded = new float[shape.embed() > 0 ? shape.steps() * capacity * shape.embed() : 0];
    history = new float[recur && capacity == 1 ? shape.steps() * hidden : 0];
    code = new float[shape.segments() > 0 ? future * shape.embed() : 0];
    top = new float[capacity * layout.topWidth()];
    wide = new float[future * Math.max(hidden, Math.max(shape.head(), shape.outputs()))];
    narrow = new float[wide.length];
  }

  boolean worksOn(WeightForms others) {
    return forms == others;
  }

  void answer(Batch batch, float[] output) {
    int rows = batch.rows();
    if (!shape.body().recurs()) {
      feedForward(batch, rows, output);
      return;
    }
    float[] x = batch.sequence();
    if (layout.embedWeight >= 0) {
      dense(
          x,
          rows * shape.steps(),
          shape.features(),
          layout.embedWeight,
          layout.embedBias,
          shape.embed(),
          true,
          embedded);
      x = embedded;
    }
    if (rows == 1) {
      oneWindow(x);
    } else {
      interleaved(x, rows);
    }
    if (shape.segments() > 0) {
      decode(batch, rows, output);
    } else {
      direct(batch, rows, output);
    }
  }

  /** Layer by layer; the input products of all steps are one product. */
  private void oneWindow(float[] input) {
    float[] x = input;
    int in = shape.firstInput();
    int steps = shape.steps();
    for (int l = 0; l < shape.layers(); l++) {
      forms.spread(layout.inputBias[l], width, steps, gates, 0);
      kernels.product(false, steps, in, x, 0, in, inputForms[l], 0, gates, 0, width, true, scratch);
      for (int t = 0; t < steps; t++) {
        step(l, 1, t * width, t == 0);
        System.arraycopy(state[l], 0, history, t * hidden, hidden);
      }
      x = history;
      in = hidden;
    }
  }

  /** Step by step through all layers; only current states live. */
  private void interleaved(float[] x, int rows) {
    for (int t = 0; t < shape.steps(); t++) {
      int in = shape.firstInput();
      float[] from = x;
      int at = t * rows * in;
      for (int l = 0; l < shape.layers(); l++) {
        enter(l, from, at, in, rows);
        step(l, rows, 0, t == 0);
        from = state[l];
        at = 0;
        in = hidden;
      }
    }
  }

  private void enter(int layer, float[] x, int at, int in, int rows) {
    forms.spread(layout.inputBias[layer], width, rows, gates, 0);
    kernels.product(
        false, rows, in, x, at, in, inputForms[layer], 0, gates, 0, width, true, scratch);
  }

  /** One recurrent step of one layer, from and to {@code state}. */
  private void step(int l, int rows, int gatesAt, boolean fromZero) {
    float[] before = fromZero ? null : state[l];
    Packed form = recurrentForms[l];
    if (gru) {
      forms.spread(layout.recurrentBias[l], width, rows, recurrent, 0);
      if (before != null) {
        kernels.product(
            false, rows, hidden, before, 0, hidden, form, 0, recurrent, 0, width, true, scratch);
      }
      kernels.gruForward(
          rows, hidden, gates, gatesAt, recurrent, before, 0, squashed, state[l], 0, scratch);
    } else {
      if (before != null) {
        kernels.product(
            false, rows, hidden, before, 0, hidden, form, 0, gates, gatesAt, width, true, scratch);
      }
      kernels.lstmForward(
          rows,
          hidden,
          gates,
          gatesAt,
          fromZero ? null : cell[l],
          0,
          cell[l],
          squashed,
          state[l],
          0,
          scratch);
    }
  }

  private void direct(Batch batch, int rows, float[] output) {
    float[] features = state[shape.layers() - 1];
    int extras = shape.extras();
    if (extras > 0) {
      int joined = hidden + extras;
      for (int b = 0; b < rows; b++) {
        System.arraycopy(features, b * hidden, top, b * joined, hidden);
        System.arraycopy(batch.extras(), b * extras, top, b * joined + hidden, extras);
      }
      features = top;
    }
    finish(features, rows, output);
  }

  private void finish(float[] features, int rows, float[] output) {
    float[] x = features;
    int in = layout.topWidth();
    if (layout.headWeight >= 0) {
      dense(x, rows, in, layout.headWeight, layout.headBias, shape.head(), true, wide);
      x = wide;
      in = shape.head();
    }
    dense(x, rows, in, layout.outWeight, layout.outBias, shape.outputs(), false, output);
  }

  private void feedForward(Batch batch, int rows, float[] output) {
    float[] x = batch.extras();
    int in = shape.extras();
    for (int l = 0; l < shape.layers(); l++) {
      float[] y = x == wide ? narrow : wide;
      dense(x, rows, in, layout.denseWeight[l], layout.denseBias[l], hidden, true, y);
      x = y;
      in = hidden;
    }
    if (layout.headWeight >= 0) {
      System.arraycopy(x, 0, top, 0, rows * layout.topWidth());
      x = top;
    }
    finish(x, rows, output);
  }

  private void decode(Batch batch, int rows, float[] output) {
    int segments = shape.segments();
    int embed = shape.embed();
    int codes = layout.codeWidth();
    int total = segments * rows;
    for (int r = 0; r < total; r++) {
      System.arraycopy(forms.weights, layout.position + r / rows * codes, code, r * embed, codes);
      if (layout.channel >= 0) {
        int from = layout.channel + batch.channel()[r % rows] * codes;
        System.arraycopy(forms.weights, from, code, r * embed + codes, codes);
      }
    }
    if (layout.futureWeight >= 0) {
      kernels.product(
          false,
          total,
          shape.extras(),
          batch.extras(),
          0,
          shape.extras(),
          forms.straight(layout.futureWeight),
          0,
          code,
          0,
          embed,
          true,
          scratch);
    }
    float[] x = code;
    int in = embed;
    for (int l = 0; l < shape.layers(); l++) {
      repeat(state[l], segments, rows);
      if (!gru) {
        repeat(cell[l], segments, rows);
      }
      enter(l, x, 0, in, total);
      step(l, total, 0, false);
      x = state[l];
      in = hidden;
    }
    int outputs = shape.outputs();
    dense(x, total, hidden, layout.outWeight, layout.outBias, outputs, false, wide);
    for (int r = 0; r < total; r++) {
      int to = (r % rows * segments + r / rows) * outputs;
      System.arraycopy(wide, r * outputs, output, to, outputs);
    }
  }

  private void repeat(float[] block, int times, int rows) {
    for (int j = 1; j < times; j++) {
      System.arraycopy(block, 0, block, j * rows * hidden, rows * hidden);
    }
  }

  private void dense(
      float[] x,
      int rows,
      int in,
      int weight,
      int bias,
      int outputs,
      boolean rectified,
      float[] y) {
    forms.spread(bias, outputs, rows, y, 0);
    kernels.product(
        false, rows, in, x, 0, in, forms.straight(weight), 0, y, 0, outputs, true, scratch);
    for (int i = 0; rectified && i < rows * outputs; i++) {
      y[i] = Math.max(y[i], 0f);
    }
  }
}
