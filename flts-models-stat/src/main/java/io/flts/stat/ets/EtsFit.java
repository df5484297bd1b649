package io.flts.stat.ets;

/**
 * One estimated ETS model and how likely it makes the series.
 *
 * @param shape which model
 * @param parameters smoothing parameters
 * @param start state before the first observation; read-only by convention
 * @param end state after the last observation; read-only by convention
 * @param criterion minus twice the concentrated log-likelihood, constants left out as in R
 * @param errorSum sum of squared (relative, for multiplicative error) one-step errors
 * @param count number of observed values
 */
record EtsFit(
    EtsShape shape,
    EtsParameters parameters,
    EtsState start,
    EtsState end,
    double criterion,
    double errorSum,
    int count) {

  private static final double TWO_SIDED = 1.959963984540054;

  double logLikelihood() {
    return -criterion / 2;
  }

  double aic() {
    return criterion + 2.0 * (shape.parameters() + 1);
  }

  double aicc() {
    return aicc(criterion, shape.parameters() + 1, count);
  }

  double bic() {
    return criterion + (shape.parameters() + 1) * Math.log(count);
  }

  /** Error variance with one degree of freedom taken off per estimated parameter and state. */
  double sigma2() {
    return errorSum / Math.max(1, count - shape.parameters());
  }

  /** The corrected Akaike criterion; +∞ where n is too small for the correction. */
  static double aicc(double criterion, int parameters, int n) {
    int spare = n - parameters - 1;
    return spare <= 0
        ? Double.POSITIVE_INFINITY
        : criterion + 2.0 * parameters + 2.0 * parameters * (parameters + 1) / spare;
  }

  /** Runs parameters over a series from a start, as a fit that estimates nothing. */
  static EtsFit run(EtsShape shape, EtsParameters parameters, EtsState start, double[] y) {
    EtsState state = start.copy();
    double sum = 0;
    double logs = 0;
    int n = 0;
    boolean relative = shape.error() == EtsShape.Term.MULTIPLICATIVE;
    for (double v : y) {
      double expected = state.expect(shape, parameters.phi());
      double error = state.advance(shape, parameters, v);
      if (!Double.isNaN(v)) {
        double scaled = relative ? error / expected : error;
        sum += scaled * scaled;
        logs += relative ? Math.log(Math.abs(expected)) : 0;
        n++;
      }
    }
    double criterion = n * Math.log(Math.max(sum, Double.MIN_NORMAL)) + 2 * logs;
    return new EtsFit(shape, parameters, start.copy(), state, criterion, sum, n);
  }

  /**
   * Whether the errors take back what the trend adds: a trend of a model with relative errors whose
   * one-step errors do not average to zero, as the model itself says they do (5 %, two-sided).
   *
   * <p>Least squares of plain errors cannot end there, but the likelihood of relative errors can:
   * it rewards expectations above the data. Such a slope is no property of the series; carried on
   * without errors to undo it, it leads the forecast away.
   */
  boolean trendIsUndone(double[] y) {
    if (!shape.trended() || shape.error() != EtsShape.Term.MULTIPLICATIVE) {
      return false;
    }
    EtsState state = start.copy();
    double sum = 0;
    for (double v : y) {
      double expected = state.expect(shape, parameters.phi());
      double error = state.advance(shape, parameters, v);
      sum += Double.isNaN(v) ? 0 : error / expected;
    }
    return sum * sum > TWO_SIDED * TWO_SIDED * errorSum;
  }
}
