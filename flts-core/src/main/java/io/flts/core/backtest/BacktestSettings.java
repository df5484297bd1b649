package io.flts.core.backtest;

import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Progress;
import io.flts.api.series.Frequency;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What all runs of a backtest share; {@code season} 0 stands for the frequency's. */
record BacktestSettings(
    RollingOrigin plan,
    Levels levels,
    Bounds bounds,
    int season,
    long seed,
    Deadline deadline,
    @Nullable Duration fitBudget,
    Progress.Listener fitProgress,
    LongSupplier nanoClock) {

  /** When a fit that begins now has to end. */
  Deadline fitDeadline() {
    return fitBudget == null ? deadline : deadline.within(fitBudget);
  }

  int seasonOf(Frequency frequency) {
    return season > 0 ? season : frequency.season();
  }
}
