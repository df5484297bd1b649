/**
 * Tests and statistics that say how a series should be differenced or transformed and whether
 * residuals are white: unit-root tests, seasonal tests, autocorrelation, Ljung-Box, Box-Cox
 * parameters.
 *
 * <p>Plain functions on arrays without missing values. Start with {@link
 * io.flts.stat.stationarity.Differences}.
 */
@NullMarked
package io.flts.stat.stationarity;

import org.jspecify.annotations.NullMarked;
