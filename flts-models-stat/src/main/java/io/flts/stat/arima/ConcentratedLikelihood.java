package io.flts.stat.arima;

import io.flts.stat.optimize.LevenbergMarquardt;
import java.util.Arrays;

/**
 * The Gaussian likelihood of a regression with ARMA errors as a sum of squares in the ARMA
 * coefficients alone.
 *
 * <p>Regression coefficients are replaced by their generalised least-squares values and sigma² by
 * its maximum likelihood value. With standardised innovations e and innovation variances F,
 * maximising the likelihood is minimising
 *
 * <pre>  sum( e² ) · (product of F)^(1/n), </pre>
 *
 * so the innovations times the root of the second factor are least-squares residuals. Unknown start
 * values enter as columns whose coefficients have a diffuse prior; their information matrix joins
 * the determinant. Evaluations allocate nothing. Confined to one thread.
 */
final class ConcentratedLikelihood implements LevenbergMarquardt.Residuals {
  private final ArmaPolynomials poly;
  private final InnovationFilter filter;
  private final int regressors;
  private final double[][] factor;
  private final double[] coefficients;
  private double sumOfSquares;
  private double logDeterminant;
  private int effective;

  ConcentratedLikelihood(ArmaPolynomials poly, InnovationFilter filter) {
    this.poly = poly;
    this.filter = filter;
    this.regressors = filter.innovations().length - 1;
    this.factor = new double[regressors][regressors];
    this.coefficients = new double[regressors];
  }

  int parameterCount() {
    return poly.parameterCount();
  }

  int count() {
    return filter.count();
  }

  @Override
  public boolean evaluate(double[] x, double[] residuals) {
    poly.set(x);
    if (!filter.evaluate()) {
      return false;
    }
    double[] e = filter.innovations()[0];
    int n = filter.count();
    System.arraycopy(e, 0, residuals, 0, n);
    effective = n - filter.diffuse();
    logDeterminant = filter.logDeterminant();
    if (regressors > 0) {
      regress(residuals, n);
    }
    double scale = Math.exp(logDeterminant / (2.0 * effective));
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
      double r = residuals[i];
      sum += r * r;
      residuals[i] = r * scale;
    }
    sumOfSquares = sum;
    return sum < Double.POSITIVE_INFINITY;
  }

  /** Sum of squared scaled residuals, positive infinity where the point is not admissible. */
  double cost(double[] x, double[] residuals) {
    if (!evaluate(x, residuals)) {
      return Double.POSITIVE_INFINITY;
    }
    return sumOfSquares * Math.exp(logDeterminant / effective);
  }

  /** Log-likelihood at the last evaluated point. */
  double logLikelihood() {
    double n = effective;
    return -0.5 * (n * (Math.log(2.0 * Math.PI * sumOfSquares / n) + 1.0) + logDeterminant);
  }

  /** Sum of squared standardised innovations at the last evaluated point. */
  double sumOfSquares() {
    return sumOfSquares;
  }

  /** Observations that carry information: innovations less diffuse start values. */
  int effectiveCount() {
    return effective;
  }

  /**
   * Generalised least-squares coefficients of the last evaluated point, in column order; a copy.
   */
  double[] regressionCoefficients() {
    return Arrays.copyOf(coefficients, regressors);
  }

  // Modified Gram-Schmidt on the filtered columns, from right to left so that the diffuse columns
  // come first and their
  // own determinant can be read off. A column that depends on others gets the coefficient 0.
  private void regress(double[] residuals, int n) {
    double[][] columns = filter.innovations();
    int diffuse = filter.diffuse();
    for (int a = regressors - 1; a >= 0; a--) {
      double[] column = columns[a + 1];
      double original = dot(column, column, n);
      for (int b = regressors - 1; b > a; b--) {
        double[] earlier = columns[b + 1];
        double share = factor[b][b] == 0.0 ? 0.0 : dot(earlier, column, n);
        factor[b][a] = share;
        if (share != 0.0) {
          for (int i = 0; i < n; i++) {
            column[i] -= share * earlier[i];
          }
        }
      }
      double square = dot(column, column, n);
      if (!(square > 1e-20 * original)) {
        factor[a][a] = 0.0;
        continue;
      }
      double norm = Math.sqrt(square);
      factor[a][a] = norm;
      double inverse = 1.0 / norm;
      for (int i = 0; i < n; i++) {
        column[i] *= inverse;
      }
      if (a >= regressors - diffuse) {
        logDeterminant += 2.0 * Math.log(norm);
      }
    }
    for (int a = regressors - 1; a >= 0; a--) {
      double[] column = columns[a + 1];
      double share = factor[a][a] == 0.0 ? 0.0 : dot(column, residuals, n);
      coefficients[a] = share;
      if (share != 0.0) {
        for (int i = 0; i < n; i++) {
          residuals[i] -= share * column[i];
        }
      }
    }
    for (int a = 0; a < regressors; a++) {
      double sum = coefficients[a];
      for (int b = 0; b < a; b++) {
        sum -= factor[a][b] * coefficients[b];
      }
      coefficients[a] = factor[a][a] == 0.0 ? 0.0 : sum / factor[a][a];
    }
  }

  private static double dot(double[] a, double[] b, int n) {
    double s0 = 0.0;
    double s1 = 0.0;
    int i = 0;
    for (; i + 1 < n; i += 2) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
    }
    for (; i < n; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1;
  }
}
