package io.flts.core.backtest;

/**
 * Where the origins of a backtest lie: how far to forecast, from how many origins, how far apart,
 * on how much history, and how often to fit again.
 *
 * <p>The last origin lies one horizon before the end of the data, earlier ones {@code step}
 * observations apart. Everything before an origin may be learned from, nothing after it.
 *
 * <p>Immutable and thread-safe; {@code with...} methods give changed copies.
 *
 * @param horizon steps to forecast from every origin, at least 1
 * @param windows number of origins, at least 1
 * @param step observations from one origin to the next, at least 1
 * @param maximumHistory the longest history to learn from, in observations; 0 for all there is (an
 *     expanding window), else a sliding one
 * @param refitEvery fit at every k-th origin, at least 1; at the others the model fitted last runs
 *     over the longer history with its parameters kept
 * @param alignment what the end of the data is, where the series of a panel end at different times
 * @since 0.1.0
 */
public record RollingOrigin(
    int horizon, int windows, int step, int maximumHistory, int refitEvery, Alignment alignment) {

  /** What the end of the data is, where the series of a panel end at different times. */
  public enum Alignment {
    /**
     * Every series' own end. A model that learns from several series at once is refused where they
     * have a clock and end at different times: it would be fitted on what came after the origins of
     * others.
     */
    SERIES_END,
    /**
     * The latest end in the panel: origins are the same points of time for all, and series that
     * have nothing after an origin are not judged there.
     */
    CLOCK
  }

  /** Refit at the first origin only. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** Checks the ranges. */
  public RollingOrigin {
    atLeast("Horizon", horizon, 1);
    atLeast("Number of windows", windows, 1);
    atLeast("Step between origins", step, 1);
    atLeast("Maximum history", maximumHistory, 0);
    atLeast("Refit interval", refitEvery, 1);
  }

  private static void atLeast(String what, int value, int minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(what + " " + value + " must be at least " + minimum + ".");
    }
  }

  /**
   * Windows side by side over the end of the data: step = horizon, all history, a fit at every
   * origin, every series' own end.
   */
  public static RollingOrigin of(int horizon, int windows) {
    return new RollingOrigin(horizon, windows, Math.max(1, horizon), 0, 1, Alignment.SERIES_END);
  }

  /** One window: the last {@code horizon} observations are held out. */
  public static RollingOrigin holdOut(int horizon) {
    return of(horizon, 1);
  }

  /** Another distance between origins, in observations. */
  public RollingOrigin withStep(int observations) {
    return new RollingOrigin(horizon, windows, observations, maximumHistory, refitEvery, alignment);
  }

  /** A sliding window: learn from at most so many observations before an origin; 0 for all. */
  public RollingOrigin withMaximumHistory(int observations) {
    return new RollingOrigin(horizon, windows, step, observations, refitEvery, alignment);
  }

  /** Fit at every k-th origin only; {@link #NEVER} for the first alone. */
  public RollingOrigin withRefitEvery(int origins) {
    return new RollingOrigin(horizon, windows, step, maximumHistory, origins, alignment);
  }

  /** Origins at the same points of time for all series. */
  public RollingOrigin alignedByClock() {
    return new RollingOrigin(horizon, windows, step, maximumHistory, refitEvery, Alignment.CLOCK);
  }

  /** Observations that a series needs for all windows, with one to learn from at the first. */
  public long requiredLength() {
    return 1L + horizon + (long) step * (windows - 1);
  }

  /** The first position learned from at an origin. */
  int historyStart(int origin) {
    return maximumHistory == 0 ? 0 : Math.max(0, origin - maximumHistory);
  }
}
