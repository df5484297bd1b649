package io.flts.examples.benchmarks;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.Body;
import io.flts.dl.engine.Examples;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.Loss;
import io.flts.dl.engine.Trainer;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.engine.Watch;
import io.flts.dl.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A network and random windows: speed only, no claim about accuracy. */
record RecurrentWorkload(
    String label, Body body, int steps, int features, int hidden, int layers, int outputs, int rows)
    implements Examples {

  Layout layout() {
    return new Layout(
        new Architecture(body, steps, features, 0, hidden, layers, 0, 0, 0, 0, outputs, 0));
  }

  @Override
  public int count() {
    return rows;
  }

  /** Copies from one block of noise: assembling a batch costs what it costs on real data. */
  @Override
  public void read(int[] order, int from, int count, Batch into) {
    for (int b = 0; b < count; b++) {
      int row = order[from + b];
      for (int t = 0; t < steps; t++) {
        int at = Math.floorMod(row * 31 + t * features, NOISE.length - features);
        System.arraycopy(NOISE, at, into.sequence(), (t * count + b) * features, features);
      }
      System.arraycopy(NOISE, row % 4096, into.target(), b * outputs, outputs);
    }
  }

  private static final float[] NOISE = noise();

  private static float[] noise() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[1 << 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** Seconds per epoch, the median of those after the first; the first warms the compiler up. */
  double secondsPerEpoch(Kernels kernels, @Nullable Executor executor, int epochs) {
    TrainingPlan plan =
        new TrainingPlan(
            Loss.squared(),
            64,
            epochs + 1,
            1e-4,
            TrainingPlan.Schedule.CONSTANT,
            0,
            0,
            0,
            1,
            executor);
    double[] ends = new double[epochs + 1];
    Watch watch =
        new Watch() {
          @Override
          public boolean goOn() {
            return true;
          }

          @Override
          public void epoch(int epoch, double loss, double validation) {
            ends[epoch - 1] = System.nanoTime() / 1e9;
          }
        };
    new Trainer(layout(), kernels, plan).train(null, this, null, watch);
    double[] seconds = new double[epochs];
    for (int i = 0; i < epochs; i++) {
      seconds[i] = ends[i + 1] - ends[i];
    }
    return median(seconds);
  }

  FrozenNetwork frozen(Kernels kernels) {
    return new FrozenNetwork(layout(), layout().initial(1), kernels);
  }

  Batch batch(int first, int count) {
    Batch batch = new Batch(layout().shape(), outputs, count);
    batch.rows(count);
    int[] order = new int[count];
    Arrays.setAll(order, i -> first + i);
    read(order, 0, count, batch);
    return batch;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
