package io.flts.api.forecast;

import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What to forecast.
 *
 * <p>Without a history, every training series is continued. With one, the fitted parameters are run
 * over it (never estimated again) and each of its series is continued.
 *
 * <p>Immutable and thread-safe; {@code with...} methods give changed copies.
 *
 * @since 0.1.0
 */
public final class ForecastRequest {
  /** The most paths that one request may ask for. */
  public static final int MAXIMUM_PATHS = 100_000;

  private final Horizon horizon;
  private final Levels levels;
  private final @Nullable Panel history;
  private final FutureCovariates future;
  private final int paths;
  private final long seed;
  private final Deadline deadline;
  private final Executor executor;

  private ForecastRequest(
      Horizon horizon,
      Levels levels,
      @Nullable Panel history,
      FutureCovariates future,
      int paths,
      long seed,
      Deadline deadline,
      Executor executor) {
    this.horizon = Objects.requireNonNull(horizon, "horizon");
    this.levels = Objects.requireNonNull(levels, "levels");
    this.history = history;
    this.future = Objects.requireNonNull(future, "future");
    this.paths = paths;
    this.seed = seed;
    this.deadline = Objects.requireNonNull(deadline, "deadline");
    this.executor = Objects.requireNonNull(executor, "executor");
  }

  /** The mean of a number of steps. */
  public static ForecastRequest of(int steps) {
    return of(Horizon.steps(steps));
  }

  /** The mean of all steps within a horizon. */
  public static ForecastRequest of(Horizon horizon) {
    return new ForecastRequest(
        horizon,
        Levels.none(),
        null,
        FutureCovariates.none(),
        0,
        0,
        Deadline.none(),
        Caller.THREAD);
  }

  /** Another horizon. */
  public ForecastRequest withHorizon(Horizon newHorizon) {
    return new ForecastRequest(
        newHorizon, levels, history, future, paths, seed, deadline, executor);
  }

  /** Quantiles besides the mean. */
  public ForecastRequest withLevels(Levels newLevels) {
    return new ForecastRequest(
        horizon, newLevels, history, future, paths, seed, deadline, executor);
  }

  /** Other history to continue than the training data, or {@code null} for the training data. */
  public ForecastRequest withHistory(@Nullable Panel newHistory) {
    return new ForecastRequest(
        horizon, levels, newHistory, future, paths, seed, deadline, executor);
  }

  /** Values of covariates over the horizon, where the series do not carry them themselves. */
  public ForecastRequest withFuture(FutureCovariates newFuture) {
    return new ForecastRequest(
        horizon, levels, history, newFuture, paths, seed, deadline, executor);
  }

  /** A number of simulated paths. */
  public ForecastRequest withPaths(int count) {
    if (count < 0 || count > MAXIMUM_PATHS) {
      throw new IllegalArgumentException(
          "Paths " + count + " must lie from 0 to " + MAXIMUM_PATHS + ".");
    }
    return new ForecastRequest(horizon, levels, history, future, count, seed, deadline, executor);
  }

  /** The seed of all randomness. */
  public ForecastRequest withSeed(long newSeed) {
    return new ForecastRequest(
        horizon, levels, history, future, paths, newSeed, deadline, executor);
  }

  /** When to stop. */
  public ForecastRequest withDeadline(Deadline newDeadline) {
    return new ForecastRequest(
        horizon, levels, history, future, paths, seed, newDeadline, executor);
  }

  /**
   * Threads to use where many series are asked for; the result does not depend on them. The default
   * is the calling thread alone, which is right for a service that answers many callers at once.
   */
  public ForecastRequest withExecutor(Executor newExecutor) {
    return new ForecastRequest(
        horizon, levels, history, future, paths, seed, deadline, newExecutor);
  }

  /** How far to forecast. */
  public Horizon horizon() {
    return horizon;
  }

  /** The quantiles wanted. */
  public Levels levels() {
    return levels;
  }

  /** Other history than the training data, or {@code null}. */
  public @Nullable Panel history() {
    return history;
  }

  /** Values of covariates over the horizon. */
  public FutureCovariates future() {
    return future;
  }

  /** Number of simulated paths wanted, 0 for none. */
  public int paths() {
    return paths;
  }

  /** The seed of all randomness. */
  public long seed() {
    return seed;
  }

  /** When to stop. */
  public Deadline deadline() {
    return deadline;
  }

  /** Where to run independent parts of the work; runs on the calling thread by default. */
  public Executor executor() {
    return executor;
  }

  /** A class and no lambda: linking one costs a cold start some milliseconds. */
  private enum Caller implements Executor {
    THREAD;

    @Override
    public void execute(Runnable work) {
      work.run();
    }
  }
}
