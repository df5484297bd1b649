package io.flts.stat.optimize;

import java.util.function.ToDoubleFunction;

/**
 * Derivative-free minimisation by the simplex method of Nelder and Mead, with coefficients that
 * adapt to the dimension (Gao and Han 2012).
 *
 * <p>Buffers are made once per instance; nothing is allocated per evaluation. Confined to one
 * thread.
 *
 * @see <a href="https://doi.org/10.1093/comjnl/7.4.308">Nelder and Mead (1965)</a>
 * @since 0.1.0
 */
public final class NelderMead {

  private final int size;
  private final double[][] simplex;
  private final double[] values;
  private final double[] centre;
  private final double[] trial;
  private final double[] further;

  /**
   * Buffers for a number of coordinates.
   *
   * @param size number of coordinates, ≥ 1
   */
  public NelderMead(int size) {
    this.size = size;
    simplex = new double[size + 1][size];
    values = new double[size + 1];
    centre = new double[size];
    trial = new double[size];
    further = new double[size];
  }

  /**
   * Moves a point to a local minimum.
   *
   * @param function what to minimise; +∞ or NaN where a point is not feasible; must not keep or
   *     change the array
   * @param point start, overwritten by the best point found
   * @param steps first step in each coordinate, not 0
   * @param evaluations most evaluations
   * @param tolerance stops when the values of the simplex differ by less
   * @return the least value
   */
  public double minimize(
      ToDoubleFunction<double[]> function,
      double[] point,
      double[] steps,
      int evaluations,
      double tolerance) {
    double expansion = 1 + 2.0 / Math.max(2, size);
    double contraction = 0.75 - 0.5 / Math.max(2, size);
    double shrinkage = 1 - 1.0 / Math.max(2, size);
    for (int i = 0; i <= size; i++) {
      System.arraycopy(point, 0, simplex[i], 0, size);
      if (i > 0) {
        simplex[i][i - 1] += steps[i - 1];
      }
      values[i] = value(function, simplex[i]);
    }
    int used = size + 1;
    while (used < evaluations) {
      sort();
      if (values[size] - values[0] < tolerance) {
        break;
      }
      centre();
      double reflected = along(function, 1, trial);
      used++;
      if (reflected < values[0]) {
        double expanded = along(function, expansion, further);
        used++;
        if (expanded < reflected) {
          replaceWorst(further, expanded);
        } else {
          replaceWorst(trial, reflected);
        }
      } else if (reflected < values[size - 1]) {
        replaceWorst(trial, reflected);
      } else {
        boolean outside = reflected < values[size];
        double contracted = along(function, outside ? contraction : -contraction, further);
        used++;
        if (contracted < Math.min(reflected, values[size])) {
          replaceWorst(further, contracted);
        } else {
          shrink(function, shrinkage);
          used += size;
        }
      }
    }
    sort();
    System.arraycopy(simplex[0], 0, point, 0, size);
    return values[0];
  }

  private static double value(ToDoubleFunction<double[]> function, double[] at) {
    double value = function.applyAsDouble(at);
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  /** Insertion sort: the simplex is nearly sorted after every step. */
  private void sort() {
    for (int i = 1; i <= size; i++) {
      double v = values[i];
      double[] corner = simplex[i];
      int j = i - 1;
      for (; j >= 0 && values[j] > v; j--) {
        values[j + 1] = values[j];
        simplex[j + 1] = simplex[j];
      }
      values[j + 1] = v;
      simplex[j + 1] = corner;
    }
  }

  private void centre() {
    for (int k = 0; k < size; k++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += simplex[i][k];
      }
      centre[k] = sum / size;
    }
  }

  private double along(ToDoubleFunction<double[]> function, double factor, double[] at) {
    for (int k = 0; k < size; k++) {
      at[k] = centre[k] + factor * (centre[k] - simplex[size][k]);
    }
    return value(function, at);
  }

  private void replaceWorst(double[] at, double value) {
    System.arraycopy(at, 0, simplex[size], 0, size);
    values[size] = value;
  }

  private void shrink(ToDoubleFunction<double[]> function, double factor) {
    for (int i = 1; i <= size; i++) {
      for (int k = 0; k < size; k++) {
        simplex[i][k] = simplex[0][k] + factor * (simplex[i][k] - simplex[0][k]);
      }
      values[i] = value(function, simplex[i]);
    }
  }
}
