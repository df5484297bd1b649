package io.flts.stat.prophet;

/** Evaluates the piecewise trend. */
final class TrendCurve {

  private TrendCurve() {}

  /**
   * Trend at one scaled time.
   *
   * @param theta parameters in the layout of {@link MapProblem}
   * @param changepoints scaled times, ascending
   * @param cap scaled cap; read for logistic growth alone
   */
  static double value(Growth growth, double[] theta, double[] changepoints, double t, double cap) {
    double line = line(growth, theta, changepoints, t);
    return growth == Growth.LOGISTIC ? saturate(line, cap) : line;
  }

  /** The piecewise line that logistic growth saturates and linear growth is. */
  static double line(Growth growth, double[] theta, double[] changepoints, double t) {
    double k = theta[MapProblem.RATE];
    double m = theta[MapProblem.OFFSET];
    if (growth == Growth.FLAT) {
      return m;
    }
    double line = growth == Growth.LINEAR ? k * t + m : k * (t - m);
    for (int j = 0; j < changepoints.length && changepoints[j] < t; j++) {
      line += theta[MapProblem.FIRST_CHANGE + j] * (t - changepoints[j]);
    }
    return line;
  }

  /** cap / (1 + exp(−line)). */
  static double saturate(double line, double cap) {
    return cap / (1 + StrictMath.exp(-line));
  }
}
