/**
 * Judging forecasts against what came true: {@link io.flts.api.score.Scorer} and the cases it
 * judges.
 *
 * <p>The metrics themselves live in flts-core.
 */
@NullMarked
package io.flts.api.score;

import org.jspecify.annotations.NullMarked;
