package io.flts.core.bundle;

import io.flts.api.model.ModelTree;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Bundles for tests. Never to be changed: the golden file of format 1 was written from them. */
final class BundleSamples {

  private BundleSamples() {}

  /** One value of every kind, with the awkward ones. */
  static ModelTree everyKind() {
    return ModelTree.of(
        out -> {
          out.text("note", "Zürich, \"quoted\", \ud83d\ude00, \u0001, lone \ud800");
          out.integer("largest", Long.MAX_VALUE).integer("smallest", Long.MIN_VALUE);
          out.real("tenth", 0.1).real("one", 1.0).real("negative-zero", -0.0);
          out.real("tiny", Double.MIN_VALUE).real("nan", Double.NaN);
          out.real("other-nan", Double.longBitsToDouble(0x7ff8000000000123L));
          out.real("infinite", Double.NEGATIVE_INFINITY);
          out.flag("yes", true).flag("no", false);
          out.reals("Level", new double[] {1.5, Double.NaN, -0.0, Double.POSITIVE_INFINITY});
          out.floats("kernel", new float[] {0.1f, Float.NaN, -1e30f});
          out.integers("lags", new int[] {1, 24, Integer.MIN_VALUE});
          out.reals("nothing", new double[0]);
          ModelWriter inner = out.section("inner");
          inner.bytes("booster", "opaque \0 bytes".getBytes(StandardCharsets.UTF_8));
          inner.bytes("empty", new byte[0]);
          inner.section("hollow");
          inner.section("deep").reals("season", new double[] {0.25, 0.75}).text("kind", "");
          out.integer("last", 7);
        });
  }

  static BundleManifest manifest() {
    return new BundleManifest(
        "0.1.0",
        List.of(
            BundleService.forecaster(
                "pipeline", Parameters.of("season", 24, "alpha", 0.5).and("lags", List.of(1, 24))),
            BundleService.preprocessor("min-max", Parameters.none())),
        new BundleSchema(
            "PT1H",
            List.of(
                new BundleSchema.Column("load", BundleSchema.Role.TARGET, "kW"),
                new BundleSchema.Column("temperature", BundleSchema.Role.FUTURE, "degC"))),
        "a".repeat(64),
        "b".repeat(64),
        42,
        Map.of("rmse", 0.125, "mae", Double.NaN),
        Map.of("kernel", "scalar"));
  }

  static ModelBundle everyKindBundle() {
    return new ModelBundle(manifest(), everyKind());
  }

  /** A bundle of about two kilobytes with every kind of entry. */
  static ModelBundle small() {
    return new ModelBundle(
        manifest(),
        ModelTree.of(
            out -> {
              out.real("alpha", 0.5).reals("level", new double[] {1, 2, 3});
              out.section("trees").bytes("booster", new byte[] {1, 2, 3, 4, 5});
            }));
  }

  static byte[] bytes(ModelBundle bundle) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      bundle.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
