package io.flts.dl.forecast;

import io.flts.api.error.FitFailedException;
import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Layout;
import io.flts.dl.kernel.KernelChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a linear map from windows to answers in closed form.
 *
 * <p>The penalty is chosen on the time-ordered validation part of every series, then the map is
 * learned again from all windows ({@code refit}). Quantiles are those of the errors on the
 * validation part, step by step.
 */
final class LinearLearning {
  private static final double[] PENALTIES = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10};
  private static final double CAUTIOUS = 1e-2;
  private static final int MOST_ERRORS = 4000;

  private final LearningTask task;
  private final LinearFeatures kind;
  private final int input;
  private final int output;
  private final double[][] rows;
  private final List<Frame> frames = new ArrayList<>();
  private final int[] zero;
  private final int[] split;
  private final int[] end;

  private LinearLearning(LearningTask task, LinearFeatures kind, int kernel) {
    this.task = task;
    this.kind = kind;
    input = task.shape().input();
    output = task.shape().output();
    rows = kind.rows(input, output, kernel);
    for (Frame frame : task.frames()) {
      frames.add(frame.bridged());
    }
    double share = task.forecaster().get(WindowParameters.VALIDATION);
    zero = new int[frames.size()];
    split = new int[frames.size()];
    end = new int[frames.size()];
    for (int f = 0; f < frames.size(); f++) {
      end[f] = frames.get(f).length;
      split[f] = WindowSplit.validationStart(task.shape(), frames.get(f), share);
    }
  }

  static Learned learn(LearningTask task, LinearFeatures kind, int kernel) {
    return new LinearLearning(task, kind, kernel).learn();
  }

  private Learned learn() {
    WindowForecaster forecaster = task.forecaster();
    RidgeEquations early = equations(zero, split);
    int[] before = new int[frames.size()];
    for (int f = 0; f < before.length; f++) {
      before[f] = Math.max(0, split[f] - input);
    }
    RidgeEquations late = equations(before, end);
    boolean checked = Arrays.stream(split).sum() < Arrays.stream(end).sum();
    double penalty = forecaster.get(WindowParameters.RIDGE);
    Map<String, String> notes = new TreeMap<>();
    if (penalty == 0) {
      penalty = checked ? best(early, late, notes) : CAUTIOUS;
    }
    notes.put("ridge", Double.toString(penalty));
    double[][] weights = solved(early, penalty);
    double[][] direct = kind.onWindow(weights, rows, input);
    double[][] shifts = shifts(direct, checked);
    if (checked && forecaster.get(WindowParameters.REFIT)) {
      direct = kind.onWindow(solved(equations(zero, end), penalty), rows, input);
    }
    Windows all = WindowSplit.training(task.shape(), task.plan(), frames, 0);
    return new Learned(network(direct, shifts), Reach.of(task.shape(), all), notes);
  }

  private RidgeEquations equations(int[] from, int[] to) {
    return new RidgeEquations(
        WindowGram.of(input + output, frames, from, to), rows, kind.inputs(input));
  }

  private double best(RidgeEquations early, RidgeEquations late, Map<String, String> notes) {
    double best = CAUTIOUS;
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      task.request().deadline().check("Fit of '" + task.forecaster().name() + "'");
      double[][] weights = early.solve(penalty);
      double error = weights == null ? Double.NaN : late.error(weights);
      if (error < least) {
        least = error;
        best = penalty;
      }
    }
    notes.put("validation-loss", Double.toString(least));
    return best;
  }

  private double[][] solved(RidgeEquations equations, double penalty) {
    double[][] weights = equations.solve(penalty);
    if (weights == null) {
      throw new FitFailedException(
          "The normal equations of '"
              + task.forecaster().name()
              + "' are singular at ridge "
              + penalty
              + ". Set a larger 'ridge'.");
    }
    return weights;
  }

  /** Per step and wanted probability, the quantile of the normalised error. */
  private double[][] shifts(double[][] direct, boolean checked) {
    double[] probabilities = task.probabilities();
    double[][] shifts = new double[output][probabilities.length];
    if (probabilities.length == 0) {
      return shifts;
    }
    double share = task.forecaster().get(WindowParameters.VALIDATION);
    Windows windows =
        checked
            ? WindowSplit.validation(task.shape(), task.plan(), frames, share)
            : WindowSplit.training(task.shape(), task.plan(), frames, 0);
    int stride = Math.max(1, windows.count() / MOST_ERRORS);
    int count = (windows.count() + stride - 1) / stride;
    double[][] errors = new double[output][count];
    float[] window = new float[input];
    float[] target = new float[output];
    for (int i = 0; i < count; i++) {
      windows.target(i * stride, window, target, 0);
      float centre = task.shape().inputCentre(task.shape().centre(window));
      for (int k = 0; k < output; k++) {
        double answer = direct[input][k];
        for (int j = 0; j < input; j++) {
          answer += direct[j][k] * (window[j] - centre);
        }
        errors[k][i] = target[k] - answer;
      }
    }
    for (int k = 0; k < output; k++) {
      Arrays.sort(errors[k]);
      for (int q = 0; q < probabilities.length; q++) {
        double at = probabilities[q] * (count - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(count - 1, low + 1);
        shifts[k][q] = errors[k][low] + (at - low) * (errors[k][high] - errors[k][low]);
      }
    }
    return shifts;
  }

  /** The map as a network without hidden layers; a quantile is the same map, shifted. */
  private FrozenNetwork network(double[][] direct, double[][] shifts) {
    int perTarget = 1 + task.probabilities().length;
    Architecture shape = Windows.linear(task.shape(), perTarget);
    Layout layout = new Layout(shape);
    float[] weights = new float[layout.size()];
    int width = output * perTarget;
    for (int i = 0; i <= input; i++) {
      for (int k = 0; k < output; k++) {
        for (int q = 0; q < perTarget; q++) {
          double shift = i == input && q > 0 ? shifts[k][q - 1] : 0;
          weights[i * width + k * perTarget + q] = (float) (direct[i][k] + shift);
        }
      }
    }
    return new FrozenNetwork(layout, weights, KernelChoice.fastest());
  }
}
