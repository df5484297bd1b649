/**
 * Judging forecasters on what they could not see: {@link io.flts.core.backtest.Backtest} moves an
 * origin through history, fits on what lies before it, and compares the forecasts with what came
 * after; a {@link io.flts.core.backtest.Leaderboard} sums it up, simple baselines always in it.
 *
 * <p>The scores are {@code io.flts.core.score}; what a leaderboard leads to is {@code
 * io.flts.core.promote}. Start at {@link io.flts.core.backtest.RollingOrigin}.
 */
@NullMarked
package io.flts.core.backtest;

import org.jspecify.annotations.NullMarked;
