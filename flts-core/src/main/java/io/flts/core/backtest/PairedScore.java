package io.flts.core.backtest;

/**
 * The scores of two models over the same forecasts: those that both of them made.
 *
 * @param other label of the other model
 * @param own score of the model itself
 * @param theirs score of the other
 * @param cases number of forecasts compared
 * @since 0.1.0
 */
public record PairedScore(String other, double own, double theirs, int cases) {}
