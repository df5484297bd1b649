package io.flts.stat.arima;

import java.util.Arrays;

/**
 * The data-free half of the Kalman filter of a seasonal ARIMA model: covariance of the predicted
 * state and the gain.
 *
 * <p>The state is the ARMA state of the differenced series (Harvey's form, size r) followed by the
 * last d + D·m levels of the series itself, so that a missing level costs one observation and not
 * the 2^(d+D) differences that touch it. Levels that were observed have variance zero. Everything
 * is in units of the innovation variance.
 *
 * <p>Cost O(N²) a step through the companion structure; once the covariance has settled, steps with
 * an observation are free until the next gap. Confined to one thread.
 *
 * @see <a href="https://global.oup.com/academic/product/9780199641178">Durbin and Koopman (2012),
 *     Time Series Analysis by State Space Methods</a>
 */
final class StateCovariance {
  private static final double SETTLED = 1e-13;

  private final ArmaPolynomials poly;
  private final ArmaAutocovariance start;
  private final double[] delta;

  /** Size of the ARMA block. */
  final int arma;

  /** Size of the whole state. */
  final int size;

  private double[] covariance;
  private double[] next;
  private final double[] projected;
  private boolean settled;

  // Rows and columns that can differ from zero: the ARMA block until the first gap, then
  // everything.
  private int active;

  /** Gain of the last {@link #observe}: what a unit innovation adds to the predicted state. */
  final double[] gain;

  /** Innovation variance of the coming observation, kept up to date by every step. */
  double variance;

  StateCovariance(ArmaPolynomials poly, double[] delta) {
    this.poly = poly;
    this.start = new ArmaAutocovariance(poly);
    this.delta = delta;
    this.arma = Math.max(poly.arDegree, poly.maDegree + 1);
    this.size = arma + delta.length;
    this.covariance = new double[size * size];
    this.next = new double[size * size];
    this.projected = new double[size];
    this.gain = new double[size];
  }

  /**
   * Stationary start with all earlier levels known; false when the polynomials are not stationary.
   */
  boolean reset() {
    if (!start.compute()) {
      return false;
    }
    settled = false;
    active = arma;
    Arrays.fill(covariance, 0.0);
    Arrays.fill(next, 0.0);
    Arrays.fill(gain, 0.0);
    Arrays.fill(projected, 0.0);
    int n = size;
    for (int j = 0; j < arma; j++) {
      double sum = 0.0;
      for (int i = j; i < arma; i++) {
        sum += theta(i) * start.psi[i - j];
        if (i < poly.arDegree) {
          sum += poly.phi[i] * start.gamma[1 + i - j];
        }
      }
      covariance[j] = sum;
      covariance[j * n] = sum;
    }
    covariance[0] = start.gamma[0];
    // Stationarity gives every other element from its lower right neighbour and the first row.
    for (int i = arma - 1; i >= 1; i--) {
      for (int j = i; j >= 1; j--) {
        double value = phi(i) * phi(j) * covariance[0] + theta(i) * theta(j);
        if (j + 1 < arma) {
          value += phi(i) * covariance[j + 1];
        }
        if (i + 1 < arma) {
          value += phi(j) * covariance[i + 1];
          value += j + 1 < arma ? covariance[(i + 1) * n + j + 1] : 0.0;
        }
        covariance[i * n + j] = value;
        covariance[j * n + i] = value;
      }
    }
    refreshVariance();
    return true;
  }

  /** Takes the coming observation as seen: sets {@link #gain}, moves the covariance one step on. */
  void observe() {
    if (settled) {
      return;
    }
    int n = size;
    double inverse = 1.0 / variance;
    // gain = T P z / F, with P z in projected.
    double first = projected[0];
    for (int i = 0; i < arma; i++) {
      double value = phi(i) * first + (i + 1 < arma ? projected[i + 1] : 0.0);
      gain[i] = value * inverse;
    }
    if (delta.length > 0) {
      gain[arma] = 1.0;
      for (int k = 1; k < delta.length; k++) {
        gain[arma + k] = projected[arma + k - 1] * inverse;
      }
    }
    double f = variance;
    propagate();
    double change = 0.0;
    for (int i = 0; i < active; i++) {
      double g = gain[i] * f;
      int row = i * n;
      for (int j = 0; j <= i; j++) {
        double value = next[row + j] - g * gain[j];
        change = Math.max(change, Math.abs(value - covariance[row + j]));
        next[row + j] = value;
        next[j * n + i] = value;
      }
    }
    if (active > arma) {
      // The level just seen is known exactly; rounding must not say otherwise.
      for (int j = 0; j < n; j++) {
        next[arma * n + j] = 0.0;
        next[j * n + arma] = 0.0;
      }
    }
    swap();
    refreshVariance();
    settled = change < SETTLED;
  }

  /** Takes the coming observation as missing. */
  void skip() {
    settled = false;
    active = size;
    propagate();
    swap();
    refreshVariance();
  }

  /** One-step prediction of the observation from a predicted state. */
  double predict(double[] mean) {
    double sum = mean[0];
    for (int k = 0; k < delta.length; k++) {
      sum += delta[k] * mean[arma + k];
    }
    return sum;
  }

