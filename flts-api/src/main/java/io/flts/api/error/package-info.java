/**
 * The exceptions of FLTS: every failure a caller may want to tell from another.
 *
 * <p>A message says what was wrong, the value seen, the rule and the remedy. Faults of the caller
 * are plain {@link java.lang.IllegalArgumentException}s and {@link
 * java.lang.NullPointerException}s; the outside world (files, network) is a checked {@link
 * java.io.IOException}; everything else extends {@link io.flts.api.error.FltsException}.
 */
@NullMarked
package io.flts.api.error;

import org.jspecify.annotations.NullMarked;
