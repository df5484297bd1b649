package io.flts.stat.optimize;

/**
 * Minimises a sum of squared residuals by the Levenberg-Marquardt method with forward-difference
 * derivatives.
 *
 * <p>A point may be refused by the problem (a non-stationary model, say); it then counts as a
 * failed step and the damping grows, so that the search stays inside. The damping follows Nielsen's
 * rule.
 *
 * <p><b>Cost</b> one evaluation per parameter and iteration plus one per trial step, O(n k²) for
 * the normal equations. All memory is taken in the constructor; {@link #minimise} allocates
 * nothing. <b>Determinism</b> same input, same bits. Confined to one thread.
 *
 * @see <a href="https://doi.org/10.1137/0111030">Marquardt (1963), An algorithm for least-squares
 *     estimation</a>
 * @since 0.1.0
 */
public final class LevenbergMarquardt {

  /**
   * Residuals as a function of the parameters.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Residuals {
    /**
     * Writes the residuals at a point.
     *
     * @param x parameters, not to be changed
     * @param residuals receives the residuals
     * @return false when the point is not admissible; the content of {@code residuals} is then
     *     ignored
     */
    boolean evaluate(double[] x, double[] residuals);
  }

  private final int parameters;
  private final int size;
  private final double[] current;
  private final double[] shifted;
  private final double[] trial;
  private final double[] gradient;
  private final double[] step;
  private final double[] trialResiduals;
  private final double[] residuals;
  private final double[][] jacobian;
  private final double[][] normal;
  private final double[][] factor;
  private final double[] scale;
  private final boolean[] pinned;
  private int iterations;
  private int limit;
  private int evaluations;

  /**
   * Reserves memory for one problem size.
   *
   * @param parameters number of parameters, at least 1
   * @param size number of residuals, at least 1
   */
  public LevenbergMarquardt(int parameters, int size) {
    this.parameters = parameters;
    this.size = size;
    this.current = new double[parameters];
    this.shifted = new double[parameters];
    this.trial = new double[parameters];
    this.gradient = new double[parameters];
    this.step = new double[parameters];
    this.residuals = new double[size];
    this.trialResiduals = new double[size];
    this.jacobian = new double[parameters][size];
    this.normal = new double[parameters][parameters];
    this.factor = new double[parameters][parameters];
    this.scale = new double[parameters];
    this.pinned = new boolean[parameters];
  }

  /** Iterations of the last call. */
  public int iterations() {
    return iterations;
  }

  /**
   * Whether the last call ended where least squares cannot be trusted to have arrived: at the
   * iteration limit, or with a parameter whose influence on the residuals had all but vanished.
   */
  public boolean doubtful() {
    boolean flat = iterations >= limit;
    for (int j = 0; j < parameters; j++) {
      flat |= normal[j][j] < 1e-2 * scale[j];
    }
    return flat;
  }

  /** Evaluations of the residuals in the last call. */
  public int evaluations() {
    return evaluations;
  }

  /**
   * Improves a start point in place.
   *
   * @param problem residual function
   * @param x start, replaced by the best point found
   * @param tolerance relative decrease of the sum of squares below which the search ends, above 0
   * @param maxIterations limit of iterations, at least 1
   * @return the sum of squares at {@code x}, or positive infinity when the start itself is not
   *     admissible
   */
  public double minimise(Residuals problem, double[] x, double tolerance, int maxIterations) {
    iterations = 0;
    limit = maxIterations;
    evaluations = 1;
    System.arraycopy(x, 0, current, 0, parameters);
    if (!problem.evaluate(current, residuals)) {
      return Double.POSITIVE_INFINITY;
    }
    double cost = sumOfSquares(residuals);
    if (!(cost < Double.POSITIVE_INFINITY)) {
      return Double.POSITIVE_INFINITY;
    }
    java.util.Arrays.fill(scale, 0.0);
    double damping = 1e-3;
    int small = 0;
    while (iterations < maxIterations) {
      iterations++;
      if (!linearise(problem)) {
        break;
      }
      double growth = 2.0;
      double before = cost;
      boolean moved = false;
      while (damping < 1e10) {
        if (!solve(damping)) {
          damping *= growth;
          growth *= 2.0;
          continue;
        }
        double predicted = 0.0;
        for (int j = 0; j < parameters; j++) {
          trial[j] = current[j] + step[j];
          predicted += step[j] * (damping * scale[j] * step[j] - gradient[j]);
        }
        evaluations++;
        if (problem.evaluate(trial, trialResiduals)) {
          double next = sumOfSquares(trialResiduals);
          if (next < cost) {
            double ratio = (cost - next) / Math.max(predicted, Double.MIN_NORMAL);
            double c = 2.0 * Math.min(ratio, 1.0) - 1.0;
            damping = Math.max(1e-12, damping * Math.max(1.0 / 10.0, 1.0 - c * c * c));
            System.arraycopy(trial, 0, current, 0, parameters);
            System.arraycopy(trialResiduals, 0, residuals, 0, size);
            cost = next;
            moved = true;
            break;
          }
        }
        if (predicted <= tolerance * 1e-2 * cost) {
          break;
        }
        damping *= growth;
        growth *= 2.0;
      }
      if (!moved) {
        break;
      }
      // One small step can be an accident of the damping, two in a row are an end.
      small = before - cost <= tolerance * before ? small + 1 : 0;
      if (small >= 2 || cost == 0.0) {
        break;
      }
    }
    System.arraycopy(current, 0, x, 0, parameters);
    return cost;
  }

  private boolean linearise(Residuals problem) {
    System.arraycopy(current, 0, shifted, 0, parameters);
    for (int j = 0; j < parameters; j++) {
      double h = 1e-7 * Math.max(1.0, Math.abs(current[j]));
      shifted[j] = current[j] + h;
      evaluations++;
      if (!problem.evaluate(shifted, jacobian[j])) {
        h = -h;
        shifted[j] = current[j] + h;
        evaluations++;
        if (!problem.evaluate(shifted, jacobian[j])) {
          return false;
        }
      }
      shifted[j] = current[j];
      double inverse = 1.0 / h;
      double[] row = jacobian[j];
      for (int i = 0; i < size; i++) {
        row[i] = (row[i] - residuals[i]) * inverse;
      }
    }
    for (int j = 0; j < parameters; j++) {
      gradient[j] = dot(jacobian[j], residuals);
      for (int i = 0; i <= j; i++) {
        double sum = dot(jacobian[j], jacobian[i]);
        normal[j][i] = sum;
        normal[i][j] = sum;
      }
      // The largest curvature seen so far: a residual that turns flat (a moving average at the unit
      // circle) must not
      // throw its parameter far away.
      scale[j] = Math.max(scale[j], normal[j][j]);
      // Every second iteration holds such a parameter, so that the others can take a full step.
      pinned[j] = iterations % 2 == 0 && normal[j][j] < 1e-2 * scale[j];
    }
    return true;
  }

  // Cholesky of normal + damping * diag(scale); false when it is numerically singular.
  private boolean solve(double damping) {
    for (int j = 0; j < parameters; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = i != j && (pinned[i] || pinned[j]) ? 0.0 : normal[j][i];
        if (i == j) {
          sum += damping * scale[j] + 1e-300;
        }
        for (int k = 0; k < i; k++) {
          sum -= factor[j][k] * factor[i][k];
        }
        if (i == j) {
          if (!(sum > 1e-14 * scale[j])) {
            return false;
          }
          factor[j][j] = Math.sqrt(sum);
        } else {
          factor[j][i] = sum / factor[i][i];
        }
      }
    }
    for (int j = 0; j < parameters; j++) {
      double sum = pinned[j] ? 0.0 : -gradient[j];
      for (int k = 0; k < j; k++) {
        sum -= factor[j][k] * step[k];
      }
      step[j] = sum / factor[j][j];
    }
    for (int j = parameters - 1; j >= 0; j--) {
      double sum = step[j];
      for (int k = j + 1; k < parameters; k++) {
        sum -= factor[k][j] * step[k];
      }
      step[j] = sum / factor[j][j];
    }
    return true;
  }

  // Four partial sums let the additions overlap; the order is fixed, so the bits are too.
  private static double dot(double[] a, double[] b) {
    double s0 = 0.0;
    double s1 = 0.0;
    double s2 = 0.0;
    double s3 = 0.0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double sumOfSquares(double[] a) {
    return dot(a, a);
  }
}
