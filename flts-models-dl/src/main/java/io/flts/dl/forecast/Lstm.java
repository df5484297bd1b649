package io.flts.dl.forecast;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.WarmStartable;
import io.flts.api.parameter.ParameterSet;
import io.flts.dl.engine.Body;

/**
 * Long short-term memory network over windows of all series, answering all steps of the horizon at
 * once.
 *
 * <p>One network is learned from every series of the panel. A window of {@code input} observations
 * is normalised reversibly ({@code normalize}), joined by covariates, calendar pairs and static
 * attributes, and mapped to {@code output} steps; longer horizons repeat on the own answers. With
 * {@code segment > 0} one recurrent step reads a whole segment and all future segments are decoded
 * in parallel (SegRNN, arXiv:2308.11200), which makes windows of hundreds of observations cheap.
 *
 * <p><b>Input</b> each series ≥ input + 1 observed values; gaps are filled forward inside a window
 * and left out of the loss. <b>Output</b> a mean ({@code loss=mse} without transform) or a median,
 * and quantiles where {@code quantiles} names probabilities. Parameters:
 * docs/reference/recurrent.md. <b>Determinism</b> same data, parameters and seed, same bits, on any
 * number of threads and with either kernel provider. <b>Thread safety</b> immutable.
 *
 * @since 0.1.0
 */
public final class Lstm extends WindowForecaster implements WarmStartable {

  /** The default configuration. */
  public Lstm() {
    this(WindowParameters.network(true));
  }

  private Lstm(ParameterSet parameters) {
    super("lstm", Body.LSTM, parameters);
  }

  @Override
  WindowForecaster copy(ParameterSet changed) {
    return new Lstm(changed);
  }

  @Override
  Learned learn(LearningTask task) {
    return NetworkLearning.learn(task);
  }

  @Override
  boolean answersMedian() {
    return get(WindowParameters.LOSS).equals("l1");
  }

  @Override
  public FittedForecaster fitFrom(FittedForecaster start, FitRequest request) {
    return startFrom(start, request);
  }
}
