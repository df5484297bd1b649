package io.flts.dl.dl4j;

import io.flts.dl.engine.Architecture;
import io.flts.dl.engine.Batch;
import io.flts.dl.engine.WindowNetwork;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained network of Deeplearning4j, for answering where ours cannot say it.
 *
 * <p>A {@code MultiLayerNetwork} serves one thread at a time: a few are kept, a caller takes one
 * and gives it back, and one more is made while all are out. Windows are answered one by one, so
 * that a window alone and the same window among others give the same bits. <b>Thread safety</b>
 * safe from any number of threads; no locks of ours. <b>Cost</b> milliseconds per window.
 *
 * @since 0.1.0
 */
public final class PooledNetwork implements WindowNetwork {
  private static final int KEPT = 8;

  private final OwnNetwork network;
  private final float[] weights;
  private final AtomicReferenceArray<MultiLayerNetwork> idle = new AtomicReferenceArray<>(KEPT);

  /**
   * A network with its trained parameters, in Deeplearning4j's order.
   *
   * @throws IllegalArgumentException where their number is not that of the network
   */
  public PooledNetwork(OwnNetwork network, float[] weights) {
    if (weights.length != network.parameters()) {
      throw new IllegalArgumentException(
          weights.length + " weights for a network of " + network.parameters() + ".");
    }
    this.network = network;
    this.weights = weights.clone();
  }

  @Override
  public Architecture shape() {
    return network.windows();
  }

  @Override
  public float[] weights() {
    return weights.clone();
  }

  /** The network without its weights. */
  public OwnNetwork network() {
    return network;
  }

  @Override
  public void answer(Batch batch, float[] output) {
    MultiLayerNetwork computing = take();
    if (computing == null) {
      computing = new MultiLayerNetwork(network.configuration(0, null));
      computing.init(Nd4j.createFromArray(weights).reshape(1, weights.length), false);
    }
    Architecture shape = network.windows();
    Batch one = new Batch(shape, 0, 1);
    one.rows(1);
    for (int row = 0; row < batch.rows(); row++) {
      copy(batch, row, one);
      float[] answers = computing.output(BatchArrays.input(shape, one)).dup('c').data().asFloat();
      System.arraycopy(answers, 0, output, row * shape.outputs(), shape.outputs());
    }
    for (int i = 0; i < KEPT; i++) {
      if (idle.compareAndSet(i, null, computing)) {
        return;
      }
    }
  }

  private void copy(Batch from, int row, Batch to) {
    Architecture shape = network.windows();
    int features = shape.features();
    for (int t = 0; t < shape.steps(); t++) {
      int at = (t * from.rows() + row) * features;
      System.arraycopy(from.sequence(), at, to.sequence(), t * features, features);
    }
    int extras = shape.extrasPerWindow();
    System.arraycopy(from.extras(), row * extras, to.extras(), 0, extras);
  }

  private @Nullable MultiLayerNetwork take() {
    for (int i = 0; i < KEPT; i++) {
      MultiLayerNetwork found = idle.getAndSet(i, null);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
