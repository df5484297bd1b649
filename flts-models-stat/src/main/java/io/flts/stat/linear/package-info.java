/**
 * Linear regression on a window of lags and covariates ({@code linear}): the honest yardstick for
 * every model that looks at windows.
 *
 * <p>Only least squares with a ridge penalty lives here; regression with ARIMA errors is in {@code
 * arima}, trees are in {@code boost}.
 */
@NullMarked
package io.flts.stat.linear;

import org.jspecify.annotations.NullMarked;
