package io.flts.stat.arima;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import java.util.Arrays;

/**
 * Where the Kalman filter of an ARIMA model stands after some observations.
 *
 * <p>The covariance depends on the coefficients and on which values were missing, not on the
 * values; so a saved state holds the mean and the lengths of the observed and missing runs, and the
 * covariance is recomputed to the same bits. Immutable and thread-safe.
 */
final class ArimaState {
  private final ArmaPolynomials poly;
  private final double[] delta;
  private final StateCovariance covariance;
  private final double[] mean;

  // Run lengths since the start: start levels and observed values first, then missing, then
  // observed, and so on.
  private final int[] runs;

  private ArimaState(
      ArmaPolynomials poly, double[] delta, StateCovariance covariance, double[] mean, int[] runs) {
    this.poly = poly;
    this.delta = delta;
    this.covariance = covariance;
    this.mean = mean;
    this.runs = runs;
  }

  /**
   * Filters a history.
   *
   * @param errors series less its regression effects, NaN = missing; the first d + D·m values after
   *     the first observed one are start levels (unknown ones already replaced by their estimates)
   */
  static ArimaState after(ArimaOrder order, double[] coefficients, double[] errors) {
    ArmaPolynomials poly = polynomials(order, coefficients);
    double[] delta = Differencing.recursion(order.d(), order.seasonalD(), order.period());
    StateCovariance covariance = new StateCovariance(poly, delta);
    covariance.reset();
    double[] mean = new double[covariance.size];
    int n = errors.length;
    int loss = Math.min(delta.length, n);
    for (int k = 0; k < loss; k++) {
      mean[covariance.arma + k] = errors[loss - 1 - k];
    }
    ArimaState start = new ArimaState(poly, delta, covariance, mean, new int[] {0});
    return start.append(Arrays.copyOfRange(errors, loss, n));
  }

  private static ArmaPolynomials polynomials(ArimaOrder order, double[] coefficients) {
    ArmaPolynomials poly = new ArmaPolynomials(order);
    poly.set(coefficients);
    return poly;
  }

  /** The state after further values, NaN = missing; one filter step each. */
  ArimaState append(double[] errors) {
    StateCovariance moved = covariance.copy();
    double[] x = mean.clone();
    int[] length = Arrays.copyOf(runs, runs.length + errors.length + 1);
    int last = runs.length - 1;
    for (double value : errors) {
      boolean missing = Double.isNaN(value);
      if (missing != (last % 2 == 1)) {
        last++;
      }
      length[last]++;
      if (missing) {
        moved.skip();
        moved.advance(x, 0.0);
      } else {
        moved.observe();
        moved.advance(x, value - moved.predict(x));
      }
    }
    return new ArimaState(poly, delta, moved, x, Arrays.copyOf(length, last + 1));
  }

  /** Means of the next steps. */
  double[] means(int horizon) {
    double[] x = mean.clone();
    double[] result = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      result[h] = covariance.predict(x);
      covariance.advance(x, 0.0);
    }
    return result;
  }

  /**
   * Variances of the next steps in units of the innovation variance, uncertainty of the state
   * included.
   */
  double[] variances(int horizon) {
    double[] excess = covariance.excess();
    int n = covariance.size;
    boolean uncertain = false;
    for (double value : excess) {
      uncertain |= Math.abs(value) > 1e-9;
    }
    double[] row = covariance.observationRow();
    double[] spare = new double[n];
    double[] result = new double[horizon];
    double sum = 0.0;
    for (int h = 0; h < horizon; h++) {
      double weight = covariance.innovationWeight(row);
      sum += weight * weight;
      result[h] = sum + (uncertain ? Math.max(0.0, quadratic(row, excess)) : 0.0);
      covariance.stepBack(row, spare);
      double[] swap = row;
      row = spare;
      spare = swap;
    }
    return result;
  }

  /**
   * One simulated future; {@code normal} gives standard normal numbers times the innovation
   * deviation.
   */
  double[] path(int horizon, java.util.function.DoubleSupplier normal, double[] root) {
    int n = covariance.size;
    double[] x = mean.clone();
    if (root.length > 0) {
      double[] z = new double[n];
      for (int i = 0; i < n; i++) {
        z[i] = normal.getAsDouble();
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          x[i] += root[i * n + j] * z[j];
        }
      }
    }
    double[] result = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      double e = normal.getAsDouble();
      // The innovation enters the state where the moving average carries it on.
      x[0] += e;
      for (int k = 0; k < poly.maLag.length; k++) {
        x[poly.maLag[k] + 1] += poly.maCoefficient[k] * e;
      }
      result[h] = covariance.predict(x);
      covariance.advance(x, 0.0);
    }
    return result;
  }

  /**
   * Lower triangular root of the state's uncertainty for {@link #path}; empty when there is none to
   * speak of.
   */
  double[] uncertaintyRoot() {
    double[] a = covariance.excess();
    int n = covariance.size;
    double largest = 0.0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest < 1e-9) {
      return new double[0];
    }
    double[] root = new double[n * n];
    for (int j = 0; j < n; j++) {
      double sum = a[j * n + j];
      for (int k = 0; k < j; k++) {
        sum -= root[j * n + k] * root[j * n + k];
      }
      // The matrix is only semi-definite: a vanishing pivot leaves its column empty.
      if (sum <= 1e-10 * largest) {
        continue;
      }
      double pivot = Math.sqrt(sum);
      root[j * n + j] = pivot;
      for (int i = j + 1; i < n; i++) {
        double value = a[i * n + j];
        for (int k = 0; k < j; k++) {
          value -= root[i * n + k] * root[j * n + k];
        }
        root[i * n + j] = value / pivot;
      }
    }
    return root;
  }

  private double quadratic(double[] row, double[] matrix) {
    int n = row.length;
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
      if (row[i] != 0.0) {
        double inner = 0.0;
        for (int j = 0; j < n; j++) {
          inner += matrix[i * n + j] * row[j];
        }
        sum += row[i] * inner;
      }
    }
    return sum;
  }

  void write(ModelWriter out) {
    out.reals("mean", mean).integers("runs", runs);
  }

  static ArimaState read(ModelReader in, ArimaOrder order, double[] coefficients) {
    ArmaPolynomials poly = polynomials(order, coefficients);
    double[] delta = Differencing.recursion(order.d(), order.seasonalD(), order.period());
    StateCovariance covariance = new StateCovariance(poly, delta);
    double[] mean = in.reals("mean", covariance.size);
    int[] runs = in.integers("runs");
    long total = 0;
    for (int length : runs) {
      total += Math.max(0, length);
    }
    if (!covariance.reset() || runs.length == 0 || total > 100_000_000L) {
      throw new ModelFormatException(
          "A saved ARIMA model has coefficients that are not stationary, or no history. Save it again.");
    }
    for (int i = 0; i < runs.length; i++) {
      for (int t = 0; t < runs[i]; t++) {
        if (i % 2 == 1) {
          covariance.skip();
        } else {
          covariance.observe();
        }
      }
    }
    return new ArimaState(poly, delta, covariance, mean, runs);
  }
}
