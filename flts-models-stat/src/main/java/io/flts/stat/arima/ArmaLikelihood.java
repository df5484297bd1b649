package io.flts.stat.arima;

/**
 * Exact Gaussian likelihood of a stationary ARMA process over a complete sample, by fast
 * (Morf-Sidhu-Kailath) Kalman recursions that switch to the steady state.
 *
 * <p>The sample is already differenced. Besides the series itself any number of regression columns
 * pass through the same filter; the gains do not depend on the data, so each costs only its own
 * innovations. One evaluation needs O(r) per observation until the innovation variance has settled
 * and O(non-zero lags) from then on, and allocates nothing.
 *
 * <p>The covariance update has rank one for a stationary start, P[t+1] - P[t] = M Y Y'. Only the
 * gain K = T P h, the vector Y and the scalars F and M are carried. The predicted state is kept as
 * pending additions to future predictions, which makes its shift free.
 *
 * <p>Sources: Morf, Sidhu and Kailath (1974), "Some new algorithms for recursive estimation in
 * constant linear discrete-time systems"; Mélard (1984), "A fast algorithm for the exact likelihood
 * of ARMA models" (the quick recursions); Pearlman (1980). Confined to one thread.
 */
final class ArmaLikelihood implements InnovationFilter {
  // F - 1 at which the filter counts as settled; the error of the log-likelihood is of the order n
  // times this.
  private static final double SETTLED = 1e-12;

  private final ArmaPolynomials poly;
  private final ArmaAutocovariance start;
  private final int n;
  private final int columns;
  private final double[][] data;
  private final double[][] pending;
  private final double[] gain;
  private final double[] direction;

  private final double[][] innovations;
  private double logDeterminant;

  /**
   * Prepares for one sample.
   *
   * @param poly polynomials, set before every evaluation
   * @param data column 0 the series, the others regressors, each of the same length; not copied
   */
  ArmaLikelihood(ArmaPolynomials poly, double[][] data) {
    this.poly = poly;
    this.start = new ArmaAutocovariance(poly);
    this.data = data;
    this.n = data[0].length;
    this.columns = data.length;
    int r = poly.stateSize;
    this.pending = new double[columns][n + r + 1];
    this.innovations = new double[columns][n];
    this.gain = new double[r];
    this.direction = new double[n + r + 1];
  }

  /**
   * Filters all columns with the present polynomials.
   *
   * @return false when the autoregressive part is not stationary or the recursion broke down
   */
  @Override
  public boolean evaluate() {
    if (!start.compute()) {
      return false;
    }
    start.initialGain(gain);
    int r = poly.stateSize;
    double f = start.gamma[0];
    if (!(f > 0.0 && f < 1e14)) {
      return false;
    }
    java.util.Arrays.fill(direction, 0.0);
    System.arraycopy(gain, 0, direction, 0, r);
    for (double[] row : pending) {
      java.util.Arrays.fill(row, 0.0);
    }
    int t = transientPhase(f, r);
    if (t < 0) {
      return false;
    }
    for (int c = 0; c < columns; c++) {
      steadyPhase(c, t, r);
    }
    return true;
  }

  @Override
  public double[][] innovations() {
    return innovations;
  }

  @Override
  public int count() {
    return n;
  }

  @Override
  public int diffuse() {
    return 0;
  }

  @Override
  public double logDeterminant() {
    return logDeterminant;
  }

  private int transientPhase(double initialVariance, int r) {
    double f = initialVariance;
    double m = -1.0 / f;
    double logSum = 0.0;
    double product = 1.0;
    int[] arLag = poly.arLag;
    double[] ar = poly.arCoefficient;
    int t = 0;
    for (; t < n; t++) {
      if (f - 1.0 < SETTLED) {
        break;
      }
      product *= f;
      if (product > 1e100) {
        logSum += Math.log(product);
        product = 1.0;
      }
      double inverse = 1.0 / f;
      double scale = Math.sqrt(inverse);
      for (int c = 0; c < columns; c++) {
        double[] ahead = pending[c];
        double w = data[c][t];
        double v = w - ahead[t];
        innovations[c][t] = v * scale;
        double past = w - v;
        for (int k = 0; k < arLag.length; k++) {
          ahead[t + 1 + arLag[k]] += ar[k] * past;
        }
        addScaled(ahead, t + 1, gain, v * inverse, r);
      }
      double y = direction[t];
      if (y != 0.0) {
        double next = f + m * y * y;
        if (!(next >= 0.999999)) {
          return -1;
        }
        for (int k = 0; k < arLag.length; k++) {
          direction[t + 1 + arLag[k]] += ar[k] * y;
        }
        updateGain(t + 1, m * y, y / next, r);
        m += m * m * y * y * inverse;
        f = next;
      }
    }
    logDeterminant = logSum + Math.log(product);
    return t;
  }

  // gain += a z, direction = z - b gain, where z is the shifted direction. The steady gain of an AR
  // row includes the
  // autoregressive coefficient; see the split of w into prediction and innovation in the caller.
  private void updateGain(int at, double a, double b, int r) {
    double[] k = gain;
    double[] y = direction;
    for (int i = 0; i < r; i++) {
      double z = y[at + i];
      double g = k[i] + a * z;
      k[i] = g;
      y[at + i] = z - b * g;
    }
  }

  private static void addScaled(double[] target, int at, double[] source, double scale, int r) {
    for (int i = 0; i < r; i++) {
      target[at + i] += scale * source[i];
    }
  }

  private void steadyPhase(int c, int from, int r) {
    double[] w = data[c];
    double[] v = innovations[c];
    double[] ahead = pending[c];
    int[] arLag = poly.arLag;
    int[] maLag = poly.maLag;
    double[] ar = poly.arCoefficient;
    double[] ma = poly.maCoefficient;
    int scatterEnd = Math.min(n, from + r);
    int t = from;
    // While lags still reach back before the switch, contributions are pushed forward; afterwards
    // they are gathered,
    // which keeps the running sum in a register.
    for (; t < scatterEnd; t++) {
      double e = w[t] - ahead[t];
      v[t] = e;
      for (int k = 0; k < arLag.length; k++) {
        ahead[t + 1 + arLag[k]] += ar[k] * w[t];
      }
      for (int k = 0; k < maLag.length; k++) {
        ahead[t + 1 + maLag[k]] += ma[k] * e;
      }
    }
    for (; t < n; t++) {
      double e = w[t];
      for (int k = 0; k < arLag.length; k++) {
        e -= ar[k] * w[t - 1 - arLag[k]];
      }
      for (int k = 0; k < maLag.length; k++) {
        e -= ma[k] * v[t - 1 - maLag[k]];
      }
      v[t] = e;
    }
  }
}
