/**
 * The model bundle: one file that holds everything between raw history and raw-unit forecast.
 *
 * <p>Start at {@link io.flts.core.bundle.ModelBundle}. The format is told byte for byte in {@code
 * docs/reference/bundle-format.md}. A damaged or foreign file is refused whole, never half loaded,
 * and nothing in it is executed. Where bundles are kept is the business of {@code registry}; what a
 * fitted pipeline writes is the business of {@code pipeline} and the models.
 */
@NullMarked
package io.flts.core.bundle;

import org.jspecify.annotations.NullMarked;
