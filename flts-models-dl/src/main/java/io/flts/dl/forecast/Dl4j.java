package io.flts.dl.forecast;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.WarmStartable;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.service.Availability;
import io.flts.dl.dl4j.NetworkText;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.WindowNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A network of the caller's own, given as the JSON of a Deeplearning4j {@code
 * MultiLayerConfiguration}, over windows of all series.
 *
 * <p>Windows, normalisation, early stopping and answers are those of {@link Lstm}; layers, updater,
 * regularisation and loss are the configuration's. Layers that read sequences are given the window
 * step by step, with what is known beside it in every step; other networks are given one flat row.
 * The last layer is an {@code OutputLayer}. Inputs and outputs left at 0 are filled in. The text is
 * untrusted: names of classes, sizes and nesting are checked before any library reads it. Where all
 * layers are ones of ours, the trained network is exported and answers without Deeplearning4j.
 *
 * <p><b>Input</b> each series ≥ input + 1 observed values; gaps are filled forward inside a window
 * and left out of the loss. <b>Output</b> a mean, a median with an absolute loss or a transform,
 * and quantiles where {@code quantiles} names probabilities (our loss replaces the configured one
 * then). Parameters: docs/reference/dl4j.md. <b>Determinism</b> same data, parameters and seed,
 * same bits, on one machine with ND4J's CPU backend. <b>Thread safety</b> immutable.
 *
 * @since 0.1.0
 */
public final class Dl4j extends WindowForecaster implements WarmStartable {
  private static final String NAME = "dl4j";

  private final @Nullable NetworkText text;

  /** The default configuration: an LSTM of 32 units and a linear output. */
  public Dl4j() {
    this(WindowParameters.ownNetwork());
  }

  private Dl4j(ParameterSet parameters) {
    this(parameters, text(parameters.get(WindowParameters.CONFIGURATION)));
  }

  private Dl4j(ParameterSet parameters, @Nullable NetworkText text) {
    super(NAME, text == null || text.readsSequences() ? Body.LSTM : Body.MLP, parameters);
    this.text = text;
  }

  private static @Nullable NetworkText text(String configuration) {
    return configuration.isBlank() ? null : NetworkText.of(configuration);
  }

  /** The checked configuration, or null for the default one. */
  @Nullable NetworkText text() {
    return text;
  }

  @Override
  public Availability availability() {
    return EngineChoice.availability();
  }

  @Override
  WindowForecaster copy(ParameterSet changed) {
    return new Dl4j(changed);
  }

  @Override
  Learned learn(LearningTask task) {
    return OwnNetworkLearning.learn(task, this);
  }

  @Override
  int segment() {
    return 0;
  }

  @Override
  boolean joined() {
    return body().recurs();
  }

  @Override
  int output() {
    int asked = super.output();
    int perTarget = 1 + (int) get(WindowParameters.QUANTILES).stream().distinct().count();
    return asked > 0 || text == null ? asked : text.outputs() / perTarget;
  }

  @Override
  boolean answersMedian() {
    return text != null && text.absolute();
  }

  @Override
  void writeNetwork(WindowNetwork network, ModelWriter out) {
    OwnNetworkLearning.write(network, out);
  }

  @Override
  WindowNetwork readNetwork(ModelReader in, WindowShape shape, FeaturePlan plan, int perTarget) {
    return OwnNetworkLearning.read(this, in, shape, plan, perTarget);
  }

  @Override
  public FittedForecaster fitFrom(FittedForecaster start, FitRequest request) {
    return startFrom(start, request);
  }
}
