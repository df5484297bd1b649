package io.flts.dl.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Epochs over shuffled windows with early stopping; the weights of the best epoch are kept. The
 * same for every engine.
 *
 * <p><b>Determinism</b> the order of windows follows from the plan's seed and the epoch alone.
 * <b>Thread safety</b> immutable; a run is confined to one thread.
 *
 * @since 0.1.0
 */
public final class EpochLoop {
  private final TrainingPlan plan;
  private final int windows;
  private final int lossesPerWindow;

  /**
   * A loop.
   *
   * @param windows how many there are to train on
   * @param lossesPerWindow how many losses a step adds up per window
   */
  public EpochLoop(TrainingPlan plan, int windows, int lossesPerWindow) {
    this.plan = plan;
    this.windows = windows;
    this.lossesPerWindow = lossesPerWindow;
  }

  /**
   * Trains.
   *
   * @param start weights at the start; not changed
   * @param validation windows for early stopping, or null
   */
  public Trained run(Session session, float[] start, @Nullable Examples validation, Watch watch) {
    float[] best = start.clone();
    float[] reached = start.clone();
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestEpoch = 0;
    double[] losses = new double[plan.epochs()];
    double[] checks = new double[plan.epochs()];
    int epoch = 0;
    int steps = 0;
    boolean stopped = false;
    int[] order = new int[windows];
    while (epoch < plan.epochs()) {
      shuffle(order, new SplittableRandom(Trainer.mix(plan.seed(), epoch)));
      session.begin(epoch);
      double sum = 0;
      for (int from = 0; from < windows && !stopped; from += plan.batch()) {
        stopped = !watch.goOn();
        if (!stopped) {
          sum += session.step(order, from, Math.min(plan.batch(), windows - from));
          steps++;
        }
      }
      if (stopped) {
        if (bestEpoch == 0 && steps > session.skipped()) {
          // A deadline within the first epoch: what its steps reached is the best there is.
          bestEpoch = 1;
          session.take(best);
        }
        break;
      }
      session.take(reached);
      double check = validation == null ? Double.NaN : session.evaluate(reached, validation);
      losses[epoch] = sum / ((double) windows * lossesPerWindow);
      checks[epoch] = check;
      epoch++;
      double judged = validation == null ? -epoch : check;
      if (judged < bestLoss) {
        bestLoss = judged;
        bestEpoch = epoch;
        System.arraycopy(reached, 0, best, 0, best.length);
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
        session.skipped(),
        stopped);
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }
}
