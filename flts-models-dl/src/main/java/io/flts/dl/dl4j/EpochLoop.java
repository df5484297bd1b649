package io.flts.dl.dl4j;

import io.flts.dl.engine.Examples;
import io.flts.dl.engine.Trained;
import io.flts.dl.engine.TrainingPlan;
import io.flts.dl.engine.Watch;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Epochs over shuffled windows with early stopping; best weights are kept. The rules are those of
 * {@link io.flts.dl.engine.Trainer}.
 */
final class EpochLoop {

  private EpochLoop() {}

  /**
   * Trains.
   *
   * @param weights those at the start; changed
   * @param count training windows
   */
  static Trained run(
      Session session,
      TrainingPlan plan,
      float[] weights,
      int count,
      @Nullable Examples validation,
      Watch watch) {
    float[] best = weights.clone();
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestEpoch = 0;
    double[] losses = new double[plan.epochs()];
    double[] checks = new double[plan.epochs()];
    int epoch = 0;
    int steps = 0;
    boolean stopped = false;
    int[] order = new int[count];
    while (epoch < plan.epochs() && !stopped) {
      shuffle(order, new SplittableRandom(plan.seed() * 31 + epoch));
      session.begin(epoch);
      double sum = 0;
      for (int from = 0; from < order.length && !stopped; from += plan.batch()) {
        stopped = !watch.goOn();
        if (!stopped) {
          int rows = Math.min(plan.batch(), order.length - from);
          sum += session.step(order, from, rows) * rows;
          steps++;
        }
      }
      if (stopped && bestEpoch > 0) {
        break;
      }
      session.take(weights);
      if (stopped) {
        // A deadline within the first epoch: what its steps reached is the best there is.
        bestEpoch = steps > 0 ? 1 : 0;
        System.arraycopy(weights, 0, best, 0, weights.length);
        break;
      }
      double check = validation == null ? Double.NaN : session.evaluate(weights, validation);
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

  private static void shuffle(int[] order, SplittableRandom random) {
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }
}
