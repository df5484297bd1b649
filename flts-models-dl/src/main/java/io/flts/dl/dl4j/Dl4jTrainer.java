package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.EpochLoop;
import io.flts.dl.engine.Examples;
import io.flts.dl.engine.FrozenNetwork;
import io.flts.dl.engine.Layout;
import io.flts.dl.engine.Session;
import io.flts.dl.engine.Trained;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.engine.Watch;
import io.flts.dl.kernel.Kernels;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

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
    Session session =
        new Session() {
          private final Batch batch =
              new Batch(layout.shape(), targets, Math.min(plan.batch(), examples.count()));

          @Override
          public void begin(int epoch) {
            network.setLearningRate(plan.rate() * plan.schedule().at(epoch, plan.epochs()));
          }

          @Override
          public double step(int[] order, int from, int rows) {
            return Dl4jTrainer.this.step(network, examples, order, from, rows, batch) * rows;
          }

          @Override
          public int skipped() {
            return 0;
          }

          @Override
          public void take(float[] into) {
            exchange.take(into);
          }

          @Override
          public double evaluate(float[] reached, Examples windows) {
            return Dl4jTrainer.this.evaluate(reached, windows);
          }
        };
    return new EpochLoop(plan, examples.count(), 1).run(session, weights, validation, watch);
  }

  private double step(
      MultiLayerNetwork network, Examples examples, int[] order, int from, int rows, Batch batch) {
    batch.rows(rows);
    examples.read(order, from, rows, batch);
    network.fit(BatchArrays.example(layout.shape(), batch, targets));
    return network.score();
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
