package io.flts.stat.prophet;

/** In-place Cholesky factorisation of small dense symmetric matrices, row-major. */
final class Cholesky {

  private Cholesky() {}

  /**
   * Overwrites the lower triangle of {@code a} by L with A = L·Lᵀ.
   *
   * <p>A pivot lost to rounding is lifted to {@code 1e-13} of its diagonal entry, which acts as a
   * tiny ridge on the directions that the data do not determine.
   *
   * @param a matrix with row stride {@code stride}; only its lower triangle is read
   * @param order number of rows and columns
   */
  static void factor(double[] a, int order, int stride) {
    for (int i = 0; i < order; i++) {
      int row = i * stride;
      double diagonal = a[row + i];
      for (int j = 0; j < i; j++) {
        int other = j * stride;
        double sum = a[row + j];
        for (int k = 0; k < j; k++) {
          sum -= a[row + k] * a[other + k];
        }
        a[row + j] = sum / a[other + j];
      }
      double pivot = diagonal;
      for (int k = 0; k < i; k++) {
        pivot -= a[row + k] * a[row + k];
      }
      double least = Math.max(1e-13 * Math.abs(diagonal), Double.MIN_NORMAL);
      a[row + i] = Math.sqrt(Math.max(pivot, least));
    }
  }

  /** Solves L·x = b in place. */
  static void forward(double[] l, int order, int stride, double[] x) {
    for (int i = 0; i < order; i++) {
      double sum = x[i];
      int row = i * stride;
      for (int k = 0; k < i; k++) {
        sum -= l[row + k] * x[k];
      }
      x[i] = sum / l[row + i];
    }
  }

  /** Solves Lᵀ·x = b in place. */
  static void backward(double[] l, int order, int stride, double[] x) {
    for (int i = order - 1; i >= 0; i--) {
      double value = x[i] / l[i * stride + i];
      x[i] = value;
      for (int k = 0; k < i; k++) {
        x[k] -= l[i * stride + k] * value;
      }
    }
  }
}
