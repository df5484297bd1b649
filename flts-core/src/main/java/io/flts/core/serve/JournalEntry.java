package io.flts.core.serve;

import io.flts.api.forecast.ForecastRequest;
import java.time.Instant;

/**
 * One request and its answer.
 *
 * @param answeredAt when, by the clock of the service
 * @param request what was asked
 * @param answer what was answered, and by which version
 * @since 0.1.0
 */
public record JournalEntry(Instant answeredAt, ForecastRequest request, ServedForecast answer) {}
