/**
 * Several targets, each with a forecaster of its own, as one named model: fitted, saved, validated
 * and promoted as a whole, so that a version never holds half of what a service needs.
 *
 * <p>Start at {@link io.flts.core.multioutput.MultiOutput}. Preparing data before a forecaster is
 * {@code pipeline}, whose pipelines may be the parts.
 */
@NullMarked
package io.flts.core.multioutput;

import org.jspecify.annotations.NullMarked;
