package io.flts.dl.engine;

import io.flts.dl.kernel.Packed;
import io.flts.dl.kernel.Scratch;
import org.jspecify.annotations.Nullable;

/** One dense layer over a block of rows, with or without rectified units. */
final class DensePass {
  private final WeightForms forms;
  private final Scratch scratch;
  private final int weight;
  private final int bias;
  private final int in;
  private final int out;
  private final boolean rectified;
  final float[] y;
  private final Packed packed = new Packed();
  private float[] x = {};
  private int rows;

  DensePass(
      WeightForms forms,
      int weight,
      int bias,
      int in,
      int out,
      boolean rectified,
      int maxRows,
      Scratch scratch) {
    this.forms = forms;
    this.scratch = scratch;
    this.weight = weight;
    this.bias = bias;
    this.in = in;
    this.out = out;
    this.rectified = rectified;
    y = new float[maxRows * out];
  }

  float[] forward(float[] input, int rowCount) {
    x = input;
    rows = rowCount;
    forms.spread(bias, out, rows, y, 0);
    forms.kernels.product(
        false, rows, in, x, 0, in, forms.straight(weight), 0, y, 0, out, true, scratch);
    if (rectified) {
      for (int i = 0; i < rows * out; i++) {
        y[i] = Math.max(y[i], 0f);
      }
    }
    return y;
  }

  /** Adds to {@code gradient}; {@code dOut} is changed where units were silent. */
  void backward(float[] dOut, float @Nullable [] dInput, float[] gradient) {
    if (rectified) {
      for (int i = 0; i < rows * out; i++) {
        dOut[i] = y[i] > 0f ? dOut[i] : 0f;
      }
    }
    forms.kernels.pack(dOut, 0, out, false, rows, out, packed);
    forms.kernels.product(
        true, in, rows, x, 0, in, packed, 0, gradient, weight, out, true, scratch);
    forms.kernels.addRows(rows, out, dOut, 0, gradient, bias);
    if (dInput != null) {
      forms.kernels.product(
          false, rows, out, dOut, 0, out, forms.turned(weight), 0, dInput, 0, in, false, scratch);
    }
  }
}
