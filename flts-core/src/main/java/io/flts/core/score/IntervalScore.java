package io.flts.core.score;

import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.score.ScoredCase;
import org.jspecify.annotations.Nullable;

/** The interval (Winkler) score of one case. */
final class IntervalScore {

  private IntervalScore() {}

  /** The interval of a level, or null where the forecast does not hold it. */
  static @Nullable Interval interval(ScoredCase one, double level) {
    boolean held =
        one.forecast().quantiles().has(Levels.lower(level))
            && one.forecast().quantiles().has(Levels.upper(level));
    return held ? one.forecast().interval(level) : null;
  }

  /** Sum of the score over the steps whose actual value is known; NaN without the interval. */
  static double sum(ScoredCase one, double level) {
    Interval interval = interval(one, level);
    if (interval == null) {
      return Double.NaN;
    }
    double penalty = 2 / (1 - level);
    double sum = 0;
    for (int step = 0; step < one.horizon(); step++) {
      double actual = one.actual(step);
      if (!Double.isNaN(actual)) {
        double lower = interval.lower(step);
        double upper = interval.upper(step);
        sum +=
            (upper - lower) + penalty * (Math.max(0, lower - actual) + Math.max(0, actual - upper));
      }
    }
    return sum;
  }

  /** Number of steps whose actual value is known. */
  static long steps(ScoredCase one) {
    long steps = 0;
    for (int step = 0; step < one.horizon(); step++) {
      if (!Double.isNaN(one.actual(step))) {
        steps++;
      }
    }
    return steps;
  }
}
