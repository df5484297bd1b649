/**
 * From probabilities to decisions about yes and no: how well probabilities tell the two apart,
 * which threshold costs the business least, how the answer differs between groups, and how likely a
 * forecast value passes a limit.
 *
 * <p>Start at {@link io.flts.core.decide.ScoredLabels} (probabilities beside what came true) or at
 * {@link io.flts.core.decide.Exceedance} (a limit that a series may pass). Estimating probabilities
 * is the models' business; the same figures as scores of a backtest are in {@code score}; deciding
 * which model to serve is {@code promote}.
 */
@NullMarked
package io.flts.core.decide;

import org.jspecify.annotations.NullMarked;
