/**
 * Intermittent demand, where most values are zero: {@code croston} (Croston 1972), {@code sba}
 * (Syntetos and Boylan 2005), {@code tsb} (Teunter, Syntetos and Babai 2011), {@code adida} and
 * {@code imapa} (Nikolopoulos et al. 2011; Petropoulos and Kourentzes 2015).
 *
 * <p>All give a flat demand rate; quantiles come from how often demand occurs and how large it was.
 * Start at {@link io.flts.stat.intermittent.Croston}. Only values ≥ 0 are demand. Smoothing of
 * ordinary series is in {@code io.flts.stat.ets}.
 */
@NullMarked
package io.flts.stat.intermittent;

import org.jspecify.annotations.NullMarked;
