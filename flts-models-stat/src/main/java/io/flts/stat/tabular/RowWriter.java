package io.flts.stat.tabular;

/**
 * Writes the row of one step: what is known at an origin about the position {@code step} steps on.
 *
 * <p>Values of the target are told relative to the anchor, so that a level never seen in training
 * looks like one that was. Nothing at or behind the origin is read of the target or of past
 * covariates. Immutable.
 */
final class RowWriter {
  private final FeaturePlan plan;
  private final int size;

  RowWriter(FeaturePlan plan) {
    this.plan = plan;
    size = plan.size();
  }

  /** Features per row. */
  int size() {
    return size;
  }

  /**
   * What the target at a step is told relative to; {@code NaN} where nothing is observed before.
   */
  float anchor(Frame frame, int origin, int step) {
    int kind = plan.anchor();
    if (kind == 0) {
      return 0;
    }
    if (kind > 0) {
      for (int t = aligned(origin, step, kind); t >= 0; t -= kind) {
        if (frame.z[t] == frame.z[t]) {
          return frame.z[t];
        }
      }
    }
    return frame.lastBefore(origin);
  }

  /** The last position before the origin that lies whole seasons before the step. */
  private static int aligned(int origin, int step, int season) {
    return origin + step - 1 - season * ((step - 1) / season + 1);
  }

  /** Writes the row of a step from {@code at} on. */
  void write(Frame frame, int origin, int step, float anchor, float[] into, int at) {
    int to = at;
    for (int lag : plan.lags()) {
      into[to++] = frame.at(origin - lag) - anchor;
    }
    for (int length : plan.rolling()) {
      into[to++] = frame.mean(origin - length, origin) - anchor;
      into[to++] = frame.deviation(origin - length, origin);
    }
    if (plan.anchor() != 0) {
      into[to++] = anchor;
    }
    for (int season : plan.seasons()) {
      to = season(frame, origin, aligned(origin, step, season), season, anchor, into, to);
    }
    if (plan.step()) {
      into[to++] = step;
    }
    int position = origin + step - 1;
    int width = plan.calendar().size();
    frame.calendar(position, width, into, to);
    to = covariates(frame, origin, step, into, to + width);
    System.arraycopy(frame.statics, 0, into, to, frame.statics.length);
  }

  private static int season(
      Frame frame, int origin, int aligned, int season, float anchor, float[] into, int at) {
    int to = at;
    into[to++] = frame.at(aligned) - anchor;
    into[to++] = frame.at(aligned - 1) - anchor;
    into[to++] = aligned + 1 < origin ? frame.at(aligned + 1) - anchor : Float.NaN;
    into[to++] = frame.at(aligned - season) - anchor;
    float sum = 0;
    int count = 0;
    for (int cycle = 0; cycle < FeaturePlan.CYCLES; cycle++) {
      float value = frame.at(aligned - cycle * season);
      if (value == value) {
        sum += value;
        count++;
      }
    }
    into[to++] = count == 0 ? Float.NaN : sum / count - anchor;
    return to;
  }

  private int covariates(Frame frame, int origin, int step, float[] into, int at) {
    int to = at;
    int position = origin + step - 1;
    for (int c = 0; c < frame.future.length; c++) {
      into[to++] = Frame.at(frame.future[c], position);
      for (int season : plan.seasons()) {
        into[to++] = Frame.at(frame.future[c], aligned(origin, step, season));
        into[to++] = frame.futureMean(c, position, season);
      }
    }
    for (float[] values : frame.past) {
      for (int lag = 1; lag <= plan.pastLags(); lag++) {
        into[to++] = Frame.at(values, origin - lag);
      }
    }
    return to;
  }
}
