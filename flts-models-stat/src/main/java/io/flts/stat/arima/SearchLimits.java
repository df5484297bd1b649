package io.flts.stat.arima;

import io.flts.api.forecast.Deadline;
import io.flts.stat.stationarity.Differences.SeasonalTest;
import io.flts.stat.stationarity.Differences.UnitRootTest;

/**
 * What {@link OrderSearch} may choose from and how long it may take.
 *
 * @param period seasonal period, 1 for none
 * @param d ordinary differences, or -1 to test for them
 * @param seasonalD seasonal differences, or -1 to test for them
 * @param maxP largest p
 * @param maxQ largest q
 * @param maxSeasonalP largest P
 * @param maxSeasonalQ largest Q
 * @param maxOrder largest p + q + P + Q of the full search
 * @param constant whether a mean or drift may be included
 * @param full whether every order within the limits is tried, instead of a walk
 * @param unitRootTest test behind d
 * @param seasonalTest test behind D
 * @param nanos time after which the best model so far stands
 * @param deadline the caller's own limit, with the same effect once there is a model
 */
record SearchLimits(
    int period,
    int d,
    int seasonalD,
    int maxP,
    int maxQ,
    int maxSeasonalP,
    int maxSeasonalQ,
    int maxOrder,
    boolean constant,
    boolean full,
    UnitRootTest unitRootTest,
    SeasonalTest seasonalTest,
    long nanos,
    Deadline deadline) {

  /** Usual limits: p, q up to 5, P, Q up to 2, no time limit. */
  static SearchLimits usual(int period) {
    return new SearchLimits(
        period,
        -1,
        -1,
        5,
        5,
        2,
        2,
        5,
        true,
        false,
        UnitRootTest.KPSS,
        SeasonalTest.STRENGTH,
        Long.MAX_VALUE,
        Deadline.none());
  }

  /** The clock of one search, which starts with this call. */
  SearchTime startTime() {
    return new SearchTime(nanos, deadline);
  }

  /** The same without seasonal lags and differences. */
  SearchLimits withoutSeason() {
    return new SearchLimits(
        1,
        d,
        0,
        maxP,
        maxQ,
        0,
        0,
        maxOrder,
        constant,
        full,
        unitRootTest,
        seasonalTest,
        nanos,
        deadline);
  }
}
