package io.flts.core.serve;

import io.flts.api.forecast.ForecastRequest;

/**
 * One of several requests that are sent together.
 *
 * @param model what {@link ForecastService#ref} reads: {@code load}, {@code load@staging}, {@code
 *     load/3}
 * @param request what to forecast
 * @since 0.1.0
 */
public record BatchItem(String model, ForecastRequest request) {}
