package io.flts.dl.engine;

import io.flts.dl.kernel.Kernels;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the weights of a network by Adam on shuffled batches.
 *
 * <p>A batch is cut into shards whose number depends on the batch size alone; gradients are summed
 * in shard order, whichever thread made them, so the same seed gives the same bits on any number of
 * threads. A step whose gradient is not finite changes nothing. With validation windows the weights
 * of the best epoch are kept.
 *
 * <p><b>Cost</b> per epoch about six times the multiplications of one forward pass over all
 * windows. <b>Thread safety</b> confined to one thread, which may lend work to the plan's executor.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam</a>
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, decoupled weight decay</a>
 * @since 0.1.0
 */
public final class Trainer {
  private static final int ROWS_PER_SHARD = 32;
  private static final int MOST_SHARDS = 8;
  private static final int RANGES = 8;

  private final Layout layout;
  private final Kernels kernels;
  private final TrainingPlan plan;
  private final int targets;

  /** A trainer for networks of one shape. */
  public Trainer(Layout layout, Kernels kernels, TrainingPlan plan) {
    this.layout = layout;
    this.kernels = kernels;
    this.plan = plan;
    targets = layout.shape().width() / plan.loss().perTarget();
  }

  /**
   * Trains.
   *
   * @param start weights to start from, or null for random ones from the plan's seed
   * @param validation windows for early stopping, or null
   */
  public Trained train(
      float @Nullable [] start, Examples examples, @Nullable Examples validation, Watch watch) {
    float[] weights = start == null ? layout.initial(plan.seed()) : start.clone();
    Run run = new Run(weights, examples);
    return new EpochLoop(plan, examples.count(), targets).run(run, weights, validation, watch);
  }

  /** The buffers of one training. */
  private final class Run implements Session {
    private final float[] weights;
    private final Examples examples;
    private final WeightForms forms;
    private final NetworkPass[] passes;
    private final Batch[] batches;
    private final double[] sums;
    private final double[] norms = new double[RANGES];
    private final float[] total;
    private final float[] first;
    private final float[] second;
    private final Crew crew = new Crew(plan.executor());
    private double rate;
    private int step;
    private int skipped;

    Run(float[] weights, Examples examples) {
      this.weights = weights;
      this.examples = examples;
      int batch = Math.max(1, Math.min(plan.batch(), examples.count()));
      int shards = Math.max(1, Math.min(MOST_SHARDS, batch / ROWS_PER_SHARD));
      int capacity = (batch + shards - 1) / shards;
      forms = new WeightForms(kernels, layout, weights, true);
      passes = new NetworkPass[shards];
      batches = new Batch[shards];
      sums = new double[shards];
      for (int s = 0; s < shards; s++) {
        passes[s] = new NetworkPass(forms, capacity, true);
        batches[s] = new Batch(layout.shape(), targets, capacity);
      }
      total = new float[layout.size()];
      first = new float[layout.size()];
      second = new float[layout.size()];
    }

    @Override
    public void begin(int epoch) {
      rate = plan.rate() * plan.schedule().at(epoch, plan.epochs());
    }

    @Override
    public double step(int[] order, int from, int rows) {
      step++;
      int shards = passes.length;
      int each = (rows + shards - 1) / shards;
      float scale = (float) (1.0 / ((double) rows * targets));
      crew.run(
          shards,
          s -> {
            int start = Math.min(rows, s * each);
            int count = Math.min(rows, start + each) - start;
            sums[s] = shard(order, from + start, count, scale, s);
          },
          passes[0].slices(),
          (s, slice) -> {
            if (s * each < rows) {
              passes[s].addSlice(slice);
            }
          });
      double loss = 0;
      for (double sum : sums) {
        loss += sum;
      }
      crew.run(RANGES, this::reduce);
      double norm = 0;
      for (double part : norms) {
        norm += part;
      }
      norm = Math.sqrt(norm);
      if (!Double.isFinite(norm) || !Double.isFinite(loss)) {
        skipped++;
        return 0;
      }
      double clip = plan.clip() > 0 && norm > plan.clip() ? plan.clip() / norm : 1;
      crew.run(RANGES, r -> adam(r, clip));
      crew.run(forms.count(), forms::refresh);
      return loss;
    }

    private double shard(int[] order, int from, int rows, float scale, int s) {
      NetworkPass pass = passes[s];
      Batch into = batches[s];
      pass.clearGradient();
      into.rows(rows);
      if (rows == 0) {
        return 0;
      }
      examples.read(order, from, rows, into);
      pass.forward(into, new SplittableRandom(mix(plan.seed() + s + 1, step)));
      double sum = plan.loss().of(pass.output, into.target(), rows * targets, scale, pass.dOutput);
      pass.backward(into);
      return sum;
    }

    private void reduce(int range) {
      int from = bound(range);
      int to = bound(range + 1);
      System.arraycopy(passes[0].gradient, from, total, from, to - from);
      for (int s = 1; s < passes.length; s++) {
        float[] part = passes[s].gradient;
        for (int i = from; i < to; i++) {
          total[i] += part[i];
        }
      }
      double norm = 0;
      for (int i = from; i < to; i++) {
        norm += (double) total[i] * total[i];
      }
      norms[range] = norm;
    }

    private void adam(int range, double clip) {
      double firstBias = 1 - StrictMath.pow(0.9, step - skipped);
      double secondBias = 1 - StrictMath.pow(0.999, step - skipped);
      kernels.adam(
          bound(range),
          bound(range + 1),
          weights,
          total,
          first,
          second,
          (float) clip,
          (float) (rate / firstBias),
          (float) (1 / secondBias),
          (float) (1 - rate * plan.decay()));
    }

    private int bound(int range) {
      return (int) ((long) layout.size() * range / RANGES);
    }

    @Override
    public int skipped() {
      return skipped;
    }

    @Override
    public void take(float[] into) {
      System.arraycopy(weights, 0, into, 0, into.length);
    }

    @Override
    public double evaluate(float[] reached, Examples validation) {
      // The packed forms are those of the weights reached.
      return new Evaluation(layout, forms, plan.loss(), validation).run(crew);
    }
  }

  static long mix(long seed, long counter) {
    long z = seed + (counter + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
