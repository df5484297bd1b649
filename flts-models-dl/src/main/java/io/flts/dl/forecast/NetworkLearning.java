package io.flts.dl.forecast;

import io.flts.api.error.FitFailedException;
import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.Loss;
import io.flts.dl.engine.Trained;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.kernel.KernelChoice;
import io.flts.dl.kernel.Kernels;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Learns a network by gradient descent, as the parameters say. */
final class NetworkLearning {

  private NetworkLearning() {}

  static Learned learn(LearningTask task) {
    WindowForecaster forecaster = task.forecaster();
    boolean recurs = forecaster.body().recurs();
    String engine = recurs ? forecaster.get(WindowParameters.ENGINE) : EngineChoice.OURS;
    EngineChoice.require(engine, forecaster.name());
    WindowShape shape = task.shape();
    double[] probabilities = task.probabilities();
    boolean absolute = forecaster.get(WindowParameters.LOSS).equals("l1");
    Loss loss = absolute ? Loss.absolute(probabilities) : Loss.squared(probabilities);
    boolean headed = recurs && shape.segment() == 0;
    Architecture architecture =
        Windows.architecture(
            shape,
            task.plan(),
            forecaster.body(),
            forecaster.get(WindowParameters.HIDDEN),
            forecaster.get(WindowParameters.LAYERS),
            headed ? forecaster.get(WindowParameters.HEAD) : 0,
            loss.perTarget(),
            forecaster.get(WindowParameters.DROPOUT));
    Layout layout = new Layout(architecture);
    double share = forecaster.get(WindowParameters.VALIDATION);
    Windows training = WindowSplit.training(shape, task.plan(), task.frames(), share);
    Windows validation = WindowSplit.validation(shape, task.plan(), task.frames(), share);
    Kernels kernels = KernelChoice.named(forecaster.get(WindowParameters.KERNELS));
    String work = "fit " + forecaster.name();
    FittedWindows start = task.start();
    Trained trained =
        EngineChoice.train(
            engine,
            forecaster.name(),
            layout,
            kernels,
            plan(task, loss),
            start == null ? null : start.weightsFor(layout),
            training,
            validation.count() == 0 ? null : validation,
            new TrainingWatch(work, forecaster.get(WindowParameters.EPOCHS), task.request()));
    check(trained, task);
    return new Learned(
        new FrozenNetwork(layout, trained.weights(), kernels),
        Reach.of(shape, training),
        notes(trained, engine, kernels));
  }

  private static TrainingPlan plan(LearningTask task, Loss loss) {
    WindowForecaster forecaster = task.forecaster();
    String schedule = forecaster.get(WindowParameters.SCHEDULE).toUpperCase(Locale.ROOT);
    return new TrainingPlan(
        loss,
        forecaster.get(WindowParameters.BATCH),
        forecaster.get(WindowParameters.EPOCHS),
        forecaster.get(WindowParameters.RATE),
        TrainingPlan.Schedule.valueOf(schedule),
        forecaster.get(WindowParameters.DECAY),
        forecaster.get(WindowParameters.CLIP),
        forecaster.get(WindowParameters.PATIENCE),
        task.request().seed(),
        task.request().executor());
  }

  static void check(Trained trained, LearningTask task) {
    String name = task.forecaster().name();
    if (trained.steps() == 0) {
      task.request().deadline().check("Fit of '" + name + "'");
    }
    for (float weight : trained.weights()) {
      if (!Float.isFinite(weight)) {
        throw new FitFailedException(
            "Training of '"
                + name
                + "' ended with a weight of "
                + weight
                + " after "
                + trained.epochs()
                + " epochs. Lower 'lr' (now "
                + task.forecaster().get(WindowParameters.RATE)
                + ") or set 'clip'.");
      }
    }
  }

  static Map<String, String> notes(Trained trained, String engine, Kernels kernels) {
    Map<String, String> notes = new TreeMap<>();
    notes.put("engine", engine);
    notes.put("kernels", kernels.name());
    notes.put("epochs", Integer.toString(trained.epochs()));
    notes.put("best-epoch", Integer.toString(trained.bestEpoch()));
    notes.put("losses", join(trained.losses()));
    notes.put("validation-losses", join(trained.validation()));
    if (trained.skippedSteps() > 0) {
      notes.put("skipped-steps", Integer.toString(trained.skippedSteps()));
    }
    if (trained.stopped()) {
      notes.put("stopped", "by deadline or caller after " + trained.steps() + " steps");
    }
    return notes;
  }

  private static String join(double[] values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.length() == 0 ? "" : " ").append((float) value);
    }
    return text.toString();
  }
}
