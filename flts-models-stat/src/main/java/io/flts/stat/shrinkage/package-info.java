/**
 * Penalised linear regressions on rows: the forecasters {@code ridge} and {@code elastic-net}.
 *
 * <p>Pure Java and always available; features and several steps ahead are made in {@code tabular}.
 * Why these are not Smile's is told in decision 0041. Start at {@link
 * io.flts.stat.shrinkage.Ridge}.
 */
@NullMarked
package io.flts.stat.shrinkage;

import org.jspecify.annotations.NullMarked;
