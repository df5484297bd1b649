package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.TrainingPlan;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** One of our shapes in the words of Deeplearning4j. */
final class NetworkConfiguration {

  private NetworkConfiguration() {}

  static MultiLayerConfiguration of(Architecture shape, TrainingPlan plan, DataType type) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(plan.seed())
            .dataType(type)
            .updater(new Adam(plan.rate()))
            // The loss is a mean over all targets already.
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE);
    if (plan.decay() > 0) {
      builder.weightDecay(plan.decay());
    }
    if (plan.clip() > 0) {
      builder
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(plan.clip());
    }
    NeuralNetConfiguration.ListBuilder list = builder.list();
    for (int l = 0; l < shape.layers(); l++) {
      int in = l == 0 ? shape.features() : shape.hidden();
      BaseRecurrentLayer layer = recurrent(shape, in, l > 0);
      boolean last = l == shape.layers() - 1;
      list.layer(last ? new LastTimeStep(layer) : (Layer) layer);
    }
    int in = shape.hidden();
    double keep = 1 - shape.dropout();
    if (shape.head() > 0) {
      DenseLayer.Builder head =
          new DenseLayer.Builder().nIn(in).nOut(shape.head()).activation(Activation.RELU);
      list.layer(shape.dropout() > 0 ? head.dropOut(keep).build() : head.build());
      in = shape.head();
    }
    OutputLayer.Builder out =
        new OutputLayer.Builder(new WindowLoss(plan.loss()))
            .nIn(in)
            .nOut(shape.outputs())
            .activation(Activation.IDENTITY);
    boolean silenced = shape.dropout() > 0 && shape.head() == 0;
    list.layer(silenced ? out.dropOut(keep).build() : out.build());
    return list.backpropType(BackpropType.Standard).build();
  }

  private static BaseRecurrentLayer recurrent(Architecture shape, int in, boolean inner) {
    BaseRecurrentLayer.Builder<?> builder =
        shape.body() == Body.GRU
            ? new GruLayer.Builder()
            : new LSTM.Builder().gateActivationFunction(Activation.SIGMOID);
    builder.activation(Activation.TANH).nIn(in).nOut(shape.hidden());
    if (inner && shape.dropout() > 0) {
      builder.dropOut(1 - shape.dropout());
    }
    return builder.build();
  }
}
