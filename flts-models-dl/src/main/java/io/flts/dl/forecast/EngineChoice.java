package io.flts.dl.forecast;

import io.flts.api.service.Availability;
import io.flts.dl.dl4j.Dl4jTrainer;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.Trained;
import io.flts.dl.engine.Trainer;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.engine.Watch;
import io.flts.dl.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Has a network trained by the engine that was asked for. */
final class EngineChoice {
  static final String OURS = "flts";
  static final String DL4J = "dl4j";

  /** What to add where Deeplearning4j is missing. */
  static final String REMEDY =
      "Add org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1 and an ND4J backend, for example"
          + " org.nd4j:nd4j-native-platform:1.0.0-M2.1, to the application";

  private static final String BACKENDS = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
  private static final String NETWORK = "org.deeplearning4j.nn.multilayer.MultiLayerNetwork";

  private EngineChoice() {}

  /** Whether Deeplearning4j and a backend are on the class path; nothing of them is started. */
  static Availability availability() {
    ClassLoader loader = EngineChoice.class.getClassLoader();
    try {
      Class.forName(NETWORK, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return Availability.missing("Deeplearning4j is not on the class path. " + REMEDY + ".");
    }
    return loader.getResource(BACKENDS) == null
        ? Availability.missing("No ND4J backend is on the class path. " + REMEDY + ".")
        : Availability.available();
  }

  /** Throws where the engine is not on the class path. */
  static void require(String engine, String forecaster) {
    if (!engine.equals(DL4J)) {
      return;
    }
    try {
      Class.forName(NETWORK, false, EngineChoice.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw absent(forecaster, "Deeplearning4j is not on the class path", e);
    }
  }

  static Trained train(
      String engine,
      String forecaster,
      Layout layout,
      Kernels kernels,
      TrainingPlan plan,
      float @Nullable [] start,
      Windows training,
      @Nullable Windows validation,
      Watch watch) {
    if (!engine.equals(DL4J)) {
      return new Trainer(layout, kernels, plan).train(start, training, validation, watch);
    }
    try {
      return Deeplearning4j.train(layout, kernels, plan, start, training, validation, watch);
    } catch (LinkageError e) {
      // Without a backend ND4J fails in the static initialiser of its first class.
      throw absent(forecaster, "no ND4J backend works here (" + e + ")", e);
    }
  }

  private static IllegalArgumentException absent(String forecaster, String what, Throwable cause) {
    return new IllegalArgumentException(
        "'"
            + forecaster
            + "': engine 'dl4j' is not available: "
            + what
            + ". "
            + REMEDY
            + ", or choose engine 'flts'.",
        cause);
  }

  /** Loaded only when asked for; keeps the verifier away from types that may be absent. */
  private static final class Deeplearning4j {
    static Trained train(
        Layout layout,
        Kernels kernels,
        TrainingPlan plan,
        float @Nullable [] start,
        Windows training,
        @Nullable Windows validation,
        Watch watch) {
      return new Dl4jTrainer(layout, kernels, plan).train(start, training, validation, watch);
    }
  }
}
