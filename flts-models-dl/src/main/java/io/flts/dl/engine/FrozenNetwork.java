package io.flts.dl.engine;

import io.flts.dl.kernel.KernelChoice;
import io.flts.dl.kernel.Kernels;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A trained network, packed for answering.
 *
 * <p>One window runs layer by layer with all input products of a layer in one go; several run in
 * blocks of 32 with the layers interleaved step by step, so that weights and states stay in the
 * second-level cache. Both give the same bits per window. <b>Cost</b> one multiplication per weight
 * and step. <b>Thread safety</b> answers never change, lock-free; working memory is kept for a few
 * callers and allocated for more.
 *
 * @since 0.1.0
 */
public final class FrozenNetwork implements WindowNetwork {
  /** Windows answered together. */
  public static final int BLOCK = 32;

  private static final int KEPT = 8;

  private final Layout layout;
  private final float[] weights;
  private final @Nullable WarmUp warmUp;
  private volatile WeightForms forms;
  private final AtomicReferenceArray<FrozenPass> idle = new AtomicReferenceArray<>(KEPT);
  private final AtomicReferenceArray<FrozenPass> idleSingle = new AtomicReferenceArray<>(KEPT);

  /** Packs a copy of {@code weights} with the given provider. */
  public FrozenNetwork(Layout layout, float[] weights, Kernels kernels) {
    this(layout, weights, kernels, false);
  }

  /**
   * A network that answers at once, for one that was just read from a file.
   *
   * <p>The vector kernels are slow until the JVM has compiled them: their first windows would take
   * half a second. So the plain ones begin; once some windows were asked for, the vector ones are
   * loaded and rehearsed on the common pool, and take over when they are fast. Both give the same
   * bits.
   */
  public static FrozenNetwork startingPlain(Layout layout, float[] weights) {
    Kernels plain = KernelChoice.named("plain");
    return new FrozenNetwork(layout, weights, plain, KernelChoice.vectorPresent());
  }

  private FrozenNetwork(Layout layout, float[] weights, Kernels kernels, boolean warmsUp) {
    if (weights.length != layout.size()) {
      throw new IllegalArgumentException(
          weights.length + " weights for a network of " + layout.size() + ".");
    }
    this.layout = layout;
    this.weights = weights.clone();
    forms = new WeightForms(kernels, layout, this.weights, false);
    warmUp = warmsUp ? new WarmUp() : null;
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

  /** Name of the kernel provider that answers now. */
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
    WeightForms now = forms;
    FrozenPass pass = take(pool, now);
    if (pass == null) {
      pass = new FrozenPass(now, single ? 1 : BLOCK);
    }
    pass.answer(batch, output);
    if (warmUp != null) {
      warmUp.answered(batch.rows());
    }
    for (int i = 0; i < KEPT; i++) {
      if (pool.compareAndSet(i, null, pass)) {
        return;
      }
    }
  }

  private static @Nullable FrozenPass take(
      AtomicReferenceArray<FrozenPass> pool, WeightForms forms) {
    for (int i = 0; i < KEPT; i++) {
      FrozenPass pass = pool.getAndSet(i, null);
      if (pass != null && pass.worksOn(forms)) {
        return pass;
      }
    }
    return null;
  }

  /** Makes the fastest kernels fast before they answer anybody. */
  private final class WarmUp {
    /** A program that asks for fewer windows is done sooner without. */
    private static final int WINDOWS = 32;

    private static final int ROUNDS = 200;
    private static final int ROUNDS_PER_BLOCK = 10;
    private static final long MOST_NANOS = 2_000_000_000L;

    private final AtomicInteger missing = new AtomicInteger(WINDOWS);

    void answered(int windows) {
      if (missing.get() > 0) {
        int before = missing.getAndAdd(-windows);
        if (before > 0 && before <= windows) {
          CompletableFuture.runAsync(this::rehearse);
        }
      }
    }

    private void rehearse() {
      WeightForms fast = new WeightForms(KernelChoice.fastest(), layout, weights, false);
      FrozenPass one = new FrozenPass(fast, 1);
      FrozenPass block = new FrozenPass(fast, BLOCK);
      Batch window = new Batch(shape(), 0, 1);
      window.rows(1);
      Batch windows = new Batch(shape(), 0, BLOCK);
      windows.rows(BLOCK);
      float[] output = new float[BLOCK * shape().width()];
      long start = System.nanoTime();
      for (int i = 0; i < ROUNDS && System.nanoTime() - start < MOST_NANOS; i++) {
        one.answer(window, output);
        if (i % ROUNDS_PER_BLOCK == 0) {
          block.answer(windows, output);
        }
      }
      forms = fast;
    }
  }
}
