package io.flts.dl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.WindowNetwork;
import io.flts.dl.kernel.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Somebody's network, fitted to windows, exported or answered by Deeplearning4j. */
class OwnNetworkTest {
  private static final int WINDOWS = 9;

  private static Architecture windows(boolean sequence) {
    return sequence
        ? new Architecture(Body.LSTM, 12, 3, 0, 1, 1, 0, 0, 0, 0, 2, 0)
        : new Architecture(Body.MLP, 0, 0, 0, 1, 1, 20, 0, 0, 0, 2, 0);
  }

  private static OwnNetwork own(OwnNetworks network) {
    NetworkText text = NetworkText.of(network.json());
    return OwnNetwork.of(text, windows(text.readsSequences()));
  }

  private static Batch noise(Architecture shape) {
    Batch batch = new Batch(shape, 2, WINDOWS);
    batch.rows(WINDOWS);
    SplittableRandom random = new SplittableRandom(3);
    for (float[] values : new float[][] {batch.sequence(), batch.extras()}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return batch;
  }

  private static float[] trained(OwnNetwork own) {
    MultiLayerNetwork network = new MultiLayerNetwork(own.configuration(5, null));
    network.init();
    return network.params().dup('c').data().asFloat();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What answers agrees with Deeplearning4j to 1e-5, exported where layers allow it")
  void answersAgree(OwnNetworks network) {
    OwnNetwork own = own(network);
    float[] weights = trained(own);
    WindowNetwork answering =
        OwnNetworkTrainer.answering(own, weights, KernelChoice.named("plain"));
    assertThat(answering)
        .isInstanceOf(network.exported() ? FrozenNetwork.class : PooledNetwork.class);
    assertThat(OwnNetworkTrainer.parameters(own, answering)).isEqualTo(weights);

    Batch batch = noise(own.windows());
    float[] ours = new float[WINDOWS * 2];
    answering.answer(batch, ours);
    MultiLayerNetwork theirs = new MultiLayerNetwork(own.configuration(5, null));
    theirs.init();
    float[] expected =
        theirs.output(BatchArrays.input(own.windows(), batch)).dup('c').data().asFloat();
    for (int i = 0; i < ours.length; i++) {
      assertThat((double) ours[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  @DisplayName("Twelve threads at once get the bits of one, more networks than are kept included")
  void threadsAgree() throws Exception {
    OwnNetwork own = own(OwnNetworks.CONVOLUTION);
    PooledNetwork network = new PooledNetwork(own, trained(own));
    Batch batch = noise(own.windows());
    float[] expected = new float[WINDOWS * 2];
    network.answer(batch, expected);
    ExecutorService pool = Executors.newFixedThreadPool(12);
    try {
      List<Callable<float[]>> calls = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        calls.add(
            () -> {
              float[] answers = new float[WINDOWS * 2];
              network.answer(batch, answers);
              return answers;
            });
      }
      for (Future<float[]> answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void refused(String json, String... words) {
    NetworkText text = NetworkText.of(json);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnNetwork.of(text, windows(text.readsSequences())))
        .withMessageStartingWith("Network configuration refused: ")
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  @DisplayName("Inputs and outputs that are not those of the windows are refused with both numbers")
  void otherSizesAreRefused() {
    refused(
        OwnNetworks.json(new LastTimeStep(OwnNetworks.lstm(5, 4)), OwnNetworks.output(4)),
        "layer 0 (LSTM) reads 5 numbers; it is given 3");
    refused(
        OwnNetworks.json(new LastTimeStep(OwnNetworks.lstm(0, 4)), OwnNetworks.output(6)),
        "layer 1 (OutputLayer) reads 6 numbers; it is given 4");
    String seven = OwnNetworks.GRU.json().replaceFirst("\"nout\" : 0", "\"nout\" : 7");
    refused(seven, "answers 7 numbers; 2 are wanted");
  }

  @Test
  @DisplayName("Parameters and activations are counted before anything is allocated")
  void hugeNetworksAreRefused() {
    String layers =
        OwnNetworks.json(
            OwnNetworks.dense(0, 8192, Activation.RELU),
            OwnNetworks.dense(8192, 8192, Activation.RELU),
            OwnNetworks.output(8192));
    refused(layers, "parameters; at most 16777216");
    refused(
        OwnNetworks.json(
            OwnNetworks.lstm(0, 8),
            new Upsampling1D.Builder(900_000).build(),
            new LastTimeStep(OwnNetworks.lstm(8, 4)),
            OwnNetworks.output(4)),
        "layer 1 makes 86400000 numbers");
  }

  @Test
  @DisplayName("A network that ends otherwise, or learns otherwise, is refused with a remedy")
  void otherKindsAreRefused() {
    refused(
        OwnNetworks.json(
                OwnNetworks.lstm(0, 4),
                new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                    .activation(Activation.IDENTITY)
                    .nIn(4)
                    .nOut(2)
                    .build())
            .replace("RnnOutputLayer", "DenseLayer"),
        "the last layer is a DenseLayer",
        "LastTimeStep");
    refused(OwnNetworks.GRU.json().replace("\"Standard\"", "\"TruncatedBPTT\""), "backpropType");
    refused(
        OwnNetworks.GRU.json().replace("STOCHASTIC_GRADIENT_DESCENT", "LBFGS"),
        "optimizationAlgo is LBFGS");
    refused(OwnNetworks.GRU.json().replace("\"FLOAT\"", "\"NONSENSE\""), "cannot build it");
  }
}
