package io.flts.dl.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where each weight of a network stands in one flat vector.
 *
 * <p>One vector makes clipping, Adam, the sum over shards and the best-weights copy plain loops.
 * Matrices are stored inputs × outputs. <b>Thread safety</b> immutable.
 *
 * @since 0.1.0
 */
public final class Layout {
  private final Architecture shape;
  private final List<Tensor> tensors = new ArrayList<>();
  private int size;

  final int embedWeight;
  final int embedBias;
  final int[] inputWeight;
  final int[] recurrentWeight;
  final int[] inputBias;
  final int[] recurrentBias;
  final int[] denseWeight;
  final int[] denseBias;
  final int futureWeight;
  final int position;
  final int channel;
  final int headWeight;
  final int headBias;
  final int outWeight;
  final int outBias;

  /** Lays out the weights of {@code shape}. */
  public Layout(Architecture shape) {
    this.shape = shape;
    int layers = shape.layers();
    int hidden = shape.hidden();
    boolean recurrent = shape.body().recurs();
    boolean embedded = recurrent && shape.embed() > 0;
    embedWeight = embedded ? add("embed.weight", shape.features(), shape.embed()) : -1;
    embedBias = embedded ? add("embed.bias", 1, shape.embed()) : -1;
    inputWeight = new int[recurrent ? layers : 0];
    recurrentWeight = new int[inputWeight.length];
    inputBias = new int[inputWeight.length];
    recurrentBias = new int[inputWeight.length];
    denseWeight = new int[recurrent ? 0 : layers];
    denseBias = new int[denseWeight.length];
    int gates = shape.body().gates() * hidden;
    for (int l = 0; l < layers; l++) {
      if (recurrent) {
        int in = l == 0 ? shape.firstInput() : hidden;
        inputWeight[l] = add("layer" + l + ".input.weight", in, gates);
        recurrentWeight[l] = add("layer" + l + ".recurrent.weight", hidden, gates);
        inputBias[l] = add("layer" + l + ".input.bias", 1, gates);
        recurrentBias[l] =
            shape.body() == Body.GRU ? add("layer" + l + ".recurrent.bias", 1, gates) : -1;
      } else {
        int in = l == 0 ? shape.extras() : hidden;
        denseWeight[l] = add("layer" + l + ".weight", in, hidden);
        denseBias[l] = add("layer" + l + ".bias", 1, hidden);
      }
    }
    int top = recurrent || layers > 0 ? hidden : shape.extras();
    boolean segmented = shape.segments() > 0;
    if (segmented) {
      futureWeight = shape.extras() > 0 ? add("future.weight", shape.extras(), shape.embed()) : -1;
      position = add("position", shape.segments(), codeWidth());
      channel = shape.channels() > 0 ? add("channel", shape.channels(), codeWidth()) : -1;
    } else {
      futureWeight = -1;
      position = -1;
      channel = -1;
      top += recurrent ? shape.extras() : 0;
    }
    boolean wide = shape.head() > 0 && !segmented;
    headWeight = wide ? add("head.weight", top, shape.head()) : -1;
    headBias = wide ? add("head.bias", 1, shape.head()) : -1;
    int last = wide ? shape.head() : top;
    outWeight = add("out.weight", last, shape.outputs());
    outBias = add("out.bias", 1, shape.outputs());
  }

  private int add(String name, int rows, int columns) {
    Tensor tensor = new Tensor(name, size, rows, columns);
    tensors.add(tensor);
    size = Math.addExact(size, Math.multiplyExact(rows, columns));
    return tensor.offset();
  }

  /** The network these weights belong to. */
  public Architecture shape() {
    return shape;
  }

  /** All weights, in the order of the vector. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  /** Length of the vector. */
  public int size() {
    return size;
  }

  /** Width of a position or channel code: half the embedding each when both exist. */
  int codeWidth() {
    return shape.channels() > 0 ? shape.embed() / 2 : shape.embed();
  }

  /** Width of what the output layer reads before a hidden head layer. */
  int topWidth() {
    if (!shape.body().recurs()) {
      return shape.layers() > 0 ? shape.hidden() : shape.extras();
    }
    return shape.hidden() + (shape.segments() == 0 ? shape.extras() : 0);
  }

  /**
   * Start weights: uniform in ±1/√fan-in (±1/√hidden for recurrent layers), codes standard normal.
   *
   * @param seed same seed, same weights
   */
  public float[] initial(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] weights = new float[size];
    double bound = 1;
    for (Tensor t : tensors) {
      boolean code = t.name().equals("position") || t.name().equals("channel");
      if (t.name().startsWith("layer") && shape.body().recurs()) {
        bound = 1 / Math.sqrt(shape.hidden());
      } else if (t.rows() > 1 || t.name().endsWith("weight")) {
        bound = 1 / Math.sqrt(t.rows());
      }
      for (int i = t.offset(); i < t.offset() + t.size(); i++) {
        double value = code ? normal(random) : (2 * random.nextDouble() - 1) * bound;
        weights[i] = (float) value;
      }
    }
    return weights;
  }

  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
