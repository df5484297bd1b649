package io.flts.stat.optimize;

import java.util.Arrays;

/**
 * Newton's method with differences for gradient and Hessian and Levenberg damping, for a few
 * parameters.
 *
 * <p>Meant to finish where a least-squares method crawls: curvature that the residuals' first
 * derivatives do not show.
 *
 * <p><b>Cost</b> k² + k + 1 evaluations an iteration. {@link #minimise} allocates nothing.
 * <b>Determinism</b> same input, same bits. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class DampedNewton {

  /**
   * A function to minimise.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Objective {
    /** Value at a point; positive infinity where the point is not admissible. */
    double value(double[] x);
  }

  private static final double STEP = 1e-4;

  private final int k;
  private final double[] point;
  private final double[] gradient;
  private final double[] forward;
  private final double[] step;
  private final double[][] hessian;
  private final double[][] factor;

  /**
   * Reserves memory for one problem size.
   *
   * @param parameters number of parameters, at least 1
   */
  public DampedNewton(int parameters) {
    this.k = parameters;
    this.point = new double[k];
    this.gradient = new double[k];
    this.forward = new double[k];
    this.step = new double[k];
    this.hessian = new double[k][k];
    this.factor = new double[k][k];
  }

  /**
   * Improves a point in place.
   *
   * @param objective function, bounded below
   * @param x start, replaced by the best point found
   * @param tolerance relative decrease below which the search ends
   * @param maxIterations limit of iterations
   * @return the value at {@code x}
   */
  public double minimise(Objective objective, double[] x, double tolerance, int maxIterations) {
    double value = objective.value(x);
    double damping = 1e-4;
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      if (!differentiate(objective, x, value)) {
        return value;
      }
      double before = value;
      boolean moved = false;
      for (int trial = 0; trial < 25 && !moved; trial++) {
        if (solve(damping)) {
          for (int j = 0; j < k; j++) {
            point[j] = x[j] + step[j];
          }
          double next = objective.value(point);
          if (next < value) {
            System.arraycopy(point, 0, x, 0, k);
            value = next;
            moved = true;
            damping = Math.max(1e-9, damping * 0.1);
            break;
          }
        }
        damping = Math.min(1e12, damping * 8.0);
      }
      if (!moved || before - value <= tolerance * Math.abs(before)) {
        return value;
      }
    }
    return value;
  }

  private boolean differentiate(Objective objective, double[] x, double value) {
    System.arraycopy(x, 0, point, 0, k);
    for (int j = 0; j < k; j++) {
      point[j] = x[j] + STEP;
      forward[j] = objective.value(point);
      point[j] = x[j] - STEP;
      double backward = objective.value(point);
      point[j] = x[j];
      if (!(forward[j] < Double.POSITIVE_INFINITY && backward < Double.POSITIVE_INFINITY)) {
        return false;
      }
      gradient[j] = (forward[j] - backward) / (2.0 * STEP);
      hessian[j][j] = (forward[j] - 2.0 * value + backward) / (STEP * STEP);
    }
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < j; i++) {
        point[j] = x[j] + STEP;
        point[i] = x[i] + STEP;
        double both = objective.value(point);
        point[j] = x[j];
        point[i] = x[i];
        if (!(both < Double.POSITIVE_INFINITY)) {
          return false;
        }
        double mixed = (both - forward[j] - forward[i] + value) / (STEP * STEP);
        hessian[j][i] = mixed;
        hessian[i][j] = mixed;
      }
    }
    return true;
  }

  // Cholesky of hessian + damping * |diagonal|; false when that is not positive definite.
  private boolean solve(double damping) {
    double largest = 0.0;
    for (int j = 0; j < k; j++) {
      largest = Math.max(largest, Math.abs(hessian[j][j]));
    }
    Arrays.fill(step, 0.0);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = hessian[j][i];
        if (i == j) {
          sum += damping * (Math.abs(hessian[j][j]) + 1e-6 * largest) + 1e-300;
        }
        for (int l = 0; l < i; l++) {
          sum -= factor[j][l] * factor[i][l];
        }
        if (i == j) {
          if (!(sum > 1e-13 * largest)) {
            return false;
          }
          factor[j][j] = Math.sqrt(sum);
        } else {
          factor[j][i] = sum / factor[i][i];
        }
      }
    }
    for (int j = 0; j < k; j++) {
      double sum = -gradient[j];
      for (int l = 0; l < j; l++) {
        sum -= factor[j][l] * step[l];
      }
      step[j] = sum / factor[j][j];
    }
    for (int j = k - 1; j >= 0; j--) {
      double sum = step[j];
      for (int l = j + 1; l < k; l++) {
        sum -= factor[l][j] * step[l];
      }
      step[j] = sum / factor[j][j];
    }
    return true;
  }
}
