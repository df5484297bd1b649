/**
 * Where in the season a history begins, so that seasonal states fitted on one history can be used
 * over another one. No seasonal model lives here; decomposition is in {@code
 * io.flts.stat.decompose}.
 */
@NullMarked
package io.flts.stat.season;

import org.jspecify.annotations.NullMarked;
