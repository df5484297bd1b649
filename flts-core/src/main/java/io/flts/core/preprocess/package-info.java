/**
 * The preprocessors that come with FLTS: impute, clip, calendar, lags, difference, box-cox, scale.
 *
 * <p>Each is a service found by name, fitted on training data alone, with an inverse for forecasts
 * and a saved form. Statistics are kept per series; the target of a series that was not in the
 * training data is measured on its own history, its covariates by the whole training panel.
 * Composition lives in {@code pipeline}.
 */
@NullMarked
package io.flts.core.preprocess;

import org.jspecify.annotations.NullMarked;
