package io.flts.dl.engine;

import java.util.SplittableRandom;

/** Mean loss over a set of windows without dropout, in blocks summed in order. */
final class Evaluation {
  private static final int BLOCK = 64;
  private static final int LANES = 8;

  private final Layout layout;
  private final WeightForms forms;
  private final Loss loss;
  private final Examples examples;
  private final int targets;
  private final int[] order;

  Evaluation(Layout layout, WeightForms forms, Loss loss, Examples examples) {
    this.layout = layout;
    this.forms = forms;
    this.loss = loss;
    this.examples = examples;
    targets = layout.shape().width() / loss.perTarget();
    order = new int[examples.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  double run(Crew crew) {
    int blocks = (order.length + BLOCK - 1) / BLOCK;
    double[] sums = new double[blocks];
    int lanes = Math.min(LANES, blocks);
    crew.run(lanes, lane -> lane(lane, lanes, sums));
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total / ((double) order.length * targets);
  }

  private void lane(int lane, int lanes, double[] sums) {
    NetworkPass pass = new NetworkPass(forms, BLOCK, false);
    Batch batch = new Batch(layout.shape(), targets, BLOCK);
    float[] unused = new float[pass.output.length];
    SplittableRandom random = new SplittableRandom(0);
    for (int i = lane; i < sums.length; i += lanes) {
      int from = i * BLOCK;
      int rows = Math.min(BLOCK, order.length - from);
      batch.rows(rows);
      examples.read(order, from, rows, batch);
      pass.forward(batch, random);
      sums[i] = loss.of(pass.output, batch.target(), rows * targets, 0f, unused);
    }
  }
}
