package io.flts.dl.dl4j;

import java.util.Set;
import java.util.TreeSet;

/**
 * The classes that a configuration may name: layers of sequences and rows, and what layers are made
 * of. Every other name is refused, be it harmless or not.
 */
final class AllowedClasses {
  private static final String CONF = "org.deeplearning4j.nn.conf.";

  private static final String[] SEQUENCE_LAYERS = {
    CONF + "layers.LSTM",
    CONF + "layers.GravesLSTM",
    CONF + "layers.GravesBidirectionalLSTM",
    CONF + "layers.recurrent.SimpleRnn",
    CONF + "layers.recurrent.LastTimeStep",
    CONF + "layers.recurrent.Bidirectional",
    CONF + "layers.recurrent.TimeDistributed",
    CONF + "layers.Convolution1D",
    CONF + "layers.Convolution1DLayer",
    CONF + "layers.Subsampling1DLayer",
    CONF + "layers.Pooling1D",
    CONF + "layers.Upsampling1D",
    CONF + "layers.ZeroPadding1DLayer",
    CONF + "layers.convolutional.Cropping1D",
    CONF + "layers.GlobalPoolingLayer",
    "io.flts.dl.dl4j.GruLayer",
  };

  private static final Set<String> SEQUENCES = Set.of(SEQUENCE_LAYERS);
  private static final Set<String> ALL = Set.copyOf(list());

  private AllowedClasses() {}

  private static Set<String> list() {
    Set<String> all = new TreeSet<>(SEQUENCES);
    add(
        all,
        CONF + "layers.",
        "DenseLayer",
        "OutputLayer",
        "LossLayer",
        "ActivationLayer",
        "DropoutLayer",
        "BatchNormalization",
        "PReLULayer",
        "misc.ElementWiseMultiplicationLayer");
    add(
        all,
        "org.nd4j.linalg.activations.impl.Activation",
        "Cube",
        "ELU",
        "GELU",
        "HardSigmoid",
        "HardTanH",
        "Identity",
        "LReLU",
        "Mish",
        "RationalTanh",
        "ReLU",
        "ReLU6",
        "RectifiedTanh",
        "SELU",
        "Sigmoid",
        "SoftPlus",
        "SoftSign",
        "Softmax",
        "Swish",
        "TanH",
        "ThresholdedReLU");
    add(
        all,
        "org.nd4j.linalg.lossfunctions.impl.Loss",
        "L1",
        "L2",
        "MAE",
        "MAPE",
        "MSE",
        "MSLE",
        "Poisson");
    add(
        all,
        "org.nd4j.linalg.learning.config.",
        "AMSGrad",
        "AdaBelief",
        "AdaDelta",
        "AdaGrad",
        "AdaMax",
        "Adam",
        "Nadam",
        "Nesterovs",
        "NoOp",
        "RmsProp",
        "Sgd");
    add(
        all,
        "org.nd4j.linalg.learning.regularization.",
        "L1Regularization",
        "L2Regularization",
        "WeightDecay");
    add(
        all,
        "org.nd4j.linalg.schedule.",
        "CycleSchedule",
        "ExponentialSchedule",
        "FixedSchedule",
        "InverseSchedule",
        "MapSchedule",
        "PolySchedule",
        "RampSchedule",
        "SigmoidSchedule",
        "StepSchedule");
    add(
        all,
        "org.deeplearning4j.nn.weights.WeightInit",
        "Constant",
        "Distribution",
        "Identity",
        "LecunUniform",
        "Normal",
        "Relu",
        "ReluUniform",
        "SigmoidUniform",
        "Uniform",
        "VarScalingNormalFanAvg",
        "VarScalingNormalFanIn",
        "VarScalingNormalFanOut",
        "VarScalingUniformFanAvg",
        "VarScalingUniformFanIn",
        "VarScalingUniformFanOut",
        "Xavier",
        "XavierLegacy",
        "XavierUniform");
    add(
        all,
        CONF + "distribution.",
        "ConstantDistribution",
        "GaussianDistribution",
        "LogNormalDistribution",
        "NormalDistribution",
        "OrthogonalDistribution",
        "TruncatedNormalDistribution",
        "UniformDistribution");
    add(
        all,
        CONF + "dropout.",
        "AlphaDropout",
        "Dropout",
        "GaussianDropout",
        "GaussianNoise",
        "SpatialDropout");
    add(all, CONF + "weightnoise.", "DropConnect", "WeightNoise");
    add(
        all,
        CONF + "constraint.",
        "MaxNormConstraint",
        "MinMaxNormConstraint",
        "NonNegativeConstraint",
        "UnitNormConstraint");
    add(
        all,
        CONF + "preprocessor.",
        "FeedForwardToRnnPreProcessor",
        "RnnToFeedForwardPreProcessor");
    return all;
  }

  private static void add(Set<String> all, String prefix, String... names) {
    for (String name : names) {
      all.add(prefix + name);
    }
  }

  static boolean holds(String name) {
    return ALL.contains(name);
  }

  /** Whether a layer of this class reads sequences. */
  static boolean readsSequences(String name) {
    return SEQUENCES.contains(name);
  }

  static Set<String> all() {
    return ALL;
  }
}
