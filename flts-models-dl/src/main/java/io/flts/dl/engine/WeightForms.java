package io.flts.dl.engine;

import io.flts.dl.kernel.Kernels;
import io.flts.dl.kernel.Packed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weight matrices of one step, packed for products with them and with their transposes.
 *
 * <p>Refreshed between steps by {@link #refresh}, one matrix at a time so that threads may share
 * the work; read by all shards during a step.
 */
final class WeightForms {
  final Kernels kernels;
  final Layout layout;
  final float[] weights;
  private final List<Tensor> matrices = new ArrayList<>();
  private final Map<Integer, Packed> straight = new HashMap<>();
  private final Map<Integer, Packed> turned = new HashMap<>();

  WeightForms(Kernels kernels, Layout layout, float[] weights, boolean training) {
    this.kernels = kernels;
    this.layout = layout;
    this.weights = weights;
    for (Tensor t : layout.tensors()) {
      boolean code = t.name().equals("position") || t.name().equals("channel");
      if (!code && t.name().endsWith("weight")) {
        matrices.add(t);
        straight.put(t.offset(), new Packed());
        if (training) {
          turned.put(t.offset(), new Packed());
        }
      }
    }
    for (int i = 0; i < matrices.size(); i++) {
      refresh(i);
    }
  }

  int count() {
    return matrices.size();
  }

  void refresh(int index) {
    Tensor t = matrices.get(index);
    Packed forward = straight.get(t.offset());
    kernels.pack(weights, t.offset(), t.columns(), false, t.rows(), t.columns(), forward);
    Packed backward = turned.get(t.offset());
    if (backward != null) {
      kernels.pack(weights, t.offset(), t.columns(), true, t.columns(), t.rows(), backward);
    }
  }

  Packed straight(int offset) {
    return straight.get(offset);
  }

  Packed turned(int offset) {
    return turned.get(offset);
  }

  /** Writes the bias at {@code offset} into each of {@code rows} rows. */
  void spread(int offset, int width, int rows, float[] into, int at) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(weights, offset, into, at + r * width, width);
    }
  }
}
