/**
 * Exponential smoothing: {@code ses}, {@code holt}, {@code holt-winters}, {@code ets} (Hyndman et
 * al. 2008, innovations state-space form) and {@code ces} (Svetunkov et al. 2022).
 *
 * <p>Start at {@link io.flts.stat.ets.Ets}. The numerics work on plain arrays: {@code EtsShape}
 * (which terms), {@code EtsState} (one step of the recursion), {@code EtsObjective} (likelihood and
 * exact derivatives), {@code EtsEstimator} (one model), {@code EtsSelection} (the best model),
 * {@code EtsMoments} and {@code EtsPaths} (what is uncertain). Theta and intermittent demand live
 * beside.
 */
@NullMarked
package io.flts.stat.ets;

import org.jspecify.annotations.NullMarked;
