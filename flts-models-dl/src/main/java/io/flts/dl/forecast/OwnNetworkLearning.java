package io.flts.dl.forecast;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.service.Availability;
import io.flts.dl.dl4j.NetworkText;
import io.flts.dl.dl4j.OwnNetwork;
import io.flts.dl.dl4j.OwnNetworkTrainer;
import io.flts.dl.dl4j.PooledNetwork;
import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Loss;
import io.flts.dl.engine.Trained;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.engine.WindowNetwork;
import io.flts.dl.kernel.KernelChoice;
import io.flts.dl.kernel.Kernels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns, saves and reads a network of the caller's own.
 *
 * <p>A network that was exported is saved as ours are and read without Deeplearning4j; any other as
 * its checked configuration and its parameters.
 */
final class OwnNetworkLearning {

  private OwnNetworkLearning() {}

  static Learned learn(LearningTask task, Dl4j forecaster) {
    require(forecaster.availability(), "fitted");
    WindowShape shape = task.shape();
    double[] probabilities = task.probabilities();
    Loss loss =
        forecaster.answersMedian() ? Loss.absolute(probabilities) : Loss.squared(probabilities);
    TrainingPlan plan =
        new TrainingPlan(
            loss,
            forecaster.get(WindowParameters.BATCH),
            forecaster.get(WindowParameters.EPOCHS),
            1,
            TrainingPlan.Schedule.CONSTANT,
            0,
            0,
            forecaster.get(WindowParameters.PATIENCE),
            task.request().seed(),
            null);
    double share = forecaster.get(WindowParameters.VALIDATION);
    Windows training = WindowSplit.training(shape, task.plan(), task.frames(), share);
    Windows validation = WindowSplit.validation(shape, task.plan(), task.frames(), share);
    Kernels kernels = KernelChoice.named(forecaster.get(WindowParameters.KERNELS));
    Architecture windows = windows(forecaster.body(), shape, task.plan(), loss.perTarget());
    try {
      return Deeplearning4j.learn(
          task,
          forecaster.text(),
          windows,
          plan,
          training,
          validation.count() == 0 ? null : validation,
          kernels);
    } catch (LinkageError e) {
      // Without a backend ND4J fails in the static initialiser of its first class.
      throw new IllegalStateException(
          "'dl4j' cannot be fitted here: no ND4J backend works (" + e + "). " + EngineChoice.REMEDY,
          e);
    }
  }

  /** What a window holds, in the words of our engine; hidden and layers mean nothing here. */
  private static Architecture windows(
      Body body, WindowShape shape, FeaturePlan plan, int perTarget) {
    return Windows.architecture(shape, plan, body, 1, 1, 0, perTarget, 0);
  }

  static void write(WindowNetwork network, ModelWriter out) {
    boolean exported = network instanceof FrozenNetwork;
    out.flag("exported", exported);
    if (exported) {
      Architecture shape = network.shape();
      out.text("body", shape.body().name());
      ArchitectureForm.write(shape, out.section("architecture"));
      out.floats("weights", network.weights());
    } else {
      Deeplearning4j.write(network, out);
    }
  }

  static WindowNetwork read(
      Dl4j forecaster, ModelReader in, WindowShape shape, FeaturePlan plan, int perTarget) {
    Body windows = forecaster.body();
    if (shape.flat() == windows.recurs() || shape.joined() != windows.recurs()) {
      throw new ModelFormatException(
          "Saved model: its windows are "
              + shape
              + ", which its configuration does not read. The file is damaged.");
    }
    if (in.flag("exported")) {
      Body body = Body.valueOf(in.text("body"));
      return ArchitectureForm.network(body, in, shape, plan, perTarget);
    }
    NetworkText text = NetworkText.of(in.text("configuration"));
    require(forecaster.availability(), "read: its layers answer through Deeplearning4j");
    try {
      return Deeplearning4j.read(text, windows(windows, shape, plan, perTarget), in);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "This model of 'dl4j' cannot be read: no ND4J backend works ("
              + e
              + "). "
              + EngineChoice.REMEDY,
          e);
    }
  }

  private static void require(Availability availability, String done) {
    if (!availability.isAvailable()) {
      throw new IllegalStateException("'dl4j' cannot be " + done + ". " + availability.reason());
    }
  }

  /** Loaded only when asked for; keeps the verifier away from types that may be absent. */
  private static final class Deeplearning4j {

    static Learned learn(
        LearningTask task,
        @Nullable NetworkText text,
        Architecture windows,
        TrainingPlan plan,
        Windows training,
        @Nullable Windows validation,
        Kernels kernels) {
      OwnNetwork own = OwnNetwork.of(text == null ? OwnNetwork.standard() : text, windows);
      FittedWindows start = task.start();
      Trained trained =
          new OwnNetworkTrainer(own, plan)
              .train(
                  start == null ? null : OwnNetworkTrainer.parameters(own, start.network()),
                  training,
                  validation,
                  new TrainingWatch("fit dl4j", plan.epochs(), task.request()));
      if (trained.steps() == 0) {
        task.request().deadline().check("Fit of 'dl4j'");
      }
      for (float weight : trained.weights()) {
        if (!Float.isFinite(weight)) {
          throw new FitFailedException(
              "Training of 'dl4j' ended with a weight of "
                  + weight
                  + " after "
                  + trained.epochs()
                  + " epochs. Lower the learning rate of the configuration's updater, or set its"
                  + " gradientNormalization.");
        }
      }
      WindowNetwork answering = OwnNetworkTrainer.answering(own, trained.weights(), kernels);
      Map<String, String> notes = NetworkLearning.notes(trained, EngineChoice.DL4J, kernels);
      boolean exported = answering instanceof FrozenNetwork;
      notes.put("answers", exported ? "exported, kernels of FLTS" : "Deeplearning4j");
      return new Learned(answering, Reach.of(task.shape(), training), notes);
    }

    static void write(WindowNetwork network, ModelWriter out) {
      PooledNetwork pooled = (PooledNetwork) network;
      out.text("configuration", pooled.network().text().compact());
      out.floats("weights", pooled.weights());
    }

    static WindowNetwork read(NetworkText text, Architecture windows, ModelReader in) {
      OwnNetwork own = OwnNetwork.of(text, windows);
      return new PooledNetwork(own, ArchitectureForm.weights(in, own.parameters()));
    }
  }
}
