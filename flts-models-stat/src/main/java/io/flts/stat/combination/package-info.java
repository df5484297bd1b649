/**
 * The plain combination of several methods of this module, series by series.
 *
 * <p>Combinations of any forecasters, with weights learned from backtests, do not live here but in
 * core. Start with {@link io.flts.stat.combination.Combination}.
 */
@NullMarked
package io.flts.stat.combination;

import org.jspecify.annotations.NullMarked;
