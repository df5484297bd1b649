package io.flts.dl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.Examples;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.Loss;
import io.flts.dl.engine.Trained;
import io.flts.dl.engine.Trainer;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.engine.Watch;
import io.flts.dl.kernel.KernelChoice;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same weights in both engines, and the same step of training. */
class Dl4jParityTest {
  private static final double BAR = 1e-5;
  private static final int STEPS = 6;
  private static final int FEATURES = 3;
  private static final int WINDOWS = 24;

  /** Noise with one unknown target per window. */
  private static final class Noise implements Examples {
    private final float[] x = new float[WINDOWS * STEPS * FEATURES];
    private final float[] y = new float[WINDOWS * 2];

    Noise() {
      SplittableRandom random = new SplittableRandom(8);
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (4 * random.nextDouble() - 2);
      }
      for (int i = 0; i < y.length; i++) {
        y[i] = i % 5 == 0 ? Float.NaN : (float) random.nextDouble();
      }
    }

    @Override
    public int count() {
      return WINDOWS;
    }

    @Override
    public void read(int[] order, int from, int rows, Batch into) {
      for (int b = 0; b < rows; b++) {
        int row = order[from + b];
        for (int t = 0; t < STEPS; t++) {
          int at = (row * STEPS + t) * FEATURES;
          System.arraycopy(x, at, into.sequence(), (t * rows + b) * FEATURES, FEATURES);
        }
        System.arraycopy(y, row * 2, into.target(), b * 2, 2);
      }
    }
  }

  private static final Watch PATIENT =
      new Watch() {
        @Override
        public boolean goOn() {
          return true;
        }

        @Override
        public void epoch(int epoch, double loss, double validation) {}
      };

  private static Layout layout(Body body, int layers, int head) {
    return new Layout(new Architecture(body, STEPS, FEATURES, 0, 8, layers, 0, head, 0, 0, 2, 0));
  }

  private static TrainingPlan plan(int epochs) {
    return new TrainingPlan(
        Loss.squared(), WINDOWS, epochs, 1e-3, TrainingPlan.Schedule.CONSTANT, 0, 0, 0, 4, null);
  }

  @ParameterizedTest
  @CsvSource({"LSTM,1,0", "LSTM,2,0", "LSTM,2,5", "GRU,1,0", "GRU,3,0", "GRU,2,5"})
  @DisplayName("Answers agree to 1e-5 with the same weights, and weights survive the exchange")
  void answersAgree(Body body, int layers, int head) {
    Layout layout = layout(body, layers, head);
    float[] weights = layout.initial(2);
    MultiLayerNetwork network =
        new MultiLayerNetwork(NetworkConfiguration.of(layout.shape(), plan(1), DataType.FLOAT));
    network.init();
    WeightExchange exchange = new WeightExchange(layout, network);
    exchange.give(weights);
    float[] back = new float[weights.length];
    exchange.take(back);
    assertThat(back).isEqualTo(weights);
    assertThat(network.numParams()).isGreaterThanOrEqualTo(weights.length);

    Batch batch = new Batch(layout.shape(), 2, WINDOWS);
    batch.rows(WINDOWS);
    int[] order = new int[WINDOWS];
    Arrays.setAll(order, i -> i);
    new Noise().read(order, 0, WINDOWS, batch);
    float[] ours = new float[WINDOWS * 2];
    new FrozenNetwork(layout, weights, KernelChoice.fastest()).answer(batch, ours);
    INDArray sequence =
        Nd4j.createFromArray(batch.sequence())
            .reshape('c', STEPS, WINDOWS, FEATURES)
            .permute(1, 2, 0);
    float[] theirs = network.output(sequence).dup('c').data().asFloat();
    for (int i = 0; i < ours.length; i++) {
      assertThat((double) theirs[i]).isCloseTo(ours[i], within(BAR));
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM,1,0", "LSTM,2,5", "GRU,1,0", "GRU,2,5"})
  @DisplayName("Five steps of Adam by either engine end at the same weights")
  void stepsAgree(Body body, int layers, int head) {
    Layout layout = layout(body, layers, head);
    Trained ours =
        new Trainer(layout, KernelChoice.fastest(), plan(5))
            .train(null, new Noise(), null, PATIENT);
    Trained theirs =
        new Dl4jTrainer(layout, KernelChoice.fastest(), plan(5))
            .train(null, new Noise(), null, PATIENT);
    float[] start = layout.initial(4);
    double moved = 0;
    double apart = 0;
    for (int i = 0; i < start.length; i++) {
      moved += Math.abs(ours.weights()[i] - start[i]) / start.length;
      apart += Math.abs(ours.weights()[i] - theirs.weights()[i]) / start.length;
    }
    // A mean: where a gradient is rounding noise, Adam moves one weight either way.
    assertThat(moved).isGreaterThan(1e-3);
    assertThat(apart / moved).isLessThan(0.01);
    for (int e = 0; e < 5; e++) {
      assertThat(theirs.losses()[e]).isCloseTo(ours.losses()[e], within(BAR));
    }
  }
}
