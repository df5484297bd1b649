package io.flts.stat.arima;

/**
 * Theoretical autocovariances of an ARMA process with unit innovation variance, and the quantities
 * of its stationary start, in O(r²) and without allocation.
 *
 * <p>The autoregressive part is stepped down to its partial autocorrelations (which decides
 * stationarity on the way), its autocovariances are stepped up again, and the moving average is
 * applied to them as a filter: no linear system is solved. Confined to one thread.
 */
final class ArmaAutocovariance {
  private final ArmaPolynomials poly;
  private final int p;
  private final int q;
  // Row k - 1 holds the coefficients of the order-k predictor.
  private final double[] predictor;
  private final double[] partial;
  private final double[] ar;
  private final double[] filtered;

  /** Autocovariances 0..max(p, q) of the process after {@link #compute}. */
  final double[] gamma;

  /** Weights psi(0..stateSize-1) of the MA(∞) form. */
  final double[] psi;

  ArmaAutocovariance(ArmaPolynomials poly) {
    this.poly = poly;
    this.p = poly.arDegree;
    this.q = poly.maDegree;
    this.predictor = new double[p * (p + 1) / 2];
    this.partial = new double[p];
    int r = poly.stateSize;
    this.ar = new double[r + q + 1];
    this.filtered = new double[r + 2 * q + 1];
    this.gamma = new double[r + 1];
    this.psi = new double[r + 1];
  }

  /**
   * Returns false when the autoregressive part is not stationary; then nothing else may be read.
   */
  boolean compute() {
    if (!autoregressive()) {
      return false;
    }
    movingAverage();
    weights();
    return true;
  }

  /**
   * Covariance of the one-step-ahead state with the present value: the first Kalman gain times F.
   */
  void initialGain(double[] gain) {
    int r = poly.stateSize;
    for (int i = 0; i < r; i++) {
      gain[i] = 0.0;
    }
    int[] arLag = poly.arLag;
    for (int k = 0; k < arLag.length; k++) {
      double c = poly.arCoefficient[k];
      int j = arLag[k];
      for (int i = 0; i <= j; i++) {
        gain[i] += c * gamma[j - i];
      }
    }
    int[] maLag = poly.maLag;
    for (int k = 0; k < maLag.length; k++) {
      double c = poly.maCoefficient[k];
      int j = maLag[k] + 1;
      for (int i = 0; i < j; i++) {
        gain[i] += c * psi[j - i - 1];
      }
    }
  }

  private boolean autoregressive() {
    double variance = 1.0;
    if (p > 0) {
      int top = p * (p - 1) / 2;
      System.arraycopy(poly.phi, 0, predictor, top, p);
      for (int k = p; k >= 1; k--) {
        int row = k * (k - 1) / 2;
        double a = predictor[row + k - 1];
        // The negated form also refuses NaN.
        if (!(Math.abs(a) < 1.0 - 1e-12)) {
          return false;
        }
        partial[k - 1] = a;
        double scale = 1.0 - a * a;
        variance /= scale;
        if (k > 1) {
          int below = row - (k - 1);
          double inverse = 1.0 / scale;
          for (int j = 0; j < k - 1; j++) {
            predictor[below + j] = (predictor[row + j] + a * predictor[row + k - 2 - j]) * inverse;
          }
        }
      }
    }
    ar[0] = variance;
    double remaining = variance;
    int last = poly.stateSize + q;
    for (int k = 1; k <= p && k <= last; k++) {
      double sum = partial[k - 1] * remaining;
      int row = (k - 1) * (k - 2) / 2;
      for (int j = 0; j < k - 1; j++) {
        sum += predictor[row + j] * ar[k - 1 - j];
      }
      ar[k] = sum;
      remaining *= 1.0 - partial[k - 1] * partial[k - 1];
    }
    for (int k = p + 1; k <= last; k++) {
      double sum = 0.0;
      for (int l = 0; l < poly.arLag.length; l++) {
        sum += poly.arCoefficient[l] * ar[k - 1 - poly.arLag[l]];
      }
      ar[k] = sum;
    }
    return true;
  }

  // gamma = theta(B) theta(1/B) applied to the symmetric sequence ar.
  private void movingAverage() {
    int r = poly.stateSize;
    for (int k = 0; k <= r + q; k++) {
      double sum = ar[k];
      for (int l = 0; l < poly.maLag.length; l++) {
        int lag = k - poly.maLag[l] - 1;
        sum += poly.maCoefficient[l] * ar[lag < 0 ? -lag : lag];
      }
      filtered[k] = sum;
    }
    for (int k = 0; k <= r; k++) {
      double sum = filtered[k];
      for (int l = 0; l < poly.maLag.length; l++) {
        sum += poly.maCoefficient[l] * filtered[k + poly.maLag[l] + 1];
      }
      gamma[k] = sum;
    }
  }

  private void weights() {
    psi[0] = 1.0;
    for (int k = 1; k <= poly.stateSize; k++) {
      double sum = k <= poly.maDegree ? poly.theta[k - 1] : 0.0;
      for (int l = 0; l < poly.arLag.length && poly.arLag[l] < k; l++) {
        sum += poly.arCoefficient[l] * psi[k - 1 - poly.arLag[l]];
      }
      psi[k] = sum;
    }
  }
}
