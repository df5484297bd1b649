/**
 * Forecasting by a regression on rows: what the past of a series, its calendar, holidays,
 * covariates and attributes say about one step ahead becomes a row of numbers, and any learner of
 * rows becomes a global forecaster.
 *
 * <p>Start at {@link io.flts.stat.tabular.TabularForecaster}; a learner implements {@link
 * io.flts.stat.tabular.RowLearner}. Here are features, scaling, several steps ahead, validation on
 * the tail, error paths and the saved form. No learner lives here: boosted trees are in {@code
 * boost}, those of Smile in {@code smile}.
 */
@NullMarked
package io.flts.stat.tabular;

import org.jspecify.annotations.NullMarked;
