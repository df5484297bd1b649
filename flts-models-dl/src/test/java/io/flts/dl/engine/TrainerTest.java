package io.flts.dl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.dl.kernel.KernelChoice;
import io.flts.dl.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  private static final int STEPS = 6;

  /** The mean of the first feature over the window: learnable, and not by the last step alone. */
  private static final class MeanOfWindow implements Examples {
    private final float[] x;
    private final int count;

    MeanOfWindow(int count, long seed) {
      this.count = count;
      SplittableRandom random = new SplittableRandom(seed);
      x = new float[count * STEPS];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (2 * random.nextDouble() - 1);
      }
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public void read(int[] order, int from, int rows, Batch into) {
      for (int b = 0; b < rows; b++) {
        float sum = 0;
        for (int t = 0; t < STEPS; t++) {
          float value = x[order[from + b] * STEPS + t];
          into.sequence()[t * rows + b] = value;
          sum += value;
        }
        into.target()[b] = sum / STEPS;
      }
    }
  }

  private static Layout layout(Body body) {
    return new Layout(new Architecture(body, STEPS, 1, 0, 16, 2, 0, 0, 0, 0, 1, 0.1));
  }

  private static Trained train(Body body, Kernels kernels, Executor executor, int epochs) {
    TrainingPlan plan =
        new TrainingPlan(
            Loss.squared(),
            96,
            epochs,
            5e-3,
            TrainingPlan.Schedule.COSINE,
            1e-4,
            1,
            0,
            7,
            executor);
    return new Trainer(layout(body), kernels, plan)
        .train(null, new MeanOfWindow(500, 1), new MeanOfWindow(200, 2), new PatientWatch());
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  @DisplayName("Training learns: the error on unseen windows falls under a tenth of the variance")
  void learns(Body body) {
    Trained trained = train(body, KernelChoice.fastest(), null, 40);
    assertThat(trained.validation()[trained.bestEpoch() - 1]).isLessThan(0.1 * (1.0 / 3) / STEPS);
    assertThat(trained.skippedSteps()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  @DisplayName("One thread, two threads, a refusing executor and both providers give the same bits")
  void threadsAndProvidersDoNotMatter(Body body) {
    float[] alone = train(body, KernelChoice.named("plain"), null, 3).weights();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      assertThat(train(body, KernelChoice.named("plain"), two, 3).weights()).isEqualTo(alone);
      assertThat(train(body, KernelChoice.fastest(), two, 3).weights()).isEqualTo(alone);
    } finally {
      two.shutdownNow();
    }
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("full");
        };
    assertThat(train(body, KernelChoice.fastest(), refusing, 3).weights()).isEqualTo(alone);
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  @DisplayName("Eight threads on one frozen network get the bits of a lone window")
  void frozenIsSafe(Body body) throws Exception {
    Layout layout = layout(body);
    FrozenNetwork network = new FrozenNetwork(layout, layout.initial(3), KernelChoice.fastest());
    MeanOfWindow windows = new MeanOfWindow(64, 5);
    float[] lone = new float[64];
    for (int i = 0; i < 64; i++) {
      float[] one = new float[1];
      network.answer(batch(layout, windows, i, 1), one);
      lone[i] = one[0];
    }
    ExecutorService eight = Executors.newFixedThreadPool(8);
    try {
      List<Callable<float[]>> calls = new ArrayList<>();
      for (int c = 0; c < 64; c++) {
        calls.add(
            () -> {
              float[] all = new float[64];
              float[] half = new float[32];
              for (int from = 0; from < 64; from += 32) {
                network.answer(batch(layout, windows, from, 32), half);
                System.arraycopy(half, 0, all, from, 32);
              }
              return all;
            });
      }
      for (Future<float[]> answer : eight.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(lone);
      }
    } finally {
      eight.shutdownNow();
    }
  }

  private static Batch batch(Layout layout, Examples windows, int from, int rows) {
    Batch batch = new Batch(layout.shape(), 1, rows);
    batch.rows(rows);
    int[] order = new int[windows.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    windows.read(order, from, rows, batch);
    return batch;
  }

  @Test
  @DisplayName("A batch with an infinite loss changes nothing and is counted")
  void infiniteLossIsSkipped() {
    Layout layout = layout(Body.GRU);
    Examples huge =
        new Examples() {
          @Override
          public int count() {
            return 32;
          }

          @Override
          public void read(int[] order, int from, int rows, Batch into) {
            java.util.Arrays.fill(into.target(), Float.MAX_VALUE);
          }
        };
    TrainingPlan plan =
        new TrainingPlan(
            Loss.squared(), 32, 2, 1e-2, TrainingPlan.Schedule.CONSTANT, 0, 1, 0, 1, null);
    Trained trained =
        new Trainer(layout, KernelChoice.fastest(), plan)
            .train(null, huge, null, new PatientWatch());
    assertThat(trained.skippedSteps()).isEqualTo(2);
    assertThat(trained.weights()).isEqualTo(layout.initial(1));
  }
}
