/**
 * From a call to an answer, on any server: {@link io.flts.http.handle.ForecastHandler} finds the
 * route, checks the key, reads the body within limits, asks the {@link
 * io.flts.core.serve.ForecastService}, and tells forecasts and faults in the dialect of the route:
 * our own, KServe time series, Open Inference V2. No server lives here.
 */
@NullMarked
package io.flts.http.handle;

import org.jspecify.annotations.NullMarked;
