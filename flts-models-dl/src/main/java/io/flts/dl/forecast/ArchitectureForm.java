package io.flts.dl.forecast;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Body;

/** How the shape of a network stands in a saved model. */
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
}
