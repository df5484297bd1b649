/**
 * Seasonal ARIMA models with regressors: exact likelihood, estimation, automatic choice of the
 * orders, forecasts.
 *
 * <p>Start with {@code ArmaLikelihood} for the numbers of one order, {@code OrderSearch} for the
 * choice among orders and {@code Arima} for the forecaster. Decomposition lives in {@code
 * io.flts.stat.decompose}, unit-root tests in {@code io.flts.stat.stationarity}.
 */
@NullMarked
package io.flts.stat.arima;

import org.jspecify.annotations.NullMarked;
