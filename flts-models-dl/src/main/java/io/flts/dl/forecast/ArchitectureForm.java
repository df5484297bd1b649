package io.flts.dl.forecast;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Layout;

/** How a network of ours stands in a saved model. */
final class ArchitectureForm {
  private static final int MOST = 1 << 20;

  private ArchitectureForm() {}

  static void write(Architecture a, ModelWriter out) {
    out.integer("steps", a.steps())
        .integer("features", a.features())
        .integer("embed", a.embed())
        .integer("hidden", a.hidden())
        .integer("layers", a.layers())
        .integer("extras", a.extras())
        .integer("head", a.head())
        .integer("segments", a.segments())
        .integer("channels", a.channels())
        .integer("outputs", a.outputs())
        .real("dropout", a.dropout());
  }

  static Architecture read(Body body, ModelReader in) {
    return new Architecture(
        body,
        in.integer("steps", 0, MOST),
        in.integer("features", 0, MOST),
        in.integer("embed", 0, 8192),
        in.integer("hidden", 1, 4096),
        in.integer("layers", 0, 8),
        in.integer("extras", 0, MOST),
        in.integer("head", 0, 4096),
        in.integer("segments", 0, MOST),
        in.integer("channels", 0, MOST),
        in.integer("outputs", 1, MOST),
        in.real("dropout"));
  }

  /** Reads a network of ours that answers windows of the given shape. */
  static FrozenNetwork network(
      Body body, ModelReader in, WindowShape shape, FeaturePlan plan, int perTarget) {
    Architecture architecture = read(body, in.section("architecture"));
    Layout layout = new Layout(architecture);
    Architecture expected =
        architecture.layers() == 0
            ? Windows.linear(shape, perTarget)
            : Windows.architecture(
                shape,
                plan,
                body,
                architecture.hidden(),
                architecture.layers(),
                architecture.head(),
                perTarget,
                architecture.dropout());
    if (!expected.equals(architecture)) {
      throw new ModelFormatException(
          "Saved model: 'architecture' is "
              + architecture
              + "; its windows need "
              + expected
              + ". The file is damaged or was written by another program.");
    }
    return FrozenNetwork.startingPlain(layout, weights(in, layout.size()));
  }

  /** Reads that many finite weights. */
  static float[] weights(ModelReader in, int count) {
    float[] weights = in.floats("weights", count);
    // Floats cannot overflow it: it is finite where all are. A loop without calls, because it runs
    // before it is compiled.
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    if (!Double.isFinite(sum)) {
      throw new ModelFormatException(
          "Saved model: 'weights' holds "
              + firstInfinite(weights)
              + "; all must be finite. The file is damaged.");
    }
    return weights;
  }

  private static float firstInfinite(float[] weights) {
    int i = 0;
    while (Float.isFinite(weights[i])) {
      i++;
    }
    return weights[i];
  }
}
