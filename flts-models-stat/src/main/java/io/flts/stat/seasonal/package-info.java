/**
 * Forecasters that take the seasons out by decomposition, forecast what is left with another method
 * and put the seasons back: {@code stl} for one season, {@code mstl} for several.
 *
 * <p>The decompositions themselves live in {@code io.flts.stat.decompose}. Start with {@link
 * io.flts.stat.seasonal.MstlForecaster}.
 */
@NullMarked
package io.flts.stat.seasonal;

import org.jspecify.annotations.NullMarked;
