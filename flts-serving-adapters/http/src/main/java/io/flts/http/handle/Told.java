package io.flts.http.handle;

import io.flts.api.forecast.Forecast;
import io.flts.core.serve.ServedForecast;

/**
 * One forecast to tell.
 *
 * @param levels the intervals to tell
 * @param quantiles the further quantiles to tell
 */
record Told(Forecast forecast, ServedForecast answer, double[] levels, double[] quantiles) {}
