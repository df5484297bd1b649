/**
 * Forecasting itself: {@link io.flts.api.forecast.Forecaster} describes a model, {@code fit} turns
 * it into a {@link io.flts.api.forecast.FittedForecaster}, which answers with {@link
 * io.flts.api.forecast.Forecast}s.
 *
 * <p>Requests, levels, capabilities and the optional powers ({@link
 * io.flts.api.forecast.Updatable}, {@link io.flts.api.forecast.Explainable}, {@link
 * io.flts.api.forecast.WarmStartable}) live here too. Authors of models that treat every series by
 * itself start at {@code io.flts.api.perseries}; {@link io.flts.api.forecast.Parallel} shares work
 * over the threads that a request lends.
 */
@NullMarked
package io.flts.api.forecast;

import org.jspecify.annotations.NullMarked;
