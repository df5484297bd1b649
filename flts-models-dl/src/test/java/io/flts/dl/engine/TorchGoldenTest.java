package io.flts.dl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.dl.kernel.KernelChoice;
import io.flts.dl.kernel.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against PyTorch with the same weights; made by golden/torch_vectors.py. */
class TorchGoldenTest {
  /** Float arithmetic against figures computed in double. */
  private static final double FORWARD_BAR = 1e-5;

  private static final double STEP_BAR = 1e-6;

  @ParameterizedTest
  @CsvSource({"LSTM,plain", "GRU,plain", "LSTM,auto", "GRU,auto"})
  @DisplayName("Answers agree to 1e-5, training pass and frozen form alike")
  void answersAgree(Body body, String provider) throws Exception {
    TorchVectors golden = new TorchVectors(body);
    float[] weights = golden.floats("weights");
    assertThat(weights).hasSize(golden.layout().size());
    Kernels kernels = KernelChoice.named(provider);
    WeightForms forms = new WeightForms(kernels, golden.layout(), weights, true);
    NetworkPass pass = new NetworkPass(forms, golden.count(), true);
    pass.forward(golden.batch(), new SplittableRandom(1));
    double[] expected = golden.get("output");
    float[] frozen = new float[expected.length];
    new FrozenNetwork(golden.layout(), weights, kernels).answer(golden.batch(), frozen);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) pass.output[i]).isCloseTo(expected[i], within(FORWARD_BAR));
      assertThat((double) frozen[i]).isCloseTo(expected[i], within(FORWARD_BAR));
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM,plain", "GRU,plain", "LSTM,auto", "GRU,auto"})
  @DisplayName("One Adam step on the mean squared error agrees to 1e-6")
  void oneStepAgrees(Body body, String provider) throws Exception {
    TorchVectors golden = new TorchVectors(body);
    TrainingPlan plan =
        new TrainingPlan(
            Loss.squared(),
            golden.count(),
            1,
            1e-3,
            TrainingPlan.Schedule.CONSTANT,
            0,
            0,
            0,
            1,
            null);
    Trained trained =
        new Trainer(golden.layout(), KernelChoice.named(provider), plan)
            .train(golden.floats("weights"), golden, null, new PatientWatch());
    double[] expected = golden.get("after");
    double[] before = golden.get("weights");
    double moved = 0;
    for (int i = 0; i < expected.length; i++) {
      double weight = trained.weights()[i];
      assertThat(weight).as("weight " + i).isCloseTo(expected[i], within(STEP_BAR));
      moved = Math.max(moved, Math.abs(expected[i] - before[i]));
    }
    assertThat(moved).as("the step is a thousand times the tolerance").isGreaterThan(9e-4);
  }
}
