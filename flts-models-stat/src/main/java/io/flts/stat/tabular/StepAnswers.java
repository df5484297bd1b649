package io.flts.stat.tabular;

import java.util.List;

/**
 * Runs a model over the steps of a horizon, block after block of as many steps as it was taught.
 *
 * <p>The point answers of a block become the last values of the next; past covariates keep their
 * last value then. Answers are on the common scale. Immutable.
 */
final class StepAnswers {
  /** Rows that are predicted at once: few enough to stay in the cache. */
  private static final int BATCH = 256;

  private final FeaturePlan plan;
  private final RowModel model;
  private final int block;
  private final int point;
  private final boolean positive;

  /**
   * A runner.
   *
   * @param block steps that the model answers from one origin
   * @param point which output is the point
   * @param positive whether answers below 0 make no sense
   */
  StepAnswers(FeaturePlan plan, RowModel model, int block, int point, boolean positive) {
    this.plan = plan;
    this.model = model;
    this.block = block;
    this.point = point;
    this.positive = positive;
  }

  int block() {
    return block;
  }

  int point() {
    return point;
  }

  /** Hears of every row together with what its output was told relative to. */
  interface Visitor {
    /** Takes the row of a step (from 0), which lies in {@code rows} from {@code at} on. */
    void row(int frame, int step, float[] rows, int at, float anchor);
  }

  /**
   * Answers for frames that all have room for the horizon.
   *
   * @return shape [frame][step · outputs + output]
   */
  float[][] answer(List<Frame> frames, int horizon, Visitor visitor) {
    int outputs = model.outputs();
    float[][] answers = new float[frames.size()][horizon * outputs];
    RowWriter writer = new RowWriter(plan);
    int size = writer.size();
    int together = Math.max(1, BATCH / block);
    int most = together * block;
    float[] rows = new float[most * size];
    float[] anchors = new float[most];
    float[] out = new float[most * outputs];
    for (int from = 0; from < frames.size(); from += together) {
      int to = Math.min(frames.size(), from + together);
      for (int done = 0; done < horizon; done += block) {
        int steps = Math.min(block, horizon - done);
        int r = 0;
        for (int f = from; f < to; f++) {
          Frame frame = frames.get(f);
          for (int s = 1; s <= steps; s++) {
            float anchor = writer.anchor(frame, frame.known, s);
            anchors[r] = anchor == anchor ? anchor : 0;
            writer.write(frame, frame.known, s, anchors[r], rows, r * size);
            visitor.row(f, done + s - 1, rows, r * size, anchors[r]);
            r++;
          }
        }
        model.predict(rows, r, out);
        take(frames, from, to, done, steps, anchors, out, answers);
      }
    }
    return answers;
  }

  private void take(
      List<Frame> frames,
      int from,
      int to,
      int done,
      int steps,
      float[] anchors,
      float[] out,
      float[][] answers) {
    int outputs = model.outputs();
    int r = 0;
    for (int f = from; f < to; f++) {
      Frame frame = frames.get(f);
      for (int s = 0; s < steps; s++) {
        for (int k = 0; k < outputs; k++) {
          float value = out[r * outputs + k] + anchors[r];
          answers[f][(done + s) * outputs + k] = positive ? Math.max(0, value) : value;
        }
        frame.put(answers[f][(done + s) * outputs + point]);
        r++;
      }
    }
  }
}
