package io.flts.stat.linear;

/**
 * The Cholesky factor U of a symmetric positive definite matrix A = UᵀU, kept by rows so that every
 * inner loop runs along one of them.
 *
 * <p>Solving needs O(p²); {@link #add} moves the factor from A to A + x·xᵀ in O(p²) where a new
 * factorisation would need O(p³). Confined to one thread.
 *
 * @see <a href="https://doi.org/10.1090/S0025-5718-1974-0343558-6">Gill, Golub, Murray and Saunders
 *     (1974), Methods for modifying matrix factorizations</a>
 */
final class UpperFactor {
  private final double[][] rows;

  private UpperFactor(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Factorises a matrix in place; see {@link #firstSingular}.
   *
   * @param upper row i holds the columns from i on at their own index; becomes part of the result
   */
  static UpperFactor of(double[][] upper) {
    int p = upper.length;
    for (int k = 0; k < p; k++) {
      double[] pivotRow = upper[k];
      // Written so that a pivot that is not positive, or not a number, shows as one.
      double root = pivotRow[k] > 0 ? Math.sqrt(pivotRow[k]) : Double.NaN;
      pivotRow[k] = root;
      for (int j = k + 1; j < p; j++) {
        pivotRow[j] /= root;
      }
      for (int i = k + 1; i < p; i++) {
        double share = pivotRow[i];
        if (share != 0) {
          double[] row = upper[i];
          for (int j = i; j < p; j++) {
            row[j] -= share * pivotRow[j];
          }
        }
      }
    }
    return new UpperFactor(upper);
  }

  /** The first row without a positive, finite pivot, or -1 when the matrix can be solved with. */
  int firstSingular() {
    for (int k = 0; k < rows.length; k++) {
      if (!(rows[k][k] > 0 && rows[k][k] < Double.POSITIVE_INFINITY)) {
        return k;
      }
    }
    return -1;
  }

  /** Adds x·xᵀ to the matrix; {@code x} is overwritten. */
  void add(double[] x) {
    int p = rows.length;
    for (int k = 0; k < p; k++) {
      double share = x[k];
      if (share == 0) {
        continue;
      }
      double[] row = rows[k];
      double pivot = row[k];
      double root = Math.hypot(pivot, share);
      double cosine = pivot / root;
      double sine = share / root;
      row[k] = root;
      for (int j = k + 1; j < p; j++) {
        double old = row[j];
        row[j] = cosine * old + sine * x[j];
        x[j] = cosine * x[j] - sine * old;
      }
    }
  }

  /** Solves Uᵀz = v in place. */
  void forward(double[] v) {
    int p = rows.length;
    for (int k = 0; k < p; k++) {
      double[] row = rows[k];
      double z = v[k] / row[k];
      v[k] = z;
      for (int j = k + 1; j < p; j++) {
        v[j] -= z * row[j];
      }
    }
  }

  /** Solves U·b = z in place. */
  void backward(double[] z) {
    int p = rows.length;
    for (int k = p - 1; k >= 0; k--) {
      double[] row = rows[k];
      double sum = z[k];
      for (int j = k + 1; j < p; j++) {
        sum -= row[j] * z[j];
      }
      z[k] = sum / row[k];
    }
  }
}
