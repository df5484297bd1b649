package io.flts.dl.forecast;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.Examples;
import java.util.List;

/**
 * Windows of a panel, written into batches as a network reads them.
 *
 * <p>A step of a sequence is target, past covariates, future covariates and, outside segment mode,
 * calendar pairs. Known numbers beside it are the future covariates over the answered steps, the
 * calendar at the first answered step (of each segment) and the static attributes; for a flat
 * window also the inputs themselves. Thread-safe.
 */
final class Windows implements Examples {
  private final WindowShape shape;
  private final FeaturePlan plan;
  private final List<Frame> frames;
  private final int[] frameOf;
  private final int[] originOf;

  Windows(WindowShape shape, FeaturePlan plan, List<Frame> frames, int[] frameOf, int[] originOf) {
    this.shape = shape;
    this.plan = plan;
    this.frames = frames;
    this.frameOf = frameOf;
    this.originOf = originOf;
  }

  static int perStep(FeaturePlan plan, boolean calendar) {
    return 1 + plan.past() + plan.future() + (calendar ? plan.calendar().size() : 0);
  }

  static Architecture architecture(
      WindowShape shape,
      FeaturePlan plan,
      Body body,
      int hidden,
      int layers,
      int head,
      int perTarget,
      double dropout) {
    int segment = shape.segment();
    int known = plan.calendar().size() + plan.statics();
    if (segment > 0) {
      int embed = hidden + hidden % 2;
      return new Architecture(
          body,
          shape.input() / segment,
          segment * perStep(plan, false),
          embed,
          hidden,
          layers,
          segment * plan.future() + known,
          0,
          shape.segments(),
          0,
          segment * perTarget,
          dropout);
    }
    int extras = shape.output() * plan.future() + known;
    if (shape.flat()) {
      extras += shape.input() * perStep(plan, false);
      return new Architecture(
          body, 0, 0, 0, hidden, layers, extras, head, 0, 0, shape.output() * perTarget, dropout);
    }
    return new Architecture(
        body,
        shape.input(),
        perStep(plan, true) + (shape.joined() ? extras : 0),
        0,
        hidden,
        layers,
        shape.joined() ? 0 : extras,
        head,
        0,
        0,
        shape.output() * perTarget,
        dropout);
  }

  /** A flat window mapped linearly. */
  static Architecture linear(WindowShape shape, int perTarget) {
    return new Architecture(
        Body.MLP, 0, 0, 0, 1, 0, shape.input(), 0, 0, 0, shape.output() * perTarget, 0);
  }

  @Override
  public int count() {
    return frameOf.length;
  }

  @Override
  public void read(int[] order, int from, int rows, Batch into) {
    float[] window = new float[shape.input()];
    for (int b = 0; b < rows; b++) {
      int example = order[from + b];
      Frame frame = frames.get(frameOf[example]);
      int origin = originOf[example];
      shape.history(frame.z, origin, window);
      float centre = shape.centre(window);
      float spread = shape.spread(window, centre);
      write(frame, origin, window, centre, spread, b, rows, into);
      target(frame, origin, centre, spread, into.target(), b * shape.answered());
    }
  }

  /** Writes the normalised target of one window; {@code window} is working memory. */
  void target(int example, float[] window, float[] into, int to) {
    Frame frame = frames.get(frameOf[example]);
    int origin = originOf[example];
    shape.history(frame.z, origin, window);
    float centre = shape.centre(window);
    target(frame, origin, centre, shape.spread(window, centre), into, to);
  }

  private void target(Frame frame, int origin, float centre, float spread, float[] into, int to) {
    for (int k = 0; k < shape.answered(); k++) {
      int at = origin + k;
      into[to + k] =
          k < shape.output() && at < frame.length ? (frame.z[at] - centre) / spread : Float.NaN;
    }
  }

