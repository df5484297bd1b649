package io.flts.stat.prophet;

/**
 * Minimiser of ½ θᵀGθ − bᵀθ + v·(½ Σ θᵢ²/sᵢ² + Σ|δⱼ|/τ), where the entries δ of θ carry the
 * absolute penalty and all others the squared one.
 *
 * <p>The squared-penalty entries are eliminated exactly (Schur complement), what remains is a small
 * problem in δ for {@link SignedActiveSet}. The cost depends on the number of columns alone, never
 * on the number of observations.
 *
 * <p>Confined to one thread; buffers are reused between calls.
 */
final class SparseRidge {

  private final int columns;
  private final int first;
  private final int sparse;
  private final int smooth;
  private final double[] penalty;
  private final double rate;
  private final double[] factor;
  private final double[] cross;
  private final double[] schur;
  private final double[] linear;
  private final double[] shared;
  private final double[] work;
  private final double[] delta;
  private final SignedActiveSet search;

  /**
   * @param columns length p of θ
   * @param first index of the first δ in θ
   * @param sparse number of δ, may be 0
   * @param priorScale prior standard deviation of each entry of θ; ignored for the δ
   * @param laplaceScale τ
   */
  SparseRidge(int columns, int first, int sparse, double[] priorScale, double laplaceScale) {
    this.columns = columns;
    this.first = first;
    this.sparse = sparse;
    this.smooth = columns - sparse;
    this.rate = 1 / laplaceScale;
    this.penalty = new double[smooth];
    for (int i = 0; i < smooth; i++) {
      double scale = priorScale[outer(i)];
      penalty[i] = 1 / (scale * scale);
    }
    this.factor = new double[smooth * smooth];
    this.cross = new double[sparse * smooth];
    this.schur = new double[sparse * sparse];
    this.linear = new double[sparse];
    this.shared = new double[smooth];
    this.work = new double[smooth];
    this.delta = new double[sparse];
    this.search = new SignedActiveSet(sparse);
  }

  /** Index in θ of the i-th squared-penalty entry. */
  private int outer(int i) {
    return i < first ? i : i + sparse;
  }

  /**
   * Minimises; {@code theta} gives the start of the search over δ and receives the minimiser.
   *
   * @param g symmetric p × p, row-major
   * @param b length p
   * @param v weight of both penalties, &gt; 0
   */
  void minimise(double[] g, double[] b, double v, double[] theta) {
    for (int i = 0; i < smooth; i++) {
      int row = outer(i) * columns;
      for (int j = 0; j <= i; j++) {
        factor[i * smooth + j] = g[row + outer(j)];
      }
      factor[i * smooth + i] += v * penalty[i];
      shared[i] = b[outer(i)];
    }
    Cholesky.factor(factor, smooth, smooth);
    Cholesky.forward(factor, smooth, smooth, shared);
    for (int j = 0; j < sparse; j++) {
      int row = (first + j) * columns;
      for (int i = 0; i < smooth; i++) {
        work[i] = g[row + outer(i)];
      }
      Cholesky.forward(factor, smooth, smooth, work);
      System.arraycopy(work, 0, cross, j * smooth, smooth);
    }
    for (int j = 0; j < sparse; j++) {
      for (int k = 0; k <= j; k++) {
        double value =
            g[(first + j) * columns + first + k] - dot(cross, j * smooth, cross, k * smooth);
        schur[j * sparse + k] = value;
        schur[k * sparse + j] = value;
      }
      linear[j] = b[first + j] - dot(cross, j * smooth, shared, 0);
      delta[j] = theta[first + j];
    }
    search.minimise(schur, linear, v * rate, delta);
    System.arraycopy(shared, 0, work, 0, smooth);
    for (int j = 0; j < sparse; j++) {
      theta[first + j] = delta[j];
      if (delta[j] != 0.0) {
        for (int i = 0; i < smooth; i++) {
          work[i] -= cross[j * smooth + i] * delta[j];
        }
      }
    }
    Cholesky.backward(factor, smooth, smooth, work);
    for (int i = 0; i < smooth; i++) {
      theta[outer(i)] = work[i];
    }
  }

  private double dot(double[] a, int from, double[] c, int other) {
    double sum = 0;
    for (int i = 0; i < smooth; i++) {
      sum += a[from + i] * c[other + i];
    }
    return sum;
  }

  /** Value of both penalties without their weight. */
  double penaltyOf(double[] theta) {
    double sum = 0;
    for (int i = 0; i < smooth; i++) {
      double value = theta[outer(i)];
      sum += 0.5 * penalty[i] * value * value;
    }
    for (int j = 0; j < sparse; j++) {
      sum += rate * Math.abs(theta[first + j]);
    }
    return sum;
  }
}
