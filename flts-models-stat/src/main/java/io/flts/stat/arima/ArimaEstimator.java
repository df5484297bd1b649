package io.flts.stat.arima;

import io.flts.stat.optimize.DampedNewton;
import io.flts.stat.optimize.LevenbergMarquardt;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood estimation of one seasonal ARIMA order.
 *
 * <p>Levenberg-Marquardt on the concentrated likelihood in the coefficients themselves: the moving
 * average is free to reach and cross the unit circle, where the likelihood is smooth and symmetric,
 * and is reflected back at the end; a non-stationary step is refused. Confined to one thread.
 */
final class ArimaEstimator {

  /** How hard to look for the optimum. */
  enum Effort {
    /** One descent to a few digits: enough to rank orders. */
    RANK(1, 1e-5, 10, false),
    /** Several short descents, the best of them to full precision. */
    FINAL(4, 1e-10, 100, false),
    /** The same, given up where a model with a root near the unit circle is in the making. */
    CHOICE(4, 1e-10, 100, true);

    final int starts;
    final double tolerance;
    final int iterations;
    final boolean choosy;

    Effort(int starts, double tolerance, int iterations, boolean choosy) {
      this.starts = starts;
      this.tolerance = tolerance;
      this.iterations = iterations;
      this.choosy = choosy;
    }
  }

  /** Reciprocal roots above this are within one per cent of the unit circle. */
  private static final double NEAR_UNIT_ROOT = 1.0 / 1.01;

  /**
   * After so many steps most descents have arrived. One that has not and is at the unit circle is
   * on its way along it, which takes hundreds of steps and leads to no model that may be chosen.
   */
  private static final int USUAL_ITERATIONS = 25;

  private final ArimaSample sample;
  private final BooleanSupplier late;

  ArimaEstimator(ArimaSample sample) {
    this(sample, () -> false);
  }

  /** One whose descents end where they are as soon as there is no time left. */
  ArimaEstimator(ArimaSample sample, BooleanSupplier late) {
    this.sample = sample;
    this.late = late;
  }

  ArimaSample sample() {
    return sample;
  }

  /**
   * Fits an order.
   *
   * @param start ar, ma, sar, sma to begin from, or null
   * @return the fit, or null when no admissible point was found (in time), or only a model that the
   *     effort does not accept
   */
  @Nullable ArimaFit fit(ArimaOrder order, double @Nullable [] start, Effort effort) {
    ArmaPolynomials poly = new ArmaPolynomials(order);
    ConcentratedLikelihood likelihood =
        new ConcentratedLikelihood(poly, sample.filter(order, poly, late));
    int k = order.armaCount();
    int n = likelihood.count();
    if (n < 1) {
      return null;
    }
    double[] residuals = new double[n];
    double[] best = new double[k];
    if (k > 0) {
      double[][] starts = rankedStarts(order, start, likelihood, residuals);
      LevenbergMarquardt optimiser = new LevenbergMarquardt(k, n);
      double bestCost = Double.POSITIVE_INFINITY;
      int tried = 0;
      LevenbergMarquardt.Residuals timed =
          (x, r) -> !late.getAsBoolean() && likelihood.evaluate(x, r);
      for (double[] x : starts) {
        double cost =
            effort.starts == 1
                ? optimiser.minimise(timed, x, effort.tolerance, effort.iterations)
                : optimiser.minimise(timed, x, 1e-4, 10);
        if (cost < bestCost) {
          bestCost = cost;
          best = x;
        }
        if (cost < Double.POSITIVE_INFINITY && ++tried == effort.starts) {
          break;
        }
      }
      if (bestCost == Double.POSITIVE_INFINITY) {
        return null;
      }
      if (effort.starts > 1) {
        int first = effort.choosy ? USUAL_ITERATIONS : effort.iterations;
        optimiser.minimise(timed, best, effort.tolerance, first);
        if (effort.choosy && optimiser.iterations() == first) {
          if (nearUnitRoot(order, best)) {
            return null;
          }
          optimiser.minimise(timed, best, effort.tolerance, effort.iterations - first);
        }
        if (optimiser.doubtful()) {
          new DampedNewton(k)
              .minimise(
                  x ->
                      late.getAsBoolean()
                          ? Double.POSITIVE_INFINITY
                          : likelihood.cost(x, residuals),
                  best,
                  effort.tolerance,
                  30);
        }
      }
    }
    reflect(order, best);
    return effort.choosy && nearUnitRoot(order, best)
        ? null
        : at(order, best, likelihood, residuals);
  }

