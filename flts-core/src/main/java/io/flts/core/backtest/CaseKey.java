package io.flts.core.backtest;

/** What two models were both asked to forecast: a series from an origin. */
record CaseKey(String seriesId, int window) {}
