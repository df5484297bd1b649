package io.flts.stat.stationarity;

/**
 * Outcome of a hypothesis test.
 *
 * @param statistic value of the test statistic
 * @param pValue probability of a statistic at least as extreme under the null hypothesis; where it
 *     comes from a table it is held at the ends of that table
 * @since 0.1.0
 */
public record TestResult(double statistic, double pValue) {}
