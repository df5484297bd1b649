package io.flts.http.handle;

import io.flts.api.registry.ModelRef;
import org.jspecify.annotations.Nullable;

/**
 * One forecast that a request wants, in whatever dialect.
 *
 * @param pointer where it stands in the body
 * @param ref the model
 * @param seriesId id of the series, or empty for the only one the model knows
 * @param history values to continue, or {@code null} for the training data
 * @param horizon steps
 * @param levels central intervals wanted; {@code null} for the standard ones where the model gives
 *     quantiles
 * @param quantiles further quantiles wanted
 * @param seed of all randomness
 */
record Wish(
    String pointer,
    ModelRef ref,
    String seriesId,
    @Nullable History history,
    int horizon,
    double @Nullable [] levels,
    double[] quantiles,
    long seed) {}
