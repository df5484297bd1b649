package io.flts.dl.engine;

import io.flts.dl.kernel.Packed;
import io.flts.dl.kernel.Scratch;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Segment mode's decoder: one recurrent step per future segment, all from the encoder's final
 * state.
 *
 * <p>Rows are segment-major: row {@code j·rows + b} is segment j of window b. The step shares the
 * encoder's weights; its input says which segment it is (and which channel, and what is known of
 * it).
 */
final class SegmentDecoder {
  private final WeightForms forms;
  private final Layout layout;
  private final Architecture shape;
  private final Scratch scratch;
  private final RecurrentPass[] layers;
  private final Dropout[] drop;
  private final float[] code;
  private final float[] dCode;
  private final float[][] startState;
  private final float[][] startCell;
  private final float[][] hiddenOut;
  private final float[][] dHidden;
  private final DensePass out;
  private final float[] dOut;
  private final Packed packed = new Packed();

  SegmentDecoder(WeightForms forms, int capacity, double dropout, Scratch scratch) {
    this.forms = forms;
    this.scratch = scratch;
    layout = forms.layout;
    shape = layout.shape();
    int total = capacity * shape.segments();
    int count = shape.layers();
    layers = new RecurrentPass[count];
    drop = new Dropout[count];
    startState = new float[count][total * shape.hidden()];
    startCell = new float[count][shape.body() == Body.LSTM ? total * shape.hidden() : 0];
    hiddenOut = new float[count][total * shape.hidden()];
    dHidden = new float[count][total * shape.hidden()];
    for (int l = 0; l < count; l++) {
      layers[l] = new RecurrentPass(forms, l, 1, total, scratch);
      drop[l] = new Dropout(dropout, total * shape.hidden());
    }
    code = new float[total * shape.embed()];
    dCode = new float[total * shape.embed()];
    out =
        new DensePass(
            forms,
            layout.outWeight,
            layout.outBias,
            shape.hidden(),
            shape.outputs(),
            false,
            total,
            scratch);
    dOut = new float[total * shape.outputs()];
  }

  void forward(Batch batch, RecurrentStack encoder, float[] output, SplittableRandom random) {
    int rows = batch.rows();
    int segments = shape.segments();
    int total = rows * segments;
    int block = rows * shape.hidden();
    writeCodes(batch);
    float[] x = code;
    for (int l = 0; l < layers.length; l++) {
      repeat(encoder.lastState(l), startState[l], block);
      float[] cell = null;
      if (shape.body() == Body.LSTM) {
        repeat(encoder.lastCell(l), startCell[l], block);
        cell = startCell[l];
      }
      layers[l].forward(x, 1, total, startState[l], cell);
      System.arraycopy(layers[l].states, 0, hiddenOut[l], 0, total * shape.hidden());
      drop[l].forward(hiddenOut[l], total * shape.hidden(), random);
      x = hiddenOut[l];
    }
    float[] y = out.forward(x, total);
    int width = shape.outputs();
    for (int j = 0; j < segments; j++) {
      for (int b = 0; b < rows; b++) {
        System.arraycopy(y, (j * rows + b) * width, output, (b * segments + j) * width, width);
      }
    }
  }

  private void writeCodes(Batch batch) {
    int rows = batch.rows();
    int width = layout.codeWidth();
    int embed = shape.embed();
    for (int j = 0; j < shape.segments(); j++) {
      for (int b = 0; b < rows; b++) {
        int at = (j * rows + b) * embed;
        System.arraycopy(forms.weights, layout.position + j * width, code, at, width);
        if (layout.channel >= 0) {
          int channel = layout.channel + batch.channel()[b] * width;
          System.arraycopy(forms.weights, channel, code, at + width, width);
        }
      }
    }
    if (layout.futureWeight >= 0) {
      forms.kernels.product(
          false,
          rows * shape.segments(),
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
  }

  private void repeat(float[] from, float[] into, int block) {
    for (int j = 0; j < shape.segments(); j++) {
      System.arraycopy(from, 0, into, j * block, block);
    }
  }

  /** Leaves the gradient of the encoder's final states in the encoder. */
  void backward(Batch batch, float[] dOutput, RecurrentStack encoder, float[] gradient) {
    int rows = batch.rows();
    int segments = shape.segments();
    int width = shape.outputs();
    for (int j = 0; j < segments; j++) {
      for (int b = 0; b < rows; b++) {
        System.arraycopy(dOutput, (b * segments + j) * width, dOut, (j * rows + b) * width, width);
      }
    }
    int top = layers.length - 1;
    int length = rows * segments * shape.hidden();
    out.backward(dOut, dHidden[top], gradient);
    for (int l = top; l >= 0; l--) {
      drop[l].backward(dHidden[l], length);
      layers[l].backward(null, dHidden[l], null, l == 0 ? dCode : dHidden[l - 1]);
      fold(layers[l].dState, encoder.dFinalState(l), rows * shape.hidden());
      fold(
          shape.body() == Body.LSTM ? layers[l].dCell : null,
          encoder.dFinalCell(l),
          rows * shape.hidden());
    }
    codeGradient(batch, gradient);
  }

  void addWeightGradient(int layer, int slice, float[] gradient, Scratch lent) {
    layers[layer].addWeightGradient(slice, gradient, lent);
  }

  private void fold(float @Nullable [] from, float[] into, int block) {
    Arrays.fill(into, 0, block, 0f);
    for (int j = 0; from != null && j < shape.segments(); j++) {
      RecurrentPass.addTo(into, from, j * block, block);
    }
  }

  private void codeGradient(Batch batch, float[] gradient) {
    int rows = batch.rows();
    int width = layout.codeWidth();
    int embed = shape.embed();
    for (int j = 0; j < shape.segments(); j++) {
      for (int b = 0; b < rows; b++) {
        int at = (j * rows + b) * embed;
        add(gradient, layout.position + j * width, dCode, at, width);
        if (layout.channel >= 0) {
          int channel = layout.channel + batch.channel()[b] * width;
          add(gradient, channel, dCode, at + width, width);
        }
      }
    }
    if (layout.futureWeight >= 0) {
      int total = rows * shape.segments();
      forms.kernels.pack(dCode, 0, embed, false, total, embed, packed);
      forms.kernels.product(
          true,
          shape.extras(),
          total,
          batch.extras(),
          0,
          shape.extras(),
          packed,
          0,
          gradient,
          layout.futureWeight,
          embed,
          true,
          scratch);
    }
  }

  private static void add(float[] sum, int to, float[] other, int at, int length) {
    for (int i = 0; i < length; i++) {
      sum[to + i] += other[at + i];
    }
  }
}
