package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.Examples;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.Trained;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.engine.Watch;
import io.flts.dl.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds the weights of a recurrent network with a {@code MultiLayerNetwork} of Deeplearning4j.
 *
 * <p>Start weights, order of windows, loss, early stopping and best weights are those of {@link
 * io.flts.dl.engine.Trainer}; Deeplearning4j computes the passes, Adam and dropout. Two things
 * differ: the gradient is clipped per layer, and the learning rate follows the plan's schedule per
 * epoch through its updater. Validation and forecasts run on our frozen form of the weights.
 * <b>Determinism</b> same seed, same bits on one machine with the CPU backend; a GPU backend
 * promises less. <b>Thread safety</b> confined to one thread.
 *
 * @since 0.1.0
 */
public final class Dl4jTrainer {
  private final Layout layout;
  private final Kernels kernels;
  private final TrainingPlan plan;
  private final int targets;

  /**
   * A trainer for networks of one shape.
   *
   * @param layout recurrent, without segments, embedding or numbers beside the sequence
   * @param kernels what validation runs on
   */
  public Dl4jTrainer(Layout layout, Kernels kernels, TrainingPlan plan) {
    Architecture shape = layout.shape();
    if (!shape.body().recurs() || shape.segments() > 0 || shape.embed() > 0 || shape.extras() > 0) {
      throw new IllegalArgumentException(
          "Engine 'dl4j' trains recurrent networks whose inputs all stand in the sequence; this one"
              + " is "
              + shape
              + ". Set 'segment' to 0, or choose engine 'flts'.");
    }
    this.layout = layout;
    this.kernels = kernels;
    this.plan = plan;
    targets = shape.width() / plan.loss().perTarget();
  }

  /**
   * Trains.
   *
   * @param start weights to start from, or null for random ones from the plan's seed
   * @param validation windows for early stopping, or null
   */
  public Trained train(
      float @Nullable [] start, Examples examples, @Nullable Examples validation, Watch watch) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(NetworkConfiguration.of(layout.shape(), plan, DataType.FLOAT));
    network.init();
    WeightExchange exchange = new WeightExchange(layout, network);
    float[] weights = start == null ? layout.initial(plan.seed()) : start.clone();
    exchange.give(weights);
    float[] best = weights.clone();
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestEpoch = 0;
    double[] losses = new double[plan.epochs()];
    double[] checks = new double[plan.epochs()];
    int epoch = 0;
    int steps = 0;
    boolean stopped = false;
    int[] order = new int[examples.count()];
    Batch batch = new Batch(layout.shape(), targets, Math.min(plan.batch(), order.length));
    while (epoch < plan.epochs() && !stopped) {
      shuffle(order, new SplittableRandom(plan.seed() * 31 + epoch));
      network.setLearningRate(plan.rate() * plan.schedule().at(epoch, plan.epochs()));
      double sum = 0;
      for (int from = 0; from < order.length && !stopped; from += plan.batch()) {
        stopped = !watch.goOn();
        if (!stopped) {
          int rows = Math.min(plan.batch(), order.length - from);
          sum += step(network, examples, order, from, rows, batch) * rows;
          steps++;
        }
      }
      if (stopped && bestEpoch > 0) {
        break;
      }
      exchange.take(weights);
      if (stopped) {
        // A deadline within the first epoch: what its steps reached is the best there is.
        bestEpoch = steps > 0 ? 1 : 0;
        System.arraycopy(weights, 0, best, 0, weights.length);
        break;
      }
      double check = validation == null ? Double.NaN : evaluate(weights, validation);
      losses[epoch] = sum / order.length;
      checks[epoch] = check;
      epoch++;
      double judged = validation == null ? -epoch : check;
      if (judged < bestLoss) {
        bestLoss = judged;
        bestEpoch = epoch;
        System.arraycopy(weights, 0, best, 0, weights.length);
      }
      watch.epoch(epoch, losses[epoch - 1], check);
      if (validation != null && plan.patience() > 0 && epoch - bestEpoch >= plan.patience()) {
        break;
      }
    }
    return new Trained(
        best,
        epoch,
        steps,
        bestEpoch,
        Arrays.copyOf(losses, epoch),
        Arrays.copyOf(checks, epoch),
        0,
        stopped);
  }

  private double step(
      MultiLayerNetwork network, Examples examples, int[] order, int from, int rows, Batch batch) {
    batch.rows(rows);
    examples.read(order, from, rows, batch);
    network.fit(new DataSet(sequence(batch), labels(batch)));
    return network.score();
  }

  /** Ours is {@code [steps][windows][features]}, theirs {@code [windows, features, steps]}. */
  private INDArray sequence(Batch batch) {
    Architecture shape = layout.shape();
    int length = shape.steps() * batch.rows() * shape.features();
    return Nd4j.createFromArray(Arrays.copyOf(batch.sequence(), length))
        .reshape('c', shape.steps(), batch.rows(), shape.features())
        .permute(1, 2, 0);
  }

  private INDArray labels(Batch batch) {
    float[] values = Arrays.copyOf(batch.target(), batch.rows() * targets);
    return Nd4j.createFromArray(values).reshape('c', batch.rows(), targets);
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }

  private double evaluate(float[] weights, Examples validation) {
    FrozenNetwork frozen = new FrozenNetwork(layout, weights, kernels);
    int block = FrozenNetwork.BLOCK;
    Batch batch = new Batch(layout.shape(), targets, block);
    float[] output = new float[block * layout.shape().width()];
    float[] unused = new float[output.length];
    int[] order = new int[validation.count()];
    Arrays.setAll(order, i -> i);
    double sum = 0;
    for (int from = 0; from < order.length; from += block) {
      int rows = Math.min(block, order.length - from);
      batch.rows(rows);
      validation.read(order, from, rows, batch);
      frozen.answer(batch, output);
      sum += plan.loss().of(output, batch.target(), rows * targets, 0f, unused);
    }
    return sum / ((double) order.length * targets);
  }
}
