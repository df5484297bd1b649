/**
 * Forecasts of several steps together: the sum of a month, the peak of a week. Their quantiles come
 * from simulated paths, because bounds of single steps cannot be added.
 *
 * <p>Start at {@link io.flts.core.aggregate.Aggregate}. Aggregates over several series are not made
 * here: their paths are simulated apart and say nothing of how the series hang together.
 */
@NullMarked
package io.flts.core.aggregate;

import org.jspecify.annotations.NullMarked;
