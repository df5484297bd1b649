package io.flts.core.backtest;

/**
 * A series that could not be judged at all origins, whatever the model.
 *
 * @param seriesId the id of the series
 * @param windows number of origins at which it was left out
 * @param reason why, in words
 * @since 0.1.0
 */
public record SkippedSeries(String seriesId, int windows, String reason) {}
