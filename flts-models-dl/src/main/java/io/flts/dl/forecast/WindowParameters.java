package io.flts.dl.forecast;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of the window forecasters.
 *
 * <p>The defaults of rate, schedule, epochs, size were chosen over thirteen training sets:
 * docs/decisions/0062.
 */
final class WindowParameters {
  static final ParameterSpec<Integer> INPUT =
      ParameterSpec.integer("input", 10, 1, 10_000, "observations in a window");
  static final ParameterSpec<Integer> OUTPUT =
      ParameterSpec.integer(
          "output",
          0,
          0,
          10_000,
          "steps answered at once; 0 for the horizon of the fit request. Longer horizons repeat");
  static final ParameterSpec<String> NORMALIZE =
      ParameterSpec.choice(
          "normalize",
          "last",
          List.of("last", "residual", "window", "series"),
          "what is taken off a window and put back: last value, last value from the answer alone,"
              + " mean and deviation of the window, or only those of the series");
  static final ParameterSpec<String> TRANSFORM =
      ParameterSpec.choice(
          "transform",
          "none",
          List.of("none", "sqrt", "log1p", "asinh"),
          "function of the target before anything else, undone at the end");
  static final ParameterSpec<Boolean> CALENDAR =
      ParameterSpec.flag(
          "calendar", true, "sine and cosine pairs of time of day, day of week and day of year");
  static final ParameterSpec<Double> VALIDATION =
      ParameterSpec.real(
          "validation", 0.15, 0, 0.5, "last part of each series kept for early stopping");
  static final ParameterSpec<Integer> HIDDEN =
      ParameterSpec.integer("hidden", 128, 1, 4096, "units per layer").logarithmic();
  static final ParameterSpec<Integer> LAYERS =
      ParameterSpec.integer("layers", 2, 1, 8, "stacked layers");
  static final ParameterSpec<Integer> HEAD =
      ParameterSpec.integer("head", 0, 0, 4096, "units between last state and answer, 0 for none");
  static final ParameterSpec<Integer> SEGMENT =
      ParameterSpec.integer(
          "segment", 0, 0, 2048, "observations per recurrent step (segment mode), 0 for one");
  static final ParameterSpec<Double> DROPOUT =
      ParameterSpec.real("dropout", 0, 0, 0.9, "share of units silenced in training");
  static final ParameterSpec<Integer> BATCH =
      ParameterSpec.integer("batch", 64, 1, 8192, "windows per training step").logarithmic();
  static final ParameterSpec<Integer> EPOCHS =
      ParameterSpec.integer("epochs", 30, 1, 10_000, "most passes over the data").logarithmic();
  static final ParameterSpec<Double> RATE =
      ParameterSpec.real("lr", 2e-3, 1e-7, 1, "learning rate of Adam").logarithmic();
  static final ParameterSpec<String> SCHEDULE =
      ParameterSpec.choice(
          "schedule",
          "cosine",
          List.of("constant", "cosine", "decay"),
          "learning rate over epochs");
  static final ParameterSpec<Double> DECAY =
      ParameterSpec.real("weight-decay", 0, 0, 1, "decoupled weight decay (AdamW)");
  static final ParameterSpec<String> LOSS =
      ParameterSpec.choice("loss", "mse", List.of("mse", "l1"), "loss of the point forecast");
  static final ParameterSpec<Double> CLIP =
      ParameterSpec.real("clip", 1, 0, 1e6, "largest norm of the gradient, 0 for no limit");
  static final ParameterSpec<Integer> PATIENCE =
      ParameterSpec.integer(
          "patience", 30, 0, 1000, "epochs without a better validation loss, 0 never stops early");
  static final ParameterSpec<List<Double>> QUANTILES =
      ParameterSpec.reals(
          "quantiles",
          List.of(),
          0.001,
          0.999,
          "probabilities learned by pinball loss beside the point; empty for a point alone");
  static final ParameterSpec<String> KERNELS =
      ParameterSpec.choice(
          "kernels", "auto", List.of("auto", "vector", "plain"), "provider of the arithmetic");
  static final ParameterSpec<String> ENGINE =
      ParameterSpec.choice(
          "engine",
          "flts",
          List.of("flts", "dl4j"),
          "what trains the network: our own engine, or Deeplearning4j where it is on the class"
              + " path");
  static final ParameterSpec<Double> RIDGE =
      ParameterSpec.real(
          "ridge", 0, 0, 1e6, "penalty on the weights; 0 chooses it on the validation part");
  static final ParameterSpec<Integer> KERNEL =
      ParameterSpec.integer(
          "kernel", 25, 2, 1001, "length of the moving average that is the trend");

  static final ParameterSpec<String> CONFIGURATION =
      ParameterSpec.text(
          "configuration",
          "",
          "JSON of a Deeplearning4j MultiLayerConfiguration; empty for an LSTM of 32 units");

  static final ParameterSpec<Boolean> REFIT =
      ParameterSpec.flag(
          "refit",
          true,
          "learn again from all windows once the penalty is chosen on the last part");

  private WindowParameters() {}

  static ParameterSet linear(boolean decomposed) {
    List<ParameterSpec<?>> specs =
        new ArrayList<>(
            Arrays.asList(
                INPUT.withDefault(24), OUTPUT, RIDGE, REFIT, VALIDATION, TRANSFORM, QUANTILES));
    if (decomposed) {
      specs.add(KERNEL);
    }
    return ParameterSet.of(specs.toArray(new ParameterSpec<?>[0]));
  }

  static ParameterSet ownNetwork() {
    return ParameterSet.of(
        CONFIGURATION,
        INPUT,
        OUTPUT,
        BATCH,
        EPOCHS.withDefault(10),
        PATIENCE.withDefault(5),
        VALIDATION,
        NORMALIZE,
        TRANSFORM,
        CALENDAR,
        QUANTILES,
        KERNELS);
  }

  static ParameterSet network(boolean recurrent) {
    List<ParameterSpec<?>> specs =
        new ArrayList<>(
            Arrays.asList(
                INPUT,
                OUTPUT,
                recurrent ? HIDDEN.withDefault(64) : HIDDEN,
                recurrent ? LAYERS.withDefault(1) : LAYERS,
                HEAD,
                DROPOUT,
                BATCH,
                EPOCHS,
                RATE,
                SCHEDULE,
                DECAY,
                LOSS,
                CLIP,
                PATIENCE,
                VALIDATION,
                NORMALIZE,
                TRANSFORM,
                CALENDAR,
                QUANTILES,
                KERNELS));
    if (recurrent) {
      specs.add(SEGMENT);
      specs.add(ENGINE);
    }
    return ParameterSet.of(specs.toArray(new ParameterSpec<?>[0]));
  }
}
