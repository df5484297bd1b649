/**
 * Decomposition of a series into trend, seasons and remainder: STL, MSTL, classical moving
 * averages.
 *
 * <p>Plain arrays in, {@link io.flts.stat.decompose.Decomposition} out, and the preprocessors that
 * subtract the seasons before a model and add them back after it. Forecasters built on them live in
 * {@code io.flts.stat.seasonal}. Start with {@link io.flts.stat.decompose.Mstl}.
 */
@NullMarked
package io.flts.stat.decompose;

import org.jspecify.annotations.NullMarked;
