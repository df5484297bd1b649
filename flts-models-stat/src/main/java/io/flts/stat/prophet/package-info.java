/**
 * The additive regression model of Taylor and Letham ("Forecasting at scale", 2018): a piecewise
 * trend plus Fourier seasonalities, holidays and regressors, fitted by maximum a posteriori.
 *
 * <p>Start at {@code ProphetLike}. The mathematics is on plain arrays: {@code FeatureLayout} makes
 * the regression columns, {@code MapProblem} holds the penalised least-squares problem, {@code
 * MapSolver} solves it, {@code PathSimulator} draws future trends and noise. Holiday dates come
 * from {@code io.flts.stat.holiday}.
 */
@NullMarked
package io.flts.stat.prophet;

import org.jspecify.annotations.NullMarked;
