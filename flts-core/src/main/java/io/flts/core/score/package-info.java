/**
 * The built-in scores: errors of the mean, of quantiles and of intervals, and weighted composites
 * of them. Each is a {@link io.flts.api.score.Scorer} whose class comment is its definition.
 *
 * <p>Common to all: steps whose actual value is missing are left out. <i>Pooled</i> scores take all
 * steps of all cases together; <i>averaged</i> scores are computed per case (one series at one
 * origin) and averaged with equal weight, as in the M competitions, leaving out cases for which the
 * score is not defined. What is defined for no step or case is {@code NaN}.
 *
 * <p>Running models over history to have something to score is {@code io.flts.core.backtest};
 * deciding by scores is {@code io.flts.core.promote}. Start at {@link
 * io.flts.core.score.BuiltInScorers}.
 */
@NullMarked
package io.flts.core.score;

import org.jspecify.annotations.NullMarked;
