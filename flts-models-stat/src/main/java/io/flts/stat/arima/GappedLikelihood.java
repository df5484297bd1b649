package io.flts.stat.arima;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Exact likelihood of a seasonal ARIMA model on the undifferenced series, with missing values
 * inside.
 *
 * <p>The first d + D·m values after the first observation are start levels: known where observed,
 * otherwise unknown with a diffuse prior, which makes each a further column of the regression.
 * Without gaps the likelihood equals that of {@link ArmaLikelihood} on the differenced series.
 * Missing values are filtered over, never filled. Confined to one thread.
 */
final class GappedLikelihood implements InnovationFilter {
  /** Multiplications between two looks at the clock: about a millisecond. */
  private static final long BETWEEN_LOOKS = 1L << 20;

  private final StateCovariance state;
  private final double[][] data;
  private final boolean[] observed;
  private final int from;
  private final int loss;
  private final int count;
  private final int[] unknownStart;
  private final int columns;
  private final double[][] mean;
  private final double[][] innovations;
  private final BooleanSupplier late;
  private double logDeterminant;

  /**
   * Prepares for one sample.
   *
   * @param data column 0 the series with NaN for missing, the others complete regressors
   * @param delta coefficients of the differencing recursion, {@code y[t] = sum delta[k] y[t-1-k] +
   *     w[t]}
   * @param late whether an evaluation is to be given up; with a long season one takes seconds
   */
  GappedLikelihood(ArmaPolynomials poly, double[] delta, double[][] data, BooleanSupplier late) {
    this.late = late;
    this.state = new StateCovariance(poly, delta);
    this.data = data;
    this.loss = delta.length;
    int n = data[0].length;
    this.observed = new boolean[n];
    int first = -1;
    for (int t = 0; t < n; t++) {
      observed[t] = !Double.isNaN(data[0][t]);
      if (observed[t] && first < 0) {
        first = t;
      }
    }
    this.from = Math.max(0, first);
    int unknown = 0;
    for (int t = from; t < from + loss && t < n; t++) {
      unknown += observed[t] ? 0 : 1;
    }
    this.unknownStart = new int[unknown];
    int at = 0;
    int seen = 0;
    for (int t = from; t < n; t++) {
      if (t < from + loss) {
        if (!observed[t]) {
          unknownStart[at++] = t;
        }
      } else if (observed[t]) {
        seen++;
      }
    }
    this.count = seen;
    this.columns = data.length + unknown;
    this.mean = new double[columns][state.size];
    this.innovations = new double[columns][seen];
  }

  @Override
  public boolean evaluate() {
    if (!state.reset()) {
      return false;
    }
    for (int c = 0; c < columns; c++) {
      Arrays.fill(mean[c], 0.0);
      for (int k = 0; k < loss; k++) {
        mean[c][state.arma + k] = startLevel(c, from + loss - 1 - k);
      }
    }
    double logSum = 0.0;
    int at = 0;
    long work = 0;
    for (int t = from + loss; t < data[0].length; t++) {
      work += (long) state.size * state.size;
      if (work > BETWEEN_LOOKS) {
        if (late.getAsBoolean()) {
          return false;
        }
        work = 0;
      }
      if (!observed[t]) {
        state.skip();
        for (int c = 0; c < columns; c++) {
          state.advance(mean[c], 0.0);
        }
        continue;
      }
      double f = state.variance;
      if (!(f > 1e-12 && f < 1e300)) {
        return false;
      }
      logSum += Math.log(f);
      double scale = 1.0 / Math.sqrt(f);
      state.observe();
      for (int c = 0; c < columns; c++) {
        double y = c < data.length ? data[c][t] : 0.0;
        double v = y - state.predict(mean[c]);
        innovations[c][at] = v * scale;
        state.advance(mean[c], v);
      }
      at++;
    }
    logDeterminant = logSum;
    return true;
  }

  private double startLevel(int column, int t) {
    if (column >= data.length) {
      // Minus one, so that the coefficient of the column is the level itself: v = y - prediction.
      return unknownStart[column - data.length] == t ? -1.0 : 0.0;
    }
    // An unknown level stands for the regression error there, so regressors start from 0 as well.
    return observed[t] ? data[column][t] : 0.0;
  }

  @Override
  public double[][] innovations() {
    return innovations;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int diffuse() {
    return unknownStart.length;
  }

  @Override
  public double logDeterminant() {
    return logDeterminant;
  }
}
