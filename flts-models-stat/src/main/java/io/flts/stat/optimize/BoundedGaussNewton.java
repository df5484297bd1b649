package io.flts.stat.optimize;

/**
 * Levenberg-Marquardt minimisation of a {@link SumOfSquares} inside a box.
 *
 * <p>Each step solves (JᵀJ + λ·diag(JᵀJ))·δ = −Jᵀr over the coordinates that are not held at a
 * bound by the gradient, then is cut back to the box; λ follows the gain of the last step (Nielsen
 * 1999). Cost per iteration: one linearisation, one p³/6 Cholesky factorisation and one plain
 * evaluation per trial. Allocates once per instance, nothing per iteration. Confined to one thread.
 *
 * @see <a href="https://doi.org/10.1137/0111030">Marquardt (1963)</a>
 * @since 0.1.0
 */
public final class BoundedGaussNewton {

  private static final double SMALLEST_DAMPING = 1e-10;
  private static final double LARGEST_DAMPING = 1e12;

  private final double[] gram;
  private final double[] gradient;
  private final double[] factor;
  private final double[] step;
  private final double[] trial;
  private final int[] free;
  private int iterations;

  /**
   * Buffers for problems of up to a number of coordinates.
   *
   * @param capacity greatest number of coordinates
   */
  public BoundedGaussNewton(int capacity) {
    gram = new double[capacity * capacity];
    gradient = new double[capacity];
    factor = new double[capacity * capacity];
    step = new double[capacity];
    trial = new double[capacity];
    free = new int[capacity];
  }

  /** Linearisations used by the last call of {@link #minimize}. */
  public int iterations() {
    return iterations;
  }

  /**
   * Moves a feasible point to a local minimum.
   *
   * @param problem what to minimise
   * @param point start, overwritten by the best point found
   * @param lower least value of each coordinate, may be −∞
   * @param upper greatest value of each coordinate, may be +∞
   * @param size number of coordinates in use
   * @param maxIterations most linearisations, ≥ 1
   * @param tolerance stops when two steps in a row gain less than this in the criterion
   * @return the criterion at the point; +∞ if the start was not feasible
   */
  public double minimize(
      SumOfSquares problem,
      double[] point,
      double[] lower,
      double[] upper,
      int size,
      int maxIterations,
      double tolerance) {
    iterations = 0;
    double damping = 1e-3;
    double growth = 2;
    int idle = 0;
    double best = problem.value(point);
    if (!(best < Double.POSITIVE_INFINITY)) {
      return Double.POSITIVE_INFINITY;
    }
    while (iterations < maxIterations) {
      iterations++;
      problem.linearize(point, gram, gradient);
      int count = freeCoordinates(point, lower, upper, size);
      if (count == 0) {
        return best;
      }
      boolean accepted = false;
      while (damping < LARGEST_DAMPING) {
        double reached = Double.POSITIVE_INFINITY;
        if (solve(size, count, damping)) {
          boolean moved = advance(point, lower, upper, size, count);
          if (!moved) {
            return best;
          }
          reached = problem.value(trial);
        }
        if (reached < best) {
          double gain = best - reached;
          System.arraycopy(trial, 0, point, 0, size);
          best = reached;
          damping = Math.max(damping / 5, SMALLEST_DAMPING);
          growth = 2;
          accepted = true;
          idle = gain < tolerance ? idle + 1 : 0;
          break;
        }
        damping *= growth;
        growth *= 2;
      }
      if (!accepted || idle >= 2) {
        return best;
      }
    }
    return best;
  }

  private int freeCoordinates(double[] point, double[] lower, double[] upper, int size) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      boolean held =
          (point[i] <= lower[i] && gradient[i] >= 0) || (point[i] >= upper[i] && gradient[i] <= 0);
      if (!held && gram[i * size + i] > 0) {
        free[count++] = i;
      }
    }
    return count;
  }

  private boolean solve(int size, int count, double damping) {
    for (int i = 0; i < count; i++) {
      int row = free[i] * size;
      for (int j = 0; j <= i; j++) {
        double sum = gram[row + free[j]];
        if (i == j) {
          sum += damping * sum;
        }
        for (int k = 0; k < j; k++) {
          sum -= factor[i * size + k] * factor[j * size + k];
        }
        if (i == j) {
          if (!(sum > 1e-14 * gram[row + free[i]])) {
            return false;
          }
          factor[i * size + i] = Math.sqrt(sum);
        } else {
          factor[i * size + j] = sum / factor[j * size + j];
        }
      }
    }
    for (int i = 0; i < count; i++) {
      double sum = -gradient[free[i]];
      for (int k = 0; k < i; k++) {
        sum -= factor[i * size + k] * step[k];
      }
      step[i] = sum / factor[i * size + i];
    }
    for (int i = count - 1; i >= 0; i--) {
      double sum = step[i];
      for (int k = i + 1; k < count; k++) {
        sum -= factor[k * size + i] * step[k];
      }
      step[i] = sum / factor[i * size + i];
    }
    return true;
  }

  private boolean advance(double[] point, double[] lower, double[] upper, int size, int count) {
    System.arraycopy(point, 0, trial, 0, size);
    boolean moved = false;
    for (int i = 0; i < count; i++) {
      int k = free[i];
      double next = Math.min(Math.max(point[k] + step[i], lower[k]), upper[k]);
      moved |= next != point[k];
      trial[k] = next;
    }
    return moved;
  }
}
