package io.flts.stat.safeguard;

import org.jspecify.annotations.Nullable;

/**
 * Forecast arrays that are finite, inside the bound and inside the limits.
 *
 * @param mean means, shape [step]
 * @param quantiles quantiles, sorted at every step, shape [level][step]
 * @param paths simulated paths, shape [path][step], or null if none were asked for
 * @param fallback why the model's own numbers were replaced by the naive forecast, or null if they
 *     stand
 * @since 0.1.0
 */
public record GuardedForecast(
    double[] mean,
    double[][] quantiles,
    double @Nullable [][] paths,
    @Nullable String fallback) {}
