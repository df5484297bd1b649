package io.flts.stat.prophet;

import java.util.Arrays;

/**
 * The penalised least-squares problem of one fit, on scaled times and values.
 *
 * <p>Model with parameters θ = (k, m, δ₁…δ_S, β₁…β_K):
 *
 * <pre>
 *   z(t) = k·t + m + Σ δⱼ·(t − sⱼ)₊                         linear
 *   z(t) = k·(t − m) + Σ δⱼ·(t − sⱼ)₊                       logistic
 *   g(t) = z(t)   |   cap(t) / (1 + exp(−z(t)))   |   m      linear | logistic | flat
 *   f(t) = g(t)·(1 + Σ_mult xᵢβᵢ) + Σ_add xᵢβᵢ
 * </pre>
 *
 * <p>The logistic line is written without the offsets γ of the paper: they only make z continuous,
 * which a sum of hinges is by construction, and they have a pole where the rate passes zero.
 *
 * <p>Rows with a missing value must have been dropped before. Read-only after construction.
 */
final class MapProblem {

  /** Position of k in θ. */
  static final int RATE = 0;

  /** Position of m in θ. */
  static final int OFFSET = 1;

  /** Position of δ₁ in θ. */
  static final int FIRST_CHANGE = 2;

  private static final int BLOCK = 4;

  final Growth growth;
  final double[] t;
  final double[] y;
  final double[] cap;
  final double[] changepoints;
  final double[] features;
  final boolean[] multiplicative;
  final int columns;
  private final int featureCount;
  private final int firstFeature;

  /**
   * @param t n scaled times
   * @param y n scaled values, finite
   * @param cap n scaled caps for logistic growth, else empty
   * @param changepoints S scaled times, ascending
   * @param features n × K regression columns, row-major
   * @param multiplicative for each column, whether it multiplies the trend
   */
  MapProblem(
      Growth growth,
      double[] t,
      double[] y,
      double[] cap,
      double[] changepoints,
      double[] features,
      boolean[] multiplicative) {
    this.growth = growth;
    this.t = t;
    this.y = y;
    this.cap = cap;
    this.changepoints = changepoints;
    this.features = features;
    this.multiplicative = multiplicative;
    this.featureCount = multiplicative.length;
    this.firstFeature = FIRST_CHANGE + changepoints.length;
    this.columns = firstFeature + featureCount;
  }

  int rows() {
    return t.length;
  }

  /** Whether f is linear in θ, so that one quadratic is the whole problem. */
  boolean isLinear() {
    boolean linear = growth != Growth.LOGISTIC;
    for (boolean flag : multiplicative) {
      linear &= !flag;
    }
    return linear;
  }

  /** Sum of squared residuals at θ. */
  double residualSumOfSquares(double[] theta) {
    double sum = 0;
    for (int row = 0; row < t.length; row++) {
      double residual = y[row] - value(row, theta);
      sum += residual * residual;
    }
    return sum;
  }

  /** Model value of one row. */
  double value(int row, double[] theta) {
    double added = 0;
    double factor = 1;
    int at = row * featureCount;
    for (int i = 0; i < featureCount; i++) {
      double term = features[at + i] * theta[firstFeature + i];
      if (multiplicative[i]) {
        factor += term;
      } else {
        added += term;
      }
    }
    return trend(row, theta) * factor + added;
  }

  private double trend(int row, double[] theta) {
    double capacity = growth == Growth.LOGISTIC ? cap[row] : Double.NaN;
    return TrendCurve.value(growth, theta, changepoints, t[row], capacity);
  }

  /**
   * Writes the derivatives of f at one row with respect to θ and returns f.
   *
   * @param out receives p derivatives from {@code offset} on
   */
  double derivatives(int row, double[] theta, double[] out, int offset) {
    int at = row * featureCount;
    double factor = 1;
    double added = 0;
    for (int i = 0; i < featureCount; i++) {
      double term = features[at + i] * theta[firstFeature + i];
      if (multiplicative[i]) {
        factor += term;
      } else {
        added += term;
      }
    }
    double time = t[row];
    double g = trend(row, theta);
    double slope = factor;
    if (growth == Growth.LOGISTIC) {
      slope = factor * g * (1 - g / cap[row]);
      out[offset + RATE] = slope * (time - theta[OFFSET]);
      out[offset + OFFSET] = -slope * theta[RATE];
    } else {
      out[offset + RATE] = growth == Growth.FLAT ? 0 : slope * time;
      out[offset + OFFSET] = slope;
    }
    for (int j = 0; j < changepoints.length; j++) {
      double after = time - changepoints[j];
      out[offset + FIRST_CHANGE + j] = after > 0 ? slope * after : 0;
    }
    for (int i = 0; i < featureCount; i++) {
      double x = features[at + i];
      out[offset + firstFeature + i] = multiplicative[i] ? x * g : x;
    }
    return g * factor + added;
  }

  /**
   * Accumulates the normal equations of the model linearised at θ: G = JᵀJ, b = Jᵀỹ with ỹ = y − f
   * + Jθ.
   *
   * @return ỹᵀỹ
   */
  double normalEquations(double[] theta, double[] g, double[] b) {
    Arrays.fill(g, 0);
    Arrays.fill(b, 0);
    int p = columns;
    double[] rows = new double[BLOCK * p];
    double[] target = new double[BLOCK];
    double total = 0;
    for (int start = 0; start < t.length; start += BLOCK) {
      int count = Math.min(BLOCK, t.length - start);
      for (int r = 0; r < BLOCK; r++) {
        if (r >= count) {
          Arrays.fill(rows, r * p, (r + 1) * p, 0);
          target[r] = 0;
          continue;
        }
        double fitted = derivatives(start + r, theta, rows, r * p);
        double sum = y[start + r] - fitted;
        for (int i = 0; i < p; i++) {
          sum += rows[r * p + i] * theta[i];
        }
        target[r] = sum;
        total += sum * sum;
      }
      addBlock(rows, target, g, b);
    }
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < i; j++) {
        g[j * p + i] = g[i * p + j];
      }
    }
    return total;
  }

  /** Adds four rows at once to the lower triangle: one load and store of G per four products. */
  private void addBlock(double[] rows, double[] target, double[] g, double[] b) {
    int p = columns;
    for (int i = 0; i < p; i++) {
      double a0 = rows[i];
      double a1 = rows[p + i];
      double a2 = rows[2 * p + i];
      double a3 = rows[3 * p + i];
      b[i] += a0 * target[0] + a1 * target[1] + a2 * target[2] + a3 * target[3];
      if (a0 == 0 && a1 == 0 && a2 == 0 && a3 == 0) {
        continue;
      }
      int at = i * p;
      for (int j = 0; j <= i; j++) {
        g[at + j] += a0 * rows[j] + a1 * rows[p + j] + a2 * rows[2 * p + j] + a3 * rows[3 * p + j];
      }
    }
  }
}
