package io.flts.stat.decompose;

/**
 * Classical decomposition by a centred moving average and cycle means, additive or multiplicative.
 *
 * <p>The trend is undefined (NaN) for half a period at both ends. The figure is centred: it sums to
 * 0 (additive) or averages 1 (multiplicative). Agrees with R {@code decompose} to 1e-9.
 *
 * @since 0.1.0
 */
public final class MovingAverageDecomposition {
  private MovingAverageDecomposition() {}

  /**
   * Centred moving average over one period, with half weights at the ends when the period is even.
   *
   * @param y values
   * @param period at least 2
   * @return same length, NaN where the window does not fit
   */
  public static double[] trend(double[] y, int period) {
    int n = y.length;
    double[] trend = new double[n];
    int half = period / 2;
    for (int t = 0; t < n; t++) {
      if (t < half || t + half >= n) {
        trend[t] = Double.NaN;
        continue;
      }
      double sum = 0.0;
      if (period % 2 == 0) {
        sum = 0.5 * (y[t - half] + y[t + half]);
        for (int k = -half + 1; k < half; k++) {
          sum += y[t + k];
        }
      } else {
        for (int k = -half; k <= half; k++) {
          sum += y[t + k];
        }
      }
      trend[t] = sum / period;
    }
    return trend;
  }

  /**
   * Seasonal figure: one additive effect per position in the cycle, the first belonging to {@code
   * y[0]}.
   *
   * @param y values, at least two cycles
   * @param period at least 2
   */
  public static double[] additiveFigure(double[] y, int period) {
    double[] trend = trend(y, period);
    double[] detrended = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      detrended[t] = y[t] - trend[t];
    }
    double[] figure = cycleMeans(detrended, period);
    double mean = mean(figure);
    for (int j = 0; j < period; j++) {
      figure[j] -= mean;
    }
    return figure;
  }

  /**
   * Seasonal figure: one factor per position in the cycle, the first belonging to {@code y[0]}.
   *
   * @param y values, at least two cycles, trend not 0
   * @param period at least 2
   */
  public static double[] multiplicativeFigure(double[] y, int period) {
    double[] trend = trend(y, period);
    double[] detrended = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      detrended[t] = y[t] / trend[t];
    }
    double[] figure = cycleMeans(detrended, period);
    double mean = mean(figure);
    for (int j = 0; j < period; j++) {
      figure[j] /= mean;
    }
    return figure;
  }

  private static double[] cycleMeans(double[] x, int period) {
    if (x.length < 2 * period) {
      throw new IllegalArgumentException(
          "Classical decomposition with period "
              + period
              + " needs at least "
              + 2 * period
              + " values, got "
              + x.length);
    }
    double[] figure = new double[period];
    for (int j = 0; j < period; j++) {
      double sum = 0.0;
      int count = 0;
      for (int t = j; t < x.length; t += period) {
        if (!Double.isNaN(x[t])) {
          sum += x[t];
          count++;
        }
      }
      figure[j] = count == 0 ? 0.0 : sum / count;
    }
    return figure;
  }

  private static double mean(double[] x) {
    double sum = 0.0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }
}