  /**
   * Moves a predicted state one step on; {@code innovation} is 0 when the observation is missing.
   */
  void advance(double[] mean, double innovation) {
    double level = predict(mean);
    double first = mean[0];
    for (int i = 0; i + 1 < arma; i++) {
      mean[i] = mean[i + 1];
    }
    mean[arma - 1] = 0.0;
    for (int k = 0; k < poly.arLag.length; k++) {
      mean[poly.arLag[k]] += poly.arCoefficient[k] * first;
    }
    if (delta.length > 0) {
      System.arraycopy(mean, arma, mean, arma + 1, delta.length - 1);
      mean[arma] = level;
    }
    if (innovation != 0.0) {
      for (int i = 0; i < size; i++) {
        mean[i] += gain[i] * innovation;
      }
    }
  }

  /**
   * An independent copy that goes on from here with the same bits; the polynomials are shared and
   * must stay.
   */
  StateCovariance copy() {
    StateCovariance copy = new StateCovariance(poly, delta);
    System.arraycopy(covariance, 0, copy.covariance, 0, covariance.length);
    System.arraycopy(projected, 0, copy.projected, 0, size);
    System.arraycopy(gain, 0, copy.gain, 0, size);
    copy.settled = settled;
    copy.active = active;
    copy.variance = variance;
    return copy;
  }

  /**
   * Row vector g T: how a weight on the state of the next step becomes one on the present state.
   * Starting from the observation row, repeated use gives the response of later observations.
   */
  void stepBack(double[] row, double[] result) {
    double first = 0.0;
    for (int k = 0; k < poly.arLag.length; k++) {
      first += row[poly.arLag[k]] * poly.arCoefficient[k];
    }
    if (delta.length > 0) {
      first += row[arma];
      for (int k = 0; k < delta.length; k++) {
        result[arma + k] = delta[k] * row[arma] + (k + 1 < delta.length ? row[arma + k + 1] : 0.0);
      }
    }
    result[0] = first;
    System.arraycopy(row, 0, result, 1, arma - 1);
  }

  /** The observation row z. */
  double[] observationRow() {
    double[] z = new double[size];
    z[0] = 1.0;
    System.arraycopy(delta, 0, z, arma, delta.length);
    return z;
  }

  /** Effect of a unit innovation of the coming step on a row vector of that step's state. */
  double innovationWeight(double[] row) {
    double sum = row[0];
    for (int k = 0; k < poly.maLag.length; k++) {
      sum += poly.maCoefficient[k] * row[poly.maLag[k] + 1];
    }
    return sum;
  }

  /**
   * Covariance of the predicted state beyond the coming innovation itself: zero once the filter has
   * settled.
   */
  double[] excess() {
    double[] copy = covariance.clone();
    for (int i = 0; i < arma; i++) {
      for (int j = 0; j < arma; j++) {
        copy[i * size + j] -= theta(i) * theta(j);
      }
    }
    return copy;
  }

  private double phi(int i) {
    return i < poly.arDegree ? poly.phi[i] : 0.0;
  }

  /** Weight of the coming innovation in component i of the ARMA state; theta(0) = 1. */
  private double theta(int i) {
    return i == 0 ? 1.0 : i <= poly.maDegree ? poly.theta[i - 1] : 0.0;
  }

  private void refreshVariance() {
    int n = size;
    int lags = active > arma ? delta.length : 0;
    for (int i = 0; i < active; i++) {
      double sum = covariance[i * n];
      for (int k = 0; k < lags; k++) {
        if (delta[k] != 0.0) {
          sum += delta[k] * covariance[i * n + arma + k];
        }
      }
      projected[i] = sum;
    }
    variance = predict(projected);
  }

  // next = T P T' + R R'. Rows first: (T P) row i = phi_i P_0 + P_(i+1); the level row is z' P =
  // projected.
  private void propagate() {
    int n = size;
    int lags = active > arma ? delta.length : 0;
    double[] p = covariance;
    double[] out = next;
    for (int i = 0; i < arma; i++) {
      double c = phi(i);
      int row = i * n;
      if (i + 1 < arma) {
        System.arraycopy(p, row + n, out, row, active);
      } else {
        Arrays.fill(out, row, row + active, 0.0);
      }
      if (c != 0.0) {
        for (int j = 0; j < active; j++) {
          out[row + j] += c * p[j];
        }
      }
    }
    for (int k = 0; k < lags; k++) {
      int row = (arma + k) * n;
      if (k == 0) {
        System.arraycopy(projected, 0, out, row, n);
      } else {
        System.arraycopy(p, row - n, out, row, n);
      }
    }
    // Columns in place; the level column needs the old row, so it is formed before the shift.
    for (int i = 0; i < active; i++) {
      int row = i * n;
      double first = out[row];
      double level = first;
      for (int k = 0; k < lags; k++) {
        level += delta[k] * out[row + arma + k];
      }
      System.arraycopy(out, row + 1, out, row, arma - 1);
      out[row + arma - 1] = 0.0;
      for (int k = 0; k < poly.arLag.length; k++) {
        out[row + poly.arLag[k]] += poly.arCoefficient[k] * first;
      }
      if (lags > 0) {
        System.arraycopy(out, row + arma, out, row + arma + 1, lags - 1);
        out[row + arma] = level;
      }
    }
    for (int i = 0; i < arma; i++) {
      double ti = theta(i);
      if (ti != 0.0) {
        for (int j = 0; j < arma; j++) {
          out[i * n + j] += ti * theta(j);
        }
      }
    }
  }

  private void swap() {
    double[] old = covariance;
    covariance = next;
    next = old;
  }
}
