package io.flts.stat.ets;

import io.flts.stat.ets.EtsShape.Term;
import java.util.Arrays;
import java.util.Random;

/** Simulated futures of an ETS model with Gaussian errors, and their quantiles. */
final class EtsPaths {

  /** Relative errors are cut here, so that positive states stay positive. */
  private static final double LEAST_RELATIVE_ERROR = -0.99;

  private EtsPaths() {}

  /** Paths of shape [path][step]; the same seed gives the same bits. */
  static double[][] simulate(
      EtsShape shape,
      EtsParameters p,
      EtsState end,
      double sigma2,
      int horizon,
      int paths,
      long seed) {
    Random random = new Random(seed);
    double sigma = Math.sqrt(sigma2);
    boolean relative = shape.error() == Term.MULTIPLICATIVE;
    double[][] result = new double[paths][horizon];
    for (double[] path : result) {
      EtsState state = end.copy();
      for (int i = 0; i < horizon; i++) {
        double expected = state.expect(shape, p.phi());
        double error = sigma * random.nextGaussian();
        path[i] =
            relative ? expected * (1 + Math.max(error, LEAST_RELATIVE_ERROR)) : expected + error;
        state.advance(shape, p, path[i]);
      }
    }
    return result;
  }

  /** Quantiles of paths at every step, linear between order statistics; shape [level][step]. */
  static double[][] quantiles(double[][] paths, double[] probabilities, int horizon) {
    double[][] result = new double[probabilities.length][horizon];
    double[] column = new double[paths.length];
    for (int i = 0; i < horizon; i++) {
      for (int k = 0; k < column.length; k++) {
        column[k] = paths[k][i];
      }
      Arrays.sort(column);
      for (int k = 0; k < probabilities.length; k++) {
        double at = probabilities[k] * (column.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, column.length - 1);
        result[k][i] = column[low] + (at - low) * (column[high] - column[low]);
      }
    }
    return result;
  }
}
