package io.flts.stat.arima;

import io.flts.stat.optimize.DampedNewton;
import io.flts.stat.optimize.LevenbergMarquardt;
import java.util.Arrays;
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
    RANK(1, 1e-5, 10),
    /** Several short descents, the best of them to full precision. */
    FINAL(4, 1e-10, 100);

    final int starts;
    final double tolerance;
    final int iterations;

    Effort(int starts, double tolerance, int iterations) {
      this.starts = starts;
      this.tolerance = tolerance;
      this.iterations = iterations;
    }
  }

  private final ArimaSample sample;

  ArimaEstimator(ArimaSample sample) {
    this.sample = sample;
  }

  ArimaSample sample() {
    return sample;
  }

  /**
   * Fits an order.
   *
   * @param start ar, ma, sar, sma to begin from, or null
   * @return the fit, or null when no admissible point was found
   */
  @Nullable ArimaFit fit(ArimaOrder order, double @Nullable [] start, Effort effort) {
    ArmaPolynomials poly = new ArmaPolynomials(order);
    ConcentratedLikelihood likelihood =
        new ConcentratedLikelihood(poly, sample.filter(order, poly));
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
      for (double[] x : starts) {
        double cost =
            effort.starts == 1
                ? optimiser.minimise(likelihood, x, effort.tolerance, effort.iterations)
                : optimiser.minimise(likelihood, x, 1e-4, 10);
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
        optimiser.minimise(likelihood, best, effort.tolerance, effort.iterations);
        if (optimiser.doubtful()) {
          new DampedNewton(k)
              .minimise(x -> likelihood.cost(x, residuals), best, effort.tolerance, 30);
        }
      }
    }
    reflect(order, best);
    return at(order, best, likelihood, residuals);
  }

  /** The model at given coefficients, nothing optimised but sigma² and the regression. */
  @Nullable ArimaFit at(ArimaOrder order, double[] coefficients) {
    ArmaPolynomials poly = new ArmaPolynomials(order);
    ConcentratedLikelihood likelihood =
        new ConcentratedLikelihood(poly, sample.filter(order, poly));
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