  /** Whether a factor has a root within one per cent of the unit circle, on either side. */
  static boolean nearUnitRoot(ArimaOrder order, double[] coefficients) {
    double[] x = coefficients.clone();
    reflect(order, x);
    int[] counts = {order.p(), order.q(), order.seasonalP(), order.seasonalQ()};
    int at = 0;
    for (int part = 0; part < 4; part++) {
      // The moving averages are written with a plus.
      if (PolynomialRoots.largest(x, at, counts[part], part % 2 == 0 ? -1.0 : 1.0)
          > NEAR_UNIT_ROOT) {
        return true;
      }
      at += counts[part];
    }
    return false;
  }

  /** The model at given coefficients, nothing optimised but sigma² and the regression. */
  @Nullable ArimaFit at(ArimaOrder order, double[] coefficients) {
    ArmaPolynomials poly = new ArmaPolynomials(order);
    ConcentratedLikelihood likelihood =
        new ConcentratedLikelihood(poly, sample.filter(order, poly, late));
    return at(order, coefficients, likelihood, new double[likelihood.count()]);
  }

  private static @Nullable ArimaFit at(
      ArimaOrder order, double[] x, ConcentratedLikelihood likelihood, double[] residuals) {
    if (!likelihood.evaluate(x, residuals)) {
      return null;
    }
    int n = likelihood.effectiveCount();
    if (n < 1) {
      return null;
    }
    double[] regression = likelihood.regressionCoefficients();
    int fixed = regression.length;
    int wanted = (order.constant() ? 1 : 0) + likelihoodRegressors(order, fixed, likelihood);
    return new ArimaFit(
        order,
        x,
        Arrays.copyOf(regression, wanted),
        likelihood.sumOfSquares() / n,
        likelihood.logLikelihood(),
        n);
  }

  private static int likelihoodRegressors(
      ArimaOrder order, int columns, ConcentratedLikelihood likelihood) {
    return columns
        - (order.constant() ? 1 : 0)
        - (likelihood.count() - likelihood.effectiveCount());
  }

  private static void reflect(ArimaOrder order, double[] x) {
    PolynomialRoots.reflect(x, order.p(), order.q(), 1.0);
    PolynomialRoots.reflect(x, order.p() + order.q() + order.seasonalP(), order.seasonalQ(), 1.0);
  }

  // Candidates in the order of their likelihood, the caller's start and the regression start among
  // them.
  double[][] rankedStarts(
      ArimaOrder order,
      double @Nullable [] start,
      ConcentratedLikelihood likelihood,
      double[] residuals) {
    double[][] raw = new double[start != null ? 2 : 7][];
    int count = 0;
    if (start != null) {
      raw[count++] = start.clone();
      raw[count++] = constantStart(order, 0.1, 0.1);
    } else {
      raw[count++] = HannanRissanen.start(sample, order);
      raw[count++] = constantStart(order, 0.1, 0.1);
      raw[count++] = constantStart(order, 0.1, -0.5);
      raw[count++] = constantStart(order, 0.6, -0.3);
      raw[count++] = constantStart(order, -0.3, 0.3);
      raw[count++] = constantStart(order, 0.0, 0.0);
      raw[count++] = constantStart(order, 0.8, -0.8);
    }
    double[] cost = new double[count];
    for (int i = 0; i < count; i++) {
      cost[i] = likelihood.cost(raw[i], residuals);
    }
    // Insertion sort; inadmissible starts end up last.
    double[][] sorted = Arrays.copyOf(raw, count);
    for (int i = 1; i < count; i++) {
      double[] x = sorted[i];
      double c = cost[i];
      int j = i - 1;
      for (; j >= 0 && cost[j] > c; j--) {
        sorted[j + 1] = sorted[j];
        cost[j + 1] = cost[j];
      }
      sorted[j + 1] = x;
      cost[j + 1] = c;
    }
    return sorted;
  }

  // First coefficients of every factor only: always stationary and invertible for values inside
  // (-1, 1).
  private static double[] constantStart(ArimaOrder order, double ar, double ma) {
    double[] x = new double[order.armaCount()];
    int at = 0;
    if (order.p() > 0) {
      x[at] = ar;
    }
    at += order.p();
    if (order.q() > 0) {
      x[at] = ma;
    }
    at += order.q();
    if (order.seasonalP() > 0) {
      x[at] = ar;
    }
    at += order.seasonalP();
    if (order.seasonalQ() > 0) {
      x[at] = ma;
    }
    return x;
  }
}
