/**
 * The one mechanism by which the models of this module never explode: a stated {@link
 * io.flts.stat.safeguard.ForecastBound bound} of how far a forecast may lie from the history, and a
 * visible {@link io.flts.stat.safeguard.Safeguard fallback} to a (seasonal) naive forecast.
 *
 * <p>Contract. A model computes freely and hands its arrays to {@link
 * io.flts.stat.safeguard.Safeguard#check}. A mean that is not finite or leaves the bound makes the
 * whole forecast unusable: the naive forecast answers, and {@code SeriesForecast.fallback()} names
 * it and says why. Quantiles and paths that leave the bound are clamped to it; quantiles are
 * sorted. {@link io.flts.stat.safeguard.PowerOfTwoScale} keeps squares of extreme magnitudes inside
 * the range of double. User bounds such as non-negative are the API's work. No estimation lives
 * here.
 */
@NullMarked
package io.flts.stat.safeguard;

import org.jspecify.annotations.NullMarked;
