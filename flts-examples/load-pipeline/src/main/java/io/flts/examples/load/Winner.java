package io.flts.examples.load;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;

/**
 * The best of a leaderboard, fitted again on everything.
 *
 * @param label its name in the leaderboard
 * @param forecaster as configured
 * @param fitted on the whole series
 */
record Winner(String label, Forecaster forecaster, FittedForecaster fitted) {}
