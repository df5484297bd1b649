package io.flts.stat.arima;

/**
 * The expanded autoregressive and moving-average polynomials of a multiplicative seasonal ARMA
 * model, as a reusable workspace.
 *
 * <p>Coefficients enter in the order ar(1..p), ma(1..q), sar(1..P), sma(1..Q), with the sign
 * convention
 *
 * <pre>  (1 - ar B - ...)(1 - sar B^m - ...) w = (1 + ma B + ...)(1 + sma B^m + ...) e. </pre>
 *
 * After {@link #set} the products are available densely ({@code phi[i]} multiplies lag {@code i +
 * 1}) and as lists of the lags that a coefficient can reach, so that inner loops touch only those.
 * Confined to one thread.
 */
final class ArmaPolynomials {
  final int p;
  final int q;
  final int seasonalP;
  final int seasonalQ;
  final int period;

  /** Degree of the autoregressive product. */
  final int arDegree;

  /** Degree of the moving-average product. */
  final int maDegree;

  /** Length of the state: the larger of the two degrees, at least 1. */
  final int stateSize;

  /** Dense products, zero-padded to {@link #stateSize}. */
  final double[] phi;

  final double[] theta;

  /** Reachable lags minus one, ascending, with the coefficient of each beside it. */
  final int[] arLag;

  final double[] arCoefficient;
  final int[] maLag;
  final double[] maCoefficient;

  ArmaPolynomials(int p, int q, int seasonalP, int seasonalQ, int period) {
    this.p = p;
    this.q = q;
    this.seasonalP = seasonalP;
    this.seasonalQ = seasonalQ;
    this.period = period;
    this.arDegree = p + seasonalP * period;
    this.maDegree = q + seasonalQ * period;
    this.stateSize = Math.max(1, Math.max(arDegree, maDegree));
    this.phi = new double[stateSize];
    this.theta = new double[stateSize];
    this.arLag = reachable(p, seasonalP, period);
    this.maLag = reachable(q, seasonalQ, period);
    this.arCoefficient = new double[arLag.length];
    this.maCoefficient = new double[maLag.length];
  }

  ArmaPolynomials(ArimaOrder order) {
    this(order.p(), order.q(), order.seasonalP(), order.seasonalQ(), order.period());
  }

  int parameterCount() {
    return p + q + seasonalP + seasonalQ;
  }

  /** Expands the products; {@code coefficients} may be longer than {@link #parameterCount()}. */
  void set(double[] coefficients) {
    expand(coefficients, 0, p, p + q, seasonalP, -1.0, phi, arLag, arCoefficient);
    expand(coefficients, p, q, p + q + seasonalP, seasonalQ, 1.0, theta, maLag, maCoefficient);
  }

  // Writes c with 1 - sum c B^i (sign -1) or 1 + sum c B^i (sign +1) equal to the product of the
  // two factors. For the
  // autoregressive sign the cross terms are minus the product of the coefficients.
  private void expand(
      double[] x,
      int at,
      int count,
      int seasonalAt,
      int seasonalCount,
      double sign,
      double[] dense,
      int[] lag,
      double[] sparse) {
    java.util.Arrays.fill(dense, 0.0);
    for (int i = 0; i < count; i++) {
      dense[i] += x[at + i];
    }
    for (int j = 1; j <= seasonalCount; j++) {
      double s = x[seasonalAt + j - 1];
      dense[j * period - 1] += s;
      for (int i = 1; i <= count; i++) {
        dense[j * period + i - 1] += sign * s * x[at + i - 1];
      }
    }
    for (int k = 0; k < lag.length; k++) {
      sparse[k] = dense[lag[k]];
    }
  }

  private static int[] reachable(int count, int seasonalCount, int period) {
    boolean[] hit = new boolean[count + seasonalCount * period];
    int found = 0;
    for (int j = 0; j <= seasonalCount; j++) {
      for (int i = 0; i <= count; i++) {
        int lag = j * period + i;
        if (lag > 0 && !hit[lag - 1]) {
          hit[lag - 1] = true;
          found++;
        }
      }
    }
    int[] lags = new int[found];
    int at = 0;
    for (int i = 0; i < hit.length; i++) {
      if (hit[i]) {
        lags[at++] = i;
      }
    }
    return lags;
  }
}
