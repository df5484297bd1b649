/**
 * Preparation of series before a model sees them, and its inverse on forecasts: {@link
 * io.flts.api.preprocess.Preprocessor} and {@link io.flts.api.preprocess.FittedPreprocessor}.
 *
 * <p>Only the two interfaces live here; flts-core has the implementations and the pipeline.
 */
@NullMarked
package io.flts.api.preprocess;

import org.jspecify.annotations.NullMarked;
