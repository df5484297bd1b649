package io.flts.dl.dl4j;

import io.flts.api.error.FitFailedException;
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
import io.flts.dl.engine.WindowNetwork;
import io.flts.dl.kernel.Kernels;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains somebody's own network with the updater, regularisation and loss of its configuration.
 *
 * <p>Order of windows, early stopping and best weights are ours. With quantiles our loss takes the
 * place of the configured one, which knows none. <b>Determinism</b> same seed, same bits on one
 * machine with the CPU backend. <b>Thread safety</b> confined to one thread.
 *
 * @since 0.1.0
 */
public final class OwnNetworkTrainer {
  private static final int BLOCK = 256;

  private final OwnNetwork own;
  private final TrainingPlan plan;
  private final boolean ourLoss;
  private final int targets;

  /** A trainer; of the plan only loss, batch, epochs, patience and seed are used. */
  public OwnNetworkTrainer(OwnNetwork own, TrainingPlan plan) {
    this.own = own;
    this.plan = plan;
    ourLoss = plan.loss().perTarget() > 1;
    targets = own.windows().outputs() / plan.loss().perTarget();
  }

  /**
   * Trains.
   *
   * @param start parameters to start from, in Deeplearning4j's order, or null for random ones
   * @param validation windows for early stopping, or null
   */
  public Trained train(
      float @Nullable [] start, Examples examples, @Nullable Examples validation, Watch watch) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(own.configuration(plan.seed(), ourLoss ? plan.loss() : null));
    network.init();
    if (start != null) {
      network.setParams(Nd4j.createFromArray(start).reshape(1, start.length));
    }
    float[] weights = network.params().dup('c').data().asFloat();
    Session session =
        new Session() {
          private final Batch batch =
              new Batch(own.windows(), targets, Math.min(plan.batch(), examples.count()));

          @Override
          public void begin(int epoch) {
            if (epoch > 0) {
              network.incrementEpochCount();
            }
          }

          @Override
          public double step(int[] order, int from, int rows) {
            batch.rows(rows);
            examples.read(order, from, rows, batch);
            return OwnNetworkTrainer.this.step(network, example(batch)) * rows;
          }

          @Override
          public int skipped() {
            return 0;
          }

          @Override
          public void take(float[] into) {
            float[] now = network.params().dup('c').data().asFloat();
            System.arraycopy(now, 0, into, 0, into.length);
          }

          @Override
          public double evaluate(float[] reached, Examples windows) {
            return OwnNetworkTrainer.this.evaluate(network, windows);
          }
        };
    return new EpochLoop(plan, examples.count(), 1).run(session, weights, validation, watch);
  }

  private double step(MultiLayerNetwork network, DataSet example) {
    try {
      network.fit(example);
      return network.score();
    } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new FitFailedException(
          "Training of 'dl4j' failed inside Deeplearning4j ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
              + "). The configuration can be built but not trained: change the layer it names.",
          e);
    }
  }

  private DataSet example(Batch batch) {
    Architecture shape = own.windows();
    return ourLoss
        ? BatchArrays.example(shape, batch, targets)
        : BatchArrays.masked(shape, batch, targets);
  }

  private double evaluate(MultiLayerNetwork network, Examples windows) {
    int[] order = new int[windows.count()];
    Arrays.setAll(order, i -> i);
    Batch batch = new Batch(own.windows(), targets, Math.min(BLOCK, order.length));
    double sum = 0;
    for (int from = 0; from < order.length; from += BLOCK) {
      int rows = Math.min(BLOCK, order.length - from);
      batch.rows(rows);
      windows.read(order, from, rows, batch);
      sum += network.score(example(batch), false) * rows;
    }
    return sum / order.length;
  }

  /**
   * What answers with trained parameters: our own frozen form where the network is one of our
   * shapes, else Deeplearning4j.
   */
  public static WindowNetwork answering(OwnNetwork own, float[] parameters, Kernels kernels) {
    MultiLayerNetwork network = new MultiLayerNetwork(own.configuration(0, null));
    FrozenShape frozen = FrozenShape.of(network.getLayerWiseConfigurations(), own.windows());
    if (frozen == null) {
      return new PooledNetwork(own, parameters);
    }
    network.init(Nd4j.createFromArray(parameters).reshape(1, parameters.length), false);
    Layout layout = new Layout(frozen.architecture());
    float[] weights = new float[layout.size()];
    new WeightExchange(layout, network, frozen.places()).take(weights);
    return new FrozenNetwork(layout, weights, kernels);
  }

  /** The parameters, in Deeplearning4j's order, that {@link #answering} made a network of. */
  public static float[] parameters(OwnNetwork own, WindowNetwork trained) {
    if (trained instanceof PooledNetwork) {
      return trained.weights();
    }
    MultiLayerNetwork network = new MultiLayerNetwork(own.configuration(0, null));
    FrozenShape frozen = FrozenShape.of(network.getLayerWiseConfigurations(), own.windows());
    if (frozen == null || !frozen.architecture().equals(trained.shape())) {
      throw new IllegalArgumentException(
          "The network to start from is "
              + trained.shape()
              + ", which is not the configured one. Use the same configuration, or fit anew.");
    }
    network.init();
    Layout layout = new Layout(frozen.architecture());
    new WeightExchange(layout, network, frozen.places()).give(trained.weights());
    return network.params().dup('c').data().asFloat();
  }
}
