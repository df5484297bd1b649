package io.flts.dl.engine;

import io.flts.dl.kernel.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One shard of a batch through a whole network, forward and backward.
 *
 * <p>Owns every buffer it needs, so that a step allocates nothing. Confined to one thread at a
 * time, except for the slices of the gradient.
 */
final class NetworkPass {
  final float[] gradient;
  final float[] output;
  final float[] dOutput;

  private final WeightForms forms;
  private final Architecture shape;
  private final Scratch scratch = new Scratch();
  private final RecurrentStack encoder;
  private final SegmentDecoder decoder;
  private final DensePass embed;
  private final DensePass[] dense;
  private final DensePass head;
  private final DensePass out;
  private final float[] top;
  private final float[] dTop;
  private final float[] dHead;
  private final float[] dDense;
  private final float[] dEmbed;
  private final Dropout topDropout;
  private final Dropout[] denseDropout;

  /** Of each slice its layer, its number there and working memory. */
  private final List<Slice> slices = new ArrayList<>();

  NetworkPass(WeightForms forms, int capacity, boolean training) {
    this.forms = forms;
    Layout layout = forms.layout;
    shape = layout.shape();
    gradient = new float[training ? layout.size() : 0];
    output = new float[capacity * shape.width()];
    dOutput = new float[training ? output.length : 0];
    int hidden = shape.hidden();
    int topWidth = layout.topWidth();
    boolean recurrent = shape.body().recurs();
    double silence = training ? shape.dropout() : 0;
    embed =
        layout.embedWeight < 0
            ? null
            : new DensePass(
                forms,
                layout.embedWeight,
                layout.embedBias,
                shape.features(),
                shape.embed(),
                true,
                capacity * shape.steps(),
                scratch);
    dEmbed = new float[embed == null ? 0 : capacity * shape.steps() * shape.embed()];
    encoder =
        recurrent ? new RecurrentStack(forms, shape.steps(), capacity, silence, scratch) : null;
    decoder = shape.segments() > 0 ? new SegmentDecoder(forms, capacity, silence, scratch) : null;
    dense = new DensePass[recurrent ? 0 : shape.layers()];
    denseDropout = new Dropout[dense.length];
    for (int l = 0; l < dense.length; l++) {
      int in = l == 0 ? shape.extras() : hidden;
      dense[l] =
          new DensePass(
              forms,
              layout.denseWeight[l],
              layout.denseBias[l],
              in,
              hidden,
              true,
              capacity,
              scratch);
      denseDropout[l] = new Dropout(silence, capacity * hidden);
    }
    dDense = new float[recurrent ? 0 : capacity * hidden];
    head =
        layout.headWeight < 0
            ? null
            : new DensePass(
                forms,
                layout.headWeight,
                layout.headBias,
                topWidth,
                shape.head(),
                true,
                capacity,
                scratch);
    dHead = new float[head == null ? 0 : capacity * shape.head()];
    top = new float[recurrent && decoder == null ? capacity * topWidth : 0];
    dTop = new float[capacity * topWidth];
    topDropout = new Dropout(silence, capacity * hidden);
    for (int l = 0; training && recurrent && l < shape.layers(); l++) {
      for (int s = 0; s < RecurrentPass.slices(shape, l); s++) {
        slices.add(new Slice(l, s, new Scratch()));
      }
    }
    int last = head == null ? topWidth : shape.head();
    out =
        decoder != null
            ? null
            : new DensePass(
                forms,
                layout.outWeight,
                layout.outBias,
                last,
                shape.outputs(),
                false,
                capacity,
                scratch);
  }

  /** Computes {@link #output}, {@code [rows][width]}. */
  void forward(Batch batch, SplittableRandom random) {
    int rows = batch.rows();
    float[] features;
    if (encoder == null) {
      features = batch.extras();
      for (int l = 0; l < dense.length; l++) {
        features = dense[l].forward(features, rows);
        denseDropout[l].forward(features, rows * shape.hidden(), random);
      }
    } else {
      float[] x = batch.sequence();
      x = embed == null ? x : embed.forward(x, rows * shape.steps());
      encoder.forward(x, rows, random);
      if (decoder != null) {
        decoder.forward(batch, encoder, output, random);
        return;
      }
      features = joined(batch, rows, random);
    }
    features = head == null ? features : head.forward(features, rows);
    float[] y = out.forward(features, rows);
    System.arraycopy(y, 0, output, 0, rows * shape.outputs());
  }

  private float[] joined(Batch batch, int rows, SplittableRandom random) {
    int hidden = shape.hidden();
    float[] last = encoder.lastState(shape.layers() - 1);
    topDropout.forward(last, rows * hidden, random);
    int extras = shape.extras();
    if (extras == 0) {
      return last;
    }
    int width = hidden + extras;
    for (int b = 0; b < rows; b++) {
      System.arraycopy(last, b * hidden, top, b * width, hidden);
      System.arraycopy(batch.extras(), b * extras, top, b * width + hidden, extras);
    }
    return top;
  }

  /**
   * Adds the gradient of the weights for {@link #dOutput} to {@link #gradient}, save the slices
   * that {@link #addSlice} adds afterwards.
   */
  void backward(Batch batch) {
    int rows = batch.rows();
    if (decoder != null) {
      decoder.backward(batch, dOutput, encoder, gradient);
    } else {
      float[] dLast = head == null ? dTop : dHead;
      out.backward(dOutput, dLast, gradient);
      if (head != null) {
        head.backward(dHead, dTop, gradient);
      }
      if (encoder == null) {
        backwardDense(rows);
        return;
      }
      backwardJoined(rows);
    }
    float[] dInput = embed == null ? null : dEmbed;
    encoder.backward(dInput);
    if (embed != null) {
      embed.backward(dEmbed, null, gradient);
    }
  }

  private void backwardJoined(int rows) {
    int hidden = shape.hidden();
    int width = forms.layout.topWidth();
    encoder.clearFinal(rows);
    float[] dState = encoder.dFinalState(shape.layers() - 1);
    for (int b = 0; b < rows; b++) {
      System.arraycopy(dTop, b * width, dState, b * hidden, hidden);
    }
    topDropout.backward(dState, rows * hidden);
  }

  private void backwardDense(int rows) {
    int length = rows * shape.hidden();
    float[] d = dTop;
    for (int l = dense.length - 1; l >= 0; l--) {
      denseDropout[l].backward(d, length);
      float[] next = l == 0 ? null : d == dTop ? dDense : dTop;
      dense[l].backward(d, next, gradient);
      d = next == null ? d : next;
    }
  }

  /** How many slices are left to add after {@link #backward}; threads may share them. */
  int slices() {
    return slices.size();
  }

  void addSlice(int number) {
    Slice slice = slices.get(number);
    if (decoder != null) {
      decoder.addWeightGradient(slice.layer, slice.number, gradient, slice.scratch);
    }
    encoder.addWeightGradient(slice.layer, slice.number, gradient, slice.scratch);
  }

  private record Slice(int layer, int number, Scratch scratch) {}

  void clearGradient() {
    Arrays.fill(gradient, 0f);
  }
}
