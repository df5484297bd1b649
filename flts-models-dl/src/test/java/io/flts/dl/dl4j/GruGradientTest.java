package io.flts.dl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The GRU layer's own backward pass, and why it has one. */
class GruGradientTest {
  private static final double BAR = 1e-6;
  private static final double SMALL = 1e-4;
  private static final double STEP = 1e-4;

  /** Small, since a score takes milliseconds and each parameter four; different, to tell apart. */
  private static final int INPUTS = 3;

  private static final int UNITS = 2;

  /** A loss as a function of numbers that can be moved. */
  private interface Objective {
    double at();
  }

  /** Largest relative error of a gradient against fourth-order central differences. */
  private static double worst(INDArray numbers, INDArray gradient, Objective loss) {
    double most = 0;
    for (long i = 0; i < numbers.length(); i++) {
      double at = numbers.getDouble(i);
      double[] f = new double[4];
      double[] offsets = {-2 * STEP, -STEP, STEP, 2 * STEP};
      for (int k = 0; k < 4; k++) {
        numbers.putScalar(i, at + offsets[k]);
        f[k] = loss.at();
      }
      numbers.putScalar(i, at);
      double numeric = (8 * (f[2] - f[1]) - (f[3] - f[0])) / (12 * STEP);
      double size = Math.max(SMALL, Math.max(Math.abs(numeric), Math.abs(gradient.getDouble(i))));
      most = Math.max(most, Math.abs(numeric - gradient.getDouble(i)) / size);
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,3", "2,3", "3,2"})
  @DisplayName(
      "Every component of its gradient agrees with differences to 1e-6 in double precision")
  void ownGradientIsRight(int layers, int steps) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .list();
    for (int l = 0; l < layers; l++) {
      GruLayer layer = GruLayer.of(l == 0 ? INPUTS : UNITS, UNITS);
      list.layer(l == layers - 1 ? new LastTimeStep(layer) : layer);
    }
    list.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
            .activation(Activation.IDENTITY)
            .nIn(UNITS)
            .nOut(1)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    network.setParams(Nd4j.rand(DataType.DOUBLE, 1, network.numParams()).subi(0.5));
    INDArray input = Nd4j.rand(DataType.DOUBLE, 4, INPUTS, steps).muli(4).subi(2);
    DataSet windows = new DataSet(input, Nd4j.rand(DataType.DOUBLE, 4, 1));
    network.setInput(input);
    network.setLabels(windows.getLabels());
    network.computeGradientAndScore();
    // Deeplearning4j divides by the number of windows later, in its updater.
    INDArray analytic = network.gradient().gradient().div(input.size(0));
    INDArray parameters = network.params();
    // The array is the live one: moving a number of it moves the network.
    assertThat(worst(parameters, analytic, () -> network.score(windows))).isLessThan(BAR);
    assertThat(analytic.norm2Number().doubleValue()).isGreaterThan(0.1);
  }

  @Test
  @DisplayName("The op gru_bp of ND4J fails the same check, already after one step")
  void builtInGradientIsWrong() {
    Nd4j.getRandom().setSeed(5);
    int in = 3;
    int units = 4;
    INDArray x = Nd4j.rand(DataType.DOUBLE, 1, 2, in).muli(2).subi(1);
    INDArray start = Nd4j.rand(DataType.DOUBLE, 2, units).muli(2).subi(1);
    INDArray inputWeight = Nd4j.rand(DataType.DOUBLE, in, 3 * units).subi(0.5);
    INDArray recurrentWeight = Nd4j.rand(DataType.DOUBLE, units, 3 * units).subi(0.5);
    INDArray bias = Nd4j.rand(DataType.DOUBLE, 3 * units).subi(0.5);
    INDArray toSum = Nd4j.rand(DataType.DOUBLE, 1, 2, units).subi(0.5);
    List<INDArray> inputs = List.of(x, start, inputWeight, recurrentWeight, bias);
    Objective loss =
        () -> {
          INDArray states = Nd4j.create(DataType.DOUBLE, 1, 2, units);
          Nd4j.exec(
              DynamicCustomOp.builder("gru")
                  .addInputs(inputs.toArray(new INDArray[0]))
                  .addOutputs(states)
                  .build());
          return states.mul(toSum).sumNumber().doubleValue();
        };
    List<INDArray> withSlope = new ArrayList<>(inputs);
    withSlope.add(toSum);
    List<INDArray> gradients = new ArrayList<>();
    inputs.forEach(array -> gradients.add(Nd4j.create(DataType.DOUBLE, array.shape())));
    Nd4j.exec(
        DynamicCustomOp.builder("gru_bp")
            .addInputs(withSlope.toArray(new INDArray[0]))
            .addOutputs(gradients.toArray(new INDArray[0]))
            .build());
    assertThat(worst(bias, gradients.get(4), loss))
        .as("if this passes, ND4J was repaired: the comment of GruLayer needs a change")
        .isGreaterThan(0.05);
  }
}
