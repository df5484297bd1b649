package io.flts.stat.tabular;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import java.util.Arrays;

/**
 * Whole paths of forecast errors made on data that the model had not seen: what its quantiles and
 * simulated paths are taken from (split conformal prediction, one score per step).
 *
 * <p>Errors are on the common scale of the series. Steps beyond the learned horizon use the paths
 * again, wider by the square root of the number of repetitions. A path keeps the dependence between
 * steps, so sums over steps get honest quantiles. Immutable.
 */
final class Errors {
  /** Fewer errors than this at one step are pooled with those of the neighbouring steps. */
  private static final int ENOUGH = 40;

  private final int horizon;

  /** One path after another. */
  private final float[] paths;

  /** Per step, errors in ascending order. */
  private final float[][] sorted;

  Errors(int horizon, float[] paths) {
    this.horizon = horizon;
    this.paths = paths;
    sorted = new float[horizon][];
    int count = count();
    for (int step = 0; step < horizon; step++) {
      int around = 0;
      while (around < horizon && (2 * around + 1) * count < ENOUGH) {
        around++;
      }
      int from = Math.max(0, step - around);
      int to = Math.min(horizon, step + around + 1);
      float[] pool = new float[(to - from) * count];
      int at = 0;
      for (int p = 0; p < count; p++) {
        for (int s = from; s < to; s++) {
          pool[at++] = paths[p * horizon + s];
        }
      }
      Arrays.sort(pool);
      sorted[step] = pool;
    }
  }

  int count() {
    return paths.length / horizon;
  }

  /** The error quantile of a step (from 0), on the common scale. */
  double quantile(int step, double probability) {
    float[] pool = sorted[step % horizon];
    if (pool.length == 0) {
      return 0;
    }
    return growth(step) * quantile(pool, probability);
  }

  /**
   * Position p·(K + 1) among K errors, which covers exactly in finite samples; beyond the outermost
   * error on along the normal distribution.
   */
  private static double quantile(float[] pool, double probability) {
    int last = pool.length - 1;
    double place = probability * (pool.length + 1) - 1;
    if (place >= 0 && place <= last) {
      int below = Math.min((int) place, Math.max(0, last - 1));
      double share = place - below;
      return pool[below] + share * (pool[Math.min(below + 1, last)] - pool[below]);
    }
    double middle =
        pool.length % 2 == 1 ? pool[last / 2] : (pool[last / 2] + pool[last / 2 + 1]) / 2;
    double outermost = place < 0 ? 1.0 / (pool.length + 1) : pool.length / (pool.length + 1.0);
    double extreme = place < 0 ? pool[0] : pool[last];
    double most = normal(outermost);
    double stretch = most == 0 ? 1 : normal(probability) / most;
    return middle + stretch * (extreme - middle);
  }

  private static double normal(double probability) {
    return io.flts.stat.safeguard.Safeguard.normalQuantile(probability);
  }

  private double growth(int step) {
    return Math.sqrt(1.0 + step / horizon);
  }

  /** The error of a step on a numbered path; later repetitions take other paths. */
  double error(int step, int path, int shift) {
    int count = count();
    if (count == 0) {
      return 0;
    }
    int block = step / horizon;
    int which = (int) ((path + (long) block * shift) % count);
    return growth(step) * paths[which * horizon + step % horizon];
  }

  void write(ModelWriter out) {
    out.integer("horizon", horizon).floats("paths", paths);
  }

  static Errors read(ModelReader in) {
    int horizon = in.integer("horizon", 1, 100_000);
    float[] paths = in.floats("paths");
    if (paths.length % horizon != 0) {
      throw new ModelFormatException(
          "Saved model: 'paths' has "
              + paths.length
              + " elements; a multiple of "
              + horizon
              + " is needed. The file is damaged.");
    }
    for (float error : paths) {
      if (!Float.isFinite(error)) {
        throw new ModelFormatException(
            "Saved model: 'paths' holds " + error + "; all must be finite. The file is damaged.");
      }
    }
    return new Errors(horizon, paths);
  }
}
