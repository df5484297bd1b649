package io.flts.dl.engine;

import io.flts.dl.kernel.Kernels;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A trained network, packed for answering.
 *
 * <p>One window runs layer by layer with all input products of a layer in one go; several run in
 * blocks of 32 with the layers interleaved step by step, so that weights and states stay in the
 * second-level cache. Both give the same bits per window. <b>Cost</b> one multiplication per weight
 * and step. <b>Thread safety</b> immutable, lock-free; working memory is kept for a few callers and
 * allocated for more.
 *
 * @since 0.1.0
 */
public final class FrozenNetwork implements WindowNetwork {
  /** Windows answered together. */
  public static final int BLOCK = 32;

  private static final int KEPT = 8;

  private final Layout layout;
  private final float[] weights;
  private final WeightForms forms;
  private final AtomicReferenceArray<FrozenPass> idle = new AtomicReferenceArray<>(KEPT);
  private final AtomicReferenceArray<FrozenPass> idleSingle = new AtomicReferenceArray<>(KEPT);

  /** Packs a copy of {@code weights} with the given provider. */
  public FrozenNetwork(Layout layout, float[] weights, Kernels kernels) {
    if (weights.length != layout.size()) {
      throw new IllegalArgumentException(
          weights.length + " weights for a network of " + layout.size() + ".");
    }
    this.layout = layout;
    this.weights = weights.clone();
    forms = new WeightForms(kernels, layout, this.weights, false);
  }

  /** The layout of the weights. */
  public Layout layout() {
    return layout;
  }

  @Override
  public Architecture shape() {
    return layout.shape();
  }

  @Override
  public float[] weights() {
    return weights.clone();
  }

  /** Name of the kernel provider. */
  public String kernels() {
    return forms.kernels.name();
  }

  @Override
  public void answer(Batch batch, float[] output) {
    if (batch.rows() > BLOCK) {
      throw new IllegalArgumentException(
          batch.rows() + " windows at once; at most " + BLOCK + " are answered together.");
    }
    boolean single = batch.rows() == 1;
    AtomicReferenceArray<FrozenPass> pool = single ? idleSingle : idle;
    FrozenPass pass = take(pool);
    if (pass == null) {
      pass = new FrozenPass(forms, single ? 1 : BLOCK);
    }
    pass.answer(batch, output);
    for (int i = 0; i < KEPT; i++) {
      if (pool.compareAndSet(i, null, pass)) {
        return;
      }
    }
  }

  private static FrozenPass take(AtomicReferenceArray<FrozenPass> pool) {
    for (int i = 0; i < KEPT; i++) {
      FrozenPass pass = pool.getAndSet(i, null);
      if (pass != null) {
        return pass;
      }
    }
    return null;
  }
}
