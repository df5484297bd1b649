package io.flts.stat.stationarity;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * The Box-Cox power transformation and two ways to choose its parameter.
 *
 * <p>{@code (x^λ - 1) / λ}, or log x at λ = 0; defined for x above 0 (and for 0 when λ is above 0).
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1964.tb00553.x">Box and Cox (1964)</a>
 * @since 0.1.0
 */
public final class BoxCox {
  private BoxCox() {}

  /** Transformed value. */
  public static double transform(double x, double lambda) {
    return lambda == 0.0 ? Math.log(x) : (Math.pow(x, lambda) - 1.0) / lambda;
  }

  /** Original value; 0 where the transformed one lies below the range of the transformation. */
  public static double invert(double z, double lambda) {
    if (lambda == 0.0) {
      return Math.exp(z);
    }
    double base = lambda * z + 1.0;
    return base <= 0.0
        ? (lambda > 0.0 ? 0.0 : Double.POSITIVE_INFINITY)
        : Math.pow(base, 1.0 / lambda);
  }

  /**
   * Guerrero's choice: the ratio of spread to level^(1-λ) over whole cycles varies least.
   *
   * @param y positive values without NaN, more than two cycles
   * @param period seasonal period; taken as 2 when below that
   * @return λ in [-1, 2]; 1 when the series is too short
   * @see <a href="https://doi.org/10.1002/for.3980120104">Guerrero (1993)</a>
   */
  public static double guerrero(double[] y, int period) {
    int m = Math.max(2, period);
    int cycles = y.length / m;
    if (y.length <= 2 * period || cycles < 2) {
      return 1.0;
    }
    double[] level = new double[cycles];
    double[] spread = new double[cycles];
    int at = y.length - cycles * m;
    for (int c = 0; c < cycles; c++) {
      double mean = 0.0;
      for (int j = 0; j < m; j++) {
        mean += y[at + c * m + j];
      }
      mean /= m;
      double squares = 0.0;
      for (int j = 0; j < m; j++) {
        double e = y[at + c * m + j] - mean;
        squares += e * e;
      }
      level[c] = mean;
      spread[c] = Math.sqrt(squares / (m - 1));
    }
    return new BrentOptimizer(1e-10, 1e-8)
        .optimize(
            new MaxEval(500),
            new UnivariateObjectiveFunction(lambda -> variation(level, spread, lambda)),
            GoalType.MINIMIZE,
            new SearchInterval(-1.0, 2.0))
        .getPoint();
  }

  private static double variation(double[] level, double[] spread, double lambda) {
    int n = level.length;
    double mean = 0.0;
    double[] ratio = new double[n];
    for (int c = 0; c < n; c++) {
      ratio[c] = spread[c] / Math.pow(level[c], 1.0 - lambda);
      mean += ratio[c];
    }
    mean /= n;
    double squares = 0.0;
    for (double r : ratio) {
      squares += (r - mean) * (r - mean);
    }
    return Math.sqrt(squares / (n - 1)) / mean;
  }

  /**
   * Maximum likelihood choice for a linear trend with seasonal dummies, on a grid of 0.05.
   *
   * @param y positive values without NaN, more than two cycles
   * @param period seasonal period, at least 1
   * @return λ in [-1, 2]; 1 when the series is too short
   */
  public static double logLikelihood(double[] y, int period) {
    int n = y.length;
    int m = Math.max(1, period);
    if (n <= 2 * m) {
      return 1.0;
    }
    double logMean = 0.0;
    for (double value : y) {
      logMean += Math.log(value);
    }
    logMean /= n;
    double[][] columns = new double[m + 1][n];
    for (int t = 0; t < n; t++) {
      columns[0][t] = 1.0;
      columns[1][t] = t + 1.0;
      if (t % m > 0) {
        columns[t % m + 1][t] = 1.0;
      }
    }
    double best = 1.0;
    double bestValue = Double.POSITIVE_INFINITY;
    double[] z = new double[n];
    for (int g = -20; g <= 40; g++) {
      double lambda = g / 20.0;
      double scale = Math.exp(-(lambda - 1.0) * logMean);
      for (int t = 0; t < n; t++) {
        z[t] = transform(y[t], lambda) * scale;
      }
      double squares = 0.0;
      for (double e : Regression.fit(z, columns).residual) {
        squares += e * e;
      }
      if (squares < bestValue) {
        bestValue = squares;
        best = lambda;
      }
    }
    return best;
  }
}
