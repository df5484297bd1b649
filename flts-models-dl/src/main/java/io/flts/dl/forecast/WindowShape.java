package io.flts.dl.forecast;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import java.util.Arrays;

/**
 * What one window takes in and answers.
 *
 * @param input observations it reads
 * @param output steps it answers
 * @param segment observations per recurrent step, 0 when each is one
 * @param flat whether it is one flat row (MLP) rather than a sequence
 * @param joined whether what is known beside the sequence stands in every step of it
 * @param normalize what is taken off and put back
 * @param transform function of the target
 */
record WindowShape(
    int input,
    int output,
    int segment,
    boolean flat,
    boolean joined,
    Normalize normalize,
    Transform transform) {

  /** What is taken off a window and put back on the answer. */
  enum Normalize {
    LAST,
    RESIDUAL,
    WINDOW,
    SERIES;

    static Normalize named(String name) {
      switch (name) {
        case "residual":
          return RESIDUAL;
        case "window":
          return WINDOW;
        case "series":
          return SERIES;
        default:
          return LAST;
      }
    }
  }

  /**
   * Forward-fills the {@code input} values before {@code origin}; leading gaps take the first
   * value.
   */
  void history(float[] z, int origin, float[] into) {
    float before = Float.NaN;
    int firstKnown = input;
    for (int i = 0; i < input; i++) {
      float value = z[origin - input + i];
      if (value == value) {
        before = value;
        firstKnown = Math.min(firstKnown, i);
      }
      into[i] = before;
    }
    Arrays.fill(into, 0, firstKnown, firstKnown < input ? into[firstKnown] : 0f);
  }

  /** What to take off the answer's scale: centre of the filled window. */
  float centre(float[] window) {
    switch (normalize) {
      case LAST:
      case RESIDUAL:
        return window[input - 1];
      case WINDOW:
        double sum = 0;
        for (int i = 0; i < input; i++) {
          sum += window[i];
        }
        return (float) (sum / input);
      default:
        return 0f;
    }
  }

  /** Deviation of the filled window where windows are put on one scale, else 1. */
  float spread(float[] window, float centre) {
    if (normalize != Normalize.WINDOW) {
      return 1f;
    }
    double squares = 0;
    for (int i = 0; i < input; i++) {
      double d = window[i] - centre;
      squares += d * d;
    }
    // A flat window must not blow noise up: one percent of the series' deviation is the floor.
    return (float) Math.max(0.01, Math.sqrt(squares / input));
  }

  /** What to take off the inputs. */
  float inputCentre(float centre) {
    return normalize == Normalize.RESIDUAL ? 0f : centre;
  }

  int segments() {
    return segment == 0 ? 0 : (output + segment - 1) / segment;
  }

  /** Steps the network answers: whole segments. */
  int answered() {
    return segment == 0 ? output : segments() * segment;
  }

  void write(ModelWriter out) {
    out.integer("input", input).integer("output", output).integer("segment", segment);
    out.flag("flat", flat).flag("joined", joined);
    out.text("normalize", normalize.name()).text("transform", transform.name());
  }

  static WindowShape read(ModelReader in) {
    return new WindowShape(
        in.integer("input", 1, 10_000),
        in.integer("output", 1, 10_000),
        in.integer("segment", 0, 2048),
        in.flag("flat"),
        in.has("joined") && in.flag("joined"),
        Normalize.named(in.text("normalize").toLowerCase(java.util.Locale.ROOT)),
        Transform.named(in.text("transform").toLowerCase(java.util.Locale.ROOT)));
  }
}
