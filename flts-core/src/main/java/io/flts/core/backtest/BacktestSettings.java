package io.flts.core.backtest;

import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Levels;
import io.flts.api.series.Frequency;
import java.util.function.LongSupplier;

/** What all runs of a backtest share; {@code season} 0 stands for the frequency's. */
record BacktestSettings(
    RollingOrigin plan,
    Levels levels,
    Bounds bounds,
    int season,
    long seed,
    Deadline deadline,
    LongSupplier nanoClock) {

  int seasonOf(Frequency frequency) {
    return season > 0 ? season : frequency.season();
  }
}
