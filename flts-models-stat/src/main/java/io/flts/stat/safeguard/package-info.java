/**
 * The one mechanism by which the models of this module never explode: a stated {@link
 * io.flts.stat.safeguard.ForecastBound bound} of how far a forecast may lie from the history, user
 * {@link io.flts.stat.safeguard.ValueLimits limits} such as non-negative, and a visible {@link
 * io.flts.stat.safeguard.Safeguard fallback} to a naive forecast.
 *
 * <p>Contract. A model computes freely and hands its arrays to {@link
 * io.flts.stat.safeguard.Safeguard#check}. A mean that is not finite or lies outside the bound
 * makes the whole forecast unusable: it is replaced by the (seasonal) naive forecast and {@code
 * GuardedForecast.fallback()} says why; the caller puts {@code Safeguard.FALLBACK_NAME} into the
 * producer of the result. Quantiles and paths that leave the bound are clamped to it; quantiles are
 * sorted; limits clamp mean, quantiles and paths alike. {@link
 * io.flts.stat.safeguard.PowerOfTwoScale} keeps squares of extreme magnitudes inside the range of
 * double. No estimation lives here.
 */
@NullMarked
package io.flts.stat.safeguard;

import org.jspecify.annotations.NullMarked;
