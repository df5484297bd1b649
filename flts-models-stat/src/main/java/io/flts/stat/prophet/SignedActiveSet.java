package io.flts.stat.prophet;

/**
 * Exact minimiser of a small quadratic with one absolute-value penalty: ½ xᵀSx − cᵀx + λ Σ|xᵢ|.
 *
 * <p>The feature-sign search of Lee, Battle, Raina and Ng (2007): guess which entries are non-zero
 * and their signs, solve the remaining linear system, move to the best point on the segment where a
 * sign changes, and let in the zero entry that most violates optimality. Every step lowers the
 * objective, so the search ends at the optimum after finitely many systems. Changepoint columns are
 * nearly collinear, for which coordinate descent would need thousands of sweeps.
 *
 * <p>Confined to one thread; buffers are reused between calls. Cost O(a³) per step, a = number of
 * non-zero entries.
 */
final class SignedActiveSet {

  private static final double RELATIVE_SLACK = 1e-9;

  private final int size;
  private final double[] system;
  private final double[] right;
  private final double[] trial;
  private final double[] gradient;
  private final int[] active;
  private final double[] sign;
  private boolean stuck;

  SignedActiveSet(int size) {
    this.size = size;
    this.system = new double[size * size];
    this.right = new double[size];
    this.trial = new double[size];
    this.gradient = new double[size];
    this.active = new int[size];
    this.sign = new double[size];
  }

  /**
   * Minimises in place.
   *
   * @param s symmetric positive semi-definite matrix, row-major, size × size
   * @param c linear term
   * @param lambda penalty weight, &gt; 0
   * @param x on entry the start, on return the minimiser
   */
  void minimise(double[] s, double[] c, double lambda, double[] x) {
    if (size == 0) {
      return;
    }
    for (int i = 0; i < size; i++) {
      sign[i] = Math.signum(x[i]);
    }
    int limit = 20 * size + 20;
    boolean settled = true;
    stuck = false;
    for (int i = 0; i < size; i++) {
      settled &= x[i] == 0.0;
    }
    for (int step = 0; step < limit && !stuck; step++) {
      if (!settled) {
        settled = solveSigns(s, c, lambda, x);
        continue;
      }
      if (!letIn(s, c, lambda, x)) {
        return;
      }
      settled = false;
    }
  }

  /** Activates the zero entry that most violates optimality; false when none does. */
  private boolean letIn(double[] s, double[] c, double lambda, double[] x) {
    gradient(s, c, x);
    int worst = -1;
    double violation = lambda * (1 + RELATIVE_SLACK);
    for (int i = 0; i < size; i++) {
      if (sign[i] == 0.0 && Math.abs(gradient[i]) > violation) {
        violation = Math.abs(gradient[i]);
        worst = i;
      }
    }
    if (worst < 0) {
      return false;
    }
    sign[worst] = -Math.signum(gradient[worst]);
    return true;
  }

  /** One step with the present signs; true when the solution kept all of them. */
  private boolean solveSigns(double[] s, double[] c, double lambda, double[] x) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (sign[i] != 0.0) {
        active[count++] = i;
      }
    }
    for (int a = 0; a < count; a++) {
      int i = active[a];
      right[a] = c[i] - lambda * sign[i];
      for (int b = 0; b <= a; b++) {
        system[a * size + b] = s[i * size + active[b]];
      }
    }
    Cholesky.factor(system, count, size);
    Cholesky.forward(system, count, size, right);
    Cholesky.backward(system, count, size, right);
    boolean kept = true;
    for (int a = 0; a < count; a++) {
      kept &= right[a] * sign[active[a]] > 0.0;
    }
    if (kept) {
      for (int a = 0; a < count; a++) {
        x[active[a]] = right[a];
      }
      return true;
    }
    return moveToBestCrossing(s, c, lambda, x, count);
  }

  /** Walks from x towards the solution and stops at the lowest point among the sign changes. */
  private boolean moveToBestCrossing(double[] s, double[] c, double lambda, double[] x, int count) {
    double bestStep = 0;
    int bestZero = -1;
    double bestValue = objective(s, c, lambda, x);
    for (int candidate = 0; candidate <= count; candidate++) {
      double step = 1;
      int zero = -1;
      if (candidate < count) {
        zero = active[candidate];
        step = x[zero] / (x[zero] - right[candidate]);
        if (!(step > 0 && step < 1)) {
          continue;
        }
      }
      System.arraycopy(x, 0, trial, 0, size);
      for (int a = 0; a < count; a++) {
        trial[active[a]] += step * (right[a] - x[active[a]]);
      }
      if (zero >= 0) {
        trial[zero] = 0;
      }
      double value = objective(s, c, lambda, trial);
      if (value < bestValue) {
        bestValue = value;
        bestStep = step;
        bestZero = zero;
      }
    }
    // Without a lower point on the segment the search is at the optimum to rounding.
    stuck = bestStep == 0;
    for (int a = 0; a < count; a++) {
      int i = active[a];
      x[i] += bestStep * (right[a] - x[i]);
    }
    if (bestZero >= 0) {
      x[bestZero] = 0;
    }
    for (int i = 0; i < size; i++) {
      sign[i] = Math.signum(x[i]);
    }
    return false;
  }

  private void gradient(double[] s, double[] c, double[] x) {
    for (int i = 0; i < size; i++) {
      double sum = -c[i];
      int row = i * size;
      for (int j = 0; j < size; j++) {
        sum += s[row + j] * x[j];
      }
      gradient[i] = sum;
    }
  }

  private double objective(double[] s, double[] c, double lambda, double[] x) {
    gradient(s, c, x);
    double value = 0;
    for (int i = 0; i < size; i++) {
      value += 0.5 * x[i] * (gradient[i] - c[i]) + lambda * Math.abs(x[i]);
    }
    return value;
  }
}
