/**
 * For authors of models that treat every series by itself: extend {@link
 * io.flts.api.perseries.PerSeriesForecaster} and write one {@link
 * io.flts.api.perseries.SeriesModel}.
 *
 * <p>The package keeps the promises that are the same for all such models: panels with one outcome
 * per series, threads, seeds, bounds, other history, saving, and the optional powers. Models that
 * learn from all series at once implement {@link io.flts.api.forecast.Forecaster} directly.
 */
@NullMarked
package io.flts.api.perseries;

import org.jspecify.annotations.NullMarked;