  /** Writes the inputs of one window as row {@code b} of {@code rows}. */
  void write(
      Frame frame,
      int origin,
      float[] window,
      float centre,
      float spread,
      int b,
      int rows,
      Batch into) {
    float off = shape.inputCentre(centre);
    if (shape.segment() > 0) {
      segments(frame, origin, window, off, spread, b, rows, into);
      return;
    }
    if (shape.joined()) {
      sequence(frame, origin, window, off, spread, b, rows, into);
      join(frame, origin, b, rows, into.sequence());
      return;
    }
    int extras =
        shape.flat()
            ? flat(frame, origin, window, off, spread, b, into)
            : sequence(frame, origin, window, off, spread, b, rows, into);
    float[] known = into.extras();
    int width = extrasWidth();
    known(frame, origin, known, b * width + extras);
  }

  private void known(Frame frame, int origin, float[] into, int start) {
    int at = start;
    for (int k = 0; k < shape.output(); k++) {
      at = future(frame, origin + k, into, at);
    }
    origin(frame, origin, into, at);
  }

  /** Writes what is known beside the sequence behind each of its steps. */
  private void join(Frame frame, int origin, int b, int rows, float[] x) {
    int width = stepWidth();
    int own = perStep(plan, true);
    int first = b * width + own;
    known(frame, origin, x, first);
    for (int t = 1; t < shape.input(); t++) {
      System.arraycopy(x, first, x, (t * rows + b) * width + own, width - own);
    }
  }

  private int stepWidth() {
    return perStep(plan, true) + (shape.joined() ? extrasWidth() : 0);
  }

  private int extrasWidth() {
    return shape.output() * plan.future()
        + plan.calendar().size()
        + plan.statics()
        + (shape.flat() ? shape.input() * perStep(plan, false) : 0);
  }

  private int sequence(
      Frame frame,
      int origin,
      float[] window,
      float off,
      float spread,
      int b,
      int rows,
      Batch into) {
    int pairs = plan.calendar().size();
    int width = stepWidth();
    float[] x = into.sequence();
    for (int t = 0; t < shape.input(); t++) {
      int at = (t * rows + b) * width;
      int position = origin - shape.input() + t;
      at = step(frame, position, (window[t] - off) / spread, x, at);
      System.arraycopy(frame.calendar, position * pairs, x, at, pairs);
    }
    return 0;
  }

  private int flat(
      Frame frame, int origin, float[] window, float off, float spread, int b, Batch into) {
    int start = b * extrasWidth();
    int at = start;
    for (int t = 0; t < shape.input(); t++) {
      float value = (window[t] - off) / spread;
      at = step(frame, origin - shape.input() + t, value, into.extras(), at);
    }
    return at - start;
  }

  private void segments(
      Frame frame,
      int origin,
      float[] window,
      float off,
      float spread,
      int b,
      int rows,
      Batch into) {
    int segment = shape.segment();
    int width = segment * perStep(plan, false);
    for (int s = 0; s < shape.input() / segment; s++) {
      int at = (s * rows + b) * width;
      for (int i = 0; i < segment; i++) {
        int t = s * segment + i;
        float value = (window[t] - off) / spread;
        at = step(frame, origin - shape.input() + t, value, into.sequence(), at);
      }
    }
    int known = segment * plan.future() + plan.calendar().size() + plan.statics();
    for (int j = 0; known > 0 && j < shape.segments(); j++) {
      int at = (j * rows + b) * known;
      for (int i = 0; i < segment; i++) {
        at = future(frame, origin + j * segment + i, into.extras(), at);
      }
      origin(frame, origin + j * segment, into.extras(), at);
    }
  }

  private int step(Frame frame, int position, float value, float[] x, int at) {
    x[at] = value;
    int count = plan.past() + plan.future();
    for (int c = 0; c < count; c++) {
      x[at + 1 + c] = frame.covariate(c, position);
    }
    return at + 1 + count;
  }

  private int future(Frame frame, int position, float[] x, int at) {
    for (int c = 0; c < plan.future(); c++) {
      x[at + c] = frame.covariate(plan.past() + c, position);
    }
    return at + plan.future();
  }

  private void origin(Frame frame, int position, float[] x, int at) {
    int pairs = plan.calendar().size();
    if (pairs > 0) {
      int last = frame.calendar.length / pairs - 1;
      System.arraycopy(frame.calendar, Math.min(position, last) * pairs, x, at, pairs);
    }
    System.arraycopy(frame.statics, 0, x, at + pairs, frame.statics.length);
  }
}
