package io.flts.stat.arima;

/**
 * Turns a series and its regressors into standardised innovations for given ARMA polynomials: what
 * a Gaussian likelihood needs, whichever way it is computed.
 */
interface InnovationFilter {

  /** Filters all columns with the present polynomials; false when they are not admissible. */
  boolean evaluate();

  /**
   * Standardised innovations, {@code [column][i]}; column 0 is the series. Valid until the next
   * evaluation.
   */
  double[][] innovations();

  /** Number of innovations. */
  int count();

  /** Number of last columns that stand for unknown start values with a diffuse prior. */
  int diffuse();

  /** Sum of the logarithms of the innovation variances (innovation variance of the process = 1). */
  double logDeterminant();
}
