/**
 * Gates and rules that turn a leaderboard into a promotion, or into a refusal with reasons: {@link
 * io.flts.core.promote.Promoter}.
 *
 * <p>Judging models is {@code io.flts.core.backtest}; keeping versions, aliases and records is
 * {@code io.flts.api.registry} and its stores.
 */
@NullMarked
package io.flts.core.promote;

import org.jspecify.annotations.NullMarked;
