/**
 * The Theta method: {@code theta} (Assimakopoulos and Nikolopoulos 2000, as simple smoothing with
 * drift), {@code dynamic-theta} (Fiorucci et al. 2016) and {@code auto-theta}, which chooses.
 *
 * <p>All of them work on a series from which a season was taken out ({@code SeasonalAdjustment})
 * and put it back into the forecast. Start at {@link io.flts.stat.theta.Theta}. Exponential
 * smoothing proper is in {@code io.flts.stat.ets}.
 */
@NullMarked
package io.flts.stat.theta;

import org.jspecify.annotations.NullMarked;
