package io.flts.api.perseries;

import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Deadline;

/**
 * Circumstances of the fit of one series.
 *
 * @param horizon steps that will be asked for, at least 1
 * @param bounds values that the series can take; forecasts are clamped to them afterwards in any
 *     case
 * @param seed seed of all randomness, derived from the request's seed and the series id
 * @param deadline when to stop
 * @since 0.1.0
 */
public record SeriesFitContext(int horizon, Bounds bounds, long seed, Deadline deadline) {}
