package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Loss;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * Somebody's own network, fitted to windows of one shape.
 *
 * <p>Inputs and outputs left at 0 are filled in, the others must agree with the windows; sizes of
 * parameters and activations are bounded before anything is allocated. <b>Thread safety</b>
 * immutable; every call of {@link #configuration} answers a new object.
 *
 * @since 0.1.0
 */
public final class OwnNetwork {
  private static final long MOST_PARAMETERS = 1 << 24;
  private static final long MOST_ACTIVATIONS = 1 << 20;

  private final NetworkText text;
  private final Architecture windows;
  private final long parameters;

  private OwnNetwork(NetworkText text, Architecture windows, long parameters) {
    this.text = text;
    this.windows = windows;
    this.parameters = parameters;
  }

  /**
   * Fits a checked configuration to windows.
   *
   * @param windows what one window holds and how many numbers are wanted from it
   * @throws IllegalArgumentException naming the layer, what it has, and what is needed
   */
  public static OwnNetwork of(NetworkText text, Architecture windows) {
    OwnNetwork unsized = new OwnNetwork(text, windows, 0);
    MultiLayerConfiguration configuration = unsized.configuration(0, null);
    long parameters = 0;
    for (NeuralNetConfiguration conf : configuration.getConfs()) {
      parameters = Math.addExact(parameters, conf.getLayer().initializer().numParams(conf));
    }
    if (parameters > MOST_PARAMETERS) {
      throw refused(
          "it has "
              + parameters
              + " parameters; at most "
              + MOST_PARAMETERS
              + " are trained. Use fewer units");
    }
    return new OwnNetwork(text, windows, parameters);
  }

  /** The network used where none is given: an LSTM of 32 units and a linear output. */
  public static NetworkText standard() {
    return NetworkText.of(
        new NeuralNetConfiguration.Builder()
            .seed(0)
            .updater(new Adam(1e-3))
            .weightInit(WeightInit.XAVIER)
            .list()
            .layer(
                new LastTimeStep(
                    new LSTM.Builder().activation(Activation.TANH).nIn(0).nOut(32).build()))
            .layer(
                new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                    .activation(Activation.IDENTITY)
                    .nIn(0)
                    .nOut(0)
                    .build())
            .build()
            .toJson());
  }

  /** What one window holds. */
  public Architecture windows() {
    return windows;
  }

  /** The text it was made from. */
  public NetworkText text() {
    return text;
  }

  /** Numbers to be trained and saved. */
  public int parameters() {
    return (int) parameters;
  }

  /**
   * A new configuration, every size filled in.
   *
   * @param seed of weights and dropout
   * @param loss replaces the last layer's own loss where given
   */
  MultiLayerConfiguration configuration(long seed, @Nullable Loss loss) {
    MultiLayerConfiguration configuration;
    try {
      configuration = MultiLayerConfiguration.fromJson(text.compact());
      fill(configuration, seed, loss);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      // Deeplearning4j throws whatever comes; its first line says most.
      throw new IllegalArgumentException(
          "Network configuration refused: Deeplearning4j cannot build it ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
              + "). Give what MultiLayerConfiguration.toJson() of version 1.0.0-M2.1 wrote.",
          e);
    }
    return configuration;
  }

  private void fill(MultiLayerConfiguration configuration, long seed, @Nullable Loss loss) {
    if (configuration.getBackpropType() != BackpropType.Standard) {
      throw refused(
          "backpropType is "
              + configuration.getBackpropType()
              + "; windows are learned"
              + " whole. Set Standard");
    }
    configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    configuration.setCacheMode(CacheMode.NONE);
    configuration.setIterationCount(0);
    configuration.setEpochCount(0);
    configuration.setDataType(DataType.FLOAT);
    int count = configuration.getConfs().size();
    Layer last = configuration.getConf(count - 1).getLayer();
    if (!(last instanceof OutputLayer output)) {
      throw refused(
          "the last layer is a "
              + last.getClass().getSimpleName()
              + "; it must be an OutputLayer, behind LastTimeStep or GlobalPoolingLayer where"
              + " layers read sequences. Change it");
    }
    if (output.getNOut() == 0) {
      output.setNOut(windows.outputs());
    }
    if (loss != null) {
      output.setLossFn(new WindowLoss(loss));
    }
    InputType type =
        windows.body().recurs()
            ? InputType.recurrent(windows.features(), windows.steps())
            : InputType.feedForward(windows.extras());
    for (int i = 0; i < count; i++) {
      NeuralNetConfiguration conf = configuration.getConf(i);
      conf.setSeed(seed);
      conf.setDataType(DataType.FLOAT);
      conf.setIterationCount(0);
      conf.setEpochCount(0);
      if (conf.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
        throw refused(
            "confs["
                + i
                + "].optimizationAlgo is "
                + conf.getOptimizationAlgo()
                + "; steps are taken one batch at a time. Set STOCHASTIC_GRADIENT_DESCENT");
      }
      type = through(configuration, i, conf.getLayer(), type);
    }
    if (type.arrayElementsPerExample() != windows.outputs()) {
      throw refused(
          "the last layer answers "
              + type.arrayElementsPerExample()
              + " numbers; "
              + windows.outputs()
              + " are wanted: the steps answered at once, times one more than there are quantiles."
              + " Set its nOut to that, or to 0 to have it filled in");
    }
  }

  private InputType through(
      MultiLayerConfiguration configuration, int index, Layer layer, InputType given) {
    InputType type = given;
    InputPreProcessor before = configuration.getInputPreProcess(index);
    if (before == null) {
      before = layer.getPreProcessorForInputType(type);
      if (before != null) {
        configuration.getInputPreProcessors().put(index, before);
      }
    }
    if (before != null) {
      type = before.getOutputType(type);
    }
    layer.setNIn(type, false);
    Layer inner = inner(layer);
    long width = width(type);
    // Layers without weights keep no count of their inputs.
    if (inner instanceof FeedForwardLayer sized && sized.getNIn() != 0 && sized.getNIn() != width) {
      throw refused(
          "layer "
              + index
              + " ("
              + inner.getClass().getSimpleName()
              + ") reads "
              + sized.getNIn()
              + " numbers; it is given "
              + width
              + (index == 0
                  ? ": the target, covariates and calendar pairs of the window, and what is known"
                      + " beside them"
                  : "")
              + ". Set its nIn to that, or to 0 to have it filled in");
    }
    InputType after = layer.getOutputType(index, type);
    if (after.arrayElementsPerExample() > MOST_ACTIVATIONS) {
      throw refused(
          "layer "
              + index
              + " makes "
              + after.arrayElementsPerExample()
              + " numbers of one window; at most "
              + MOST_ACTIVATIONS
              + " are computed. Lower it");
    }
    return after;
  }

  /** The layer inside wrappers. */
  static Layer inner(Layer layer) {
    Layer inner = layer;
    while (inner instanceof BaseWrapperLayer wrapper) {
      inner = wrapper.getUnderlying();
    }
    return inner;
  }

  private static long width(InputType type) {
    if (type instanceof InputType.InputTypeRecurrent sequence) {
      return sequence.getSize();
    }
    return type.arrayElementsPerExample();
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("Network configuration refused: " + what + ".");
  }
}
