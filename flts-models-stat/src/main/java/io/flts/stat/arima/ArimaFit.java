package io.flts.stat.arima;

/**
 * An estimated seasonal ARIMA model with regression effects. Immutable by convention: the arrays
 * are not to be changed.
 *
 * @param order the orders
 * @param coefficients ar, ma, sar, sma in that order
 * @param regression constant (if any), then one coefficient per regressor
 * @param sigma2 maximum likelihood innovation variance
 * @param logLikelihood exact Gaussian log-likelihood (diffuse where start values are missing)
 * @param effective observations that carry information
 */
record ArimaFit(
    ArimaOrder order,
    double[] coefficients,
    double[] regression,
    double sigma2,
    double logLikelihood,
    int effective) {

  /** Estimated numbers, the innovation variance included. */
  int parameterCount() {
    return coefficients.length + regression.length + 1;
  }

  double aic() {
    return -2.0 * logLikelihood + 2.0 * parameterCount();
  }

  /** AIC with the small-sample correction; infinite when there are too few observations for it. */
  double aicc() {
    int k = parameterCount();
    int room = effective - k - 1;
    return room <= 0 ? Double.POSITIVE_INFINITY : aic() + 2.0 * k * (k + 1.0) / room;
  }

  double bic() {
    return aic() + parameterCount() * (Math.log(effective) - 2.0);
  }

  /**
   * Innovation variance with the degrees of freedom of the coefficients taken off, as forecasts use
   * it.
   */
  double adjustedSigma2() {
    int freedom = effective - coefficients.length - regression.length;
    return sigma2 * effective / Math.max(1, freedom);
  }
}
