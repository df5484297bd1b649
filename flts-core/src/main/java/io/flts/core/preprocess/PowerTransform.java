package io.flts.core.preprocess;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The power transformation of one series.
 *
 * @param lambda the power
 * @param shift added before
 */
record PowerTransform(double lambda, double shift) {
  private static final int NODES = 40;
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_PI = Math.sqrt(Math.PI);

  /** Exponentials of logarithms stay exact where lambda nears 0. */
  double apply(double value) {
    double log = Math.log(value + shift);
    return lambda == 0 ? log : Math.expm1(lambda * log) / lambda;
  }

  /**
   * The inverse. Below its domain, which begins at -1/lambda for positive lambda, it is the value
   * at the edge; above its domain, for negative lambda, it is infinite.
   */
  double invert(double transformed) {
    if (lambda == 0) {
      return Math.exp(transformed) - shift;
    }
    double base = lambda * transformed;
    if (base <= -1) {
      return lambda > 0 ? -shift : Double.POSITIVE_INFINITY;
    }
    return Math.exp(Math.log1p(base) / lambda) - shift;
  }

  Forecast invert(Forecast prepared) {
    double[] centre = prepared.mean();
    double[] sigma =
        prepared.point() == Forecast.Point.MEAN
            ? spread(prepared.quantiles(), centre.length)
            : new double[0];
    double[] mean = new double[centre.length];
    boolean isMean = sigma.length > 0;
    for (int step = 0; step < mean.length && isMean; step++) {
      mean[step] = expectation(centre[step], sigma[step]);
      isMean = Double.isFinite(mean[step]);
    }
    if (!isMean) {
      mean = PointwiseInverse.row(centre, this::invert);
    }
    Forecast.Point point = isMean || lambda == 1 ? prepared.point() : Forecast.Point.MEDIAN;
    return PointwiseInverse.of(prepared, mean, this::invert).toBuilder().point(point).build();
  }

  /**
   * The standard deviation per step from the central interval nearest to 80 %; empty without one.
   */
  private static double[] spread(Quantiles quantiles, int steps) {
    double[] probabilities = quantiles.probabilities();
    int lower = -1;
    for (int k = 0; k < probabilities.length; k++) {
      boolean central = probabilities[k] < 0.5 && quantiles.has(1 - probabilities[k]);
      if (central
          && (lower < 0
              || Math.abs(probabilities[k] - 0.1) < Math.abs(probabilities[lower] - 0.1))) {
        lower = k;
      }
    }
    if (lower < 0) {
      return new double[0];
    }
    double width = -2 * new NormalDistribution().inverseCumulativeProbability(probabilities[lower]);
    double[] high = quantiles.get(1 - probabilities[lower]);
    double[] sigma = new double[steps];
    for (int step = 0; step < steps; step++) {
      sigma[step] = (high[step] - quantiles.get(lower, step)) / width;
    }
    return sigma;
  }

  /** The mean of the inverse of a normal variable, by Gauss-Hermite quadrature. */
  private double expectation(double centre, double sigma) {
    if (sigma == 0 || lambda == 1) {
      return invert(centre);
    }
    if (lambda == 0) {
      return Math.exp(centre + sigma * sigma / 2) - shift;
    }
    GaussIntegrator rule = new GaussIntegratorFactory().hermite(NODES);
    return rule.integrate(x -> invert(centre + SQRT_2 * sigma * x)) / SQRT_PI;
  }
}
