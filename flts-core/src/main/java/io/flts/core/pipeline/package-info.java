/**
 * Preprocessors and a forecaster composed into one forecaster, and the saving of configured, fitted
 * forecasters of every kind with the names and parameters needed to make them again.
 *
 * <p>Start at {@link io.flts.core.pipeline.Pipeline} and {@link
 * io.flts.core.pipeline.SavedForecaster}. The preprocessors themselves live in {@code preprocess};
 * files and archives in {@code bundle}.
 */
@NullMarked
package io.flts.core.pipeline;

import org.jspecify.annotations.NullMarked;
