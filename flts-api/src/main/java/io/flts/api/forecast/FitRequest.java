package io.flts.api.forecast;

import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * What to fit on, and how.
 *
 * <p>Immutable and thread-safe; {@code with...} methods give changed copies.
 *
 * @since 0.1.0
 */
public final class FitRequest {
  private final Panel panel;
  private final int horizon;
  private final Bounds bounds;
  private final long seed;
  private final Executor executor;
  private final Deadline deadline;
  private final Progress.Listener progress;

  private FitRequest(
      Panel panel,
      int horizon,
      Bounds bounds,
      long seed,
      Executor executor,
      Deadline deadline,
      Progress.Listener progress) {
    this.panel = Objects.requireNonNull(panel, "panel");
    this.horizon = horizon;
    this.bounds = Objects.requireNonNull(bounds, "bounds");
    this.seed = seed;
    this.executor = Objects.requireNonNull(executor, "executor");
    this.deadline = Objects.requireNonNull(deadline, "deadline");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /** Fit on one series, with all defaults. */
  public static FitRequest of(TimeSeries series) {
    return of(Panel.of(series));
  }

  /** Fit on a panel: horizon 1, no bounds, seed 0, on the calling thread, without deadline. */
  public static FitRequest of(Panel panel) {
    return new FitRequest(
        panel, 1, Bounds.none(), 0, Runnable::run, Deadline.none(), Progress.Listener.none());
  }

  /** Another panel, for example the transformed one. */
  public FitRequest withPanel(Panel newPanel) {
    return new FitRequest(newPanel, horizon, bounds, seed, executor, deadline, progress);
  }

  /** The horizon, in steps, that will be asked for; direct multi-step models train for it. */
  public FitRequest withHorizon(int steps) {
    return new FitRequest(
        panel,
        Horizon.steps(steps).stepsAfter(panel.get(0).index()),
        bounds,
        seed,
        executor,
        deadline,
        progress);
  }

  /** Values that the series can take; all forecasts will lie within. */
  public FitRequest withBounds(Bounds newBounds) {
    return new FitRequest(panel, horizon, newBounds, seed, executor, deadline, progress);
  }

  /** The seed of all randomness. */
  public FitRequest withSeed(long newSeed) {
    return new FitRequest(panel, horizon, bounds, newSeed, executor, deadline, progress);
  }

  /**
   * Threads to use; the result does not depend on them. The default is the calling thread alone.
   */
  public FitRequest withExecutor(Executor newExecutor) {
    return new FitRequest(panel, horizon, bounds, seed, newExecutor, deadline, progress);
  }

  /** When to stop. */
  public FitRequest withDeadline(Deadline newDeadline) {
    return new FitRequest(panel, horizon, bounds, seed, executor, newDeadline, progress);
  }

  /** Who wants to know how far it has come. */
  public FitRequest withProgress(Progress.Listener newProgress) {
    return new FitRequest(panel, horizon, bounds, seed, executor, deadline, newProgress);
  }

  /** The training data. */
  public Panel panel() {
    return panel;
  }

  /** The horizon that will be asked for, in steps, at least 1. */
  public int horizon() {
    return horizon;
  }

  /** Values that the series can take. */
  public Bounds bounds() {
    return bounds;
  }

  /** The seed of all randomness. */
  public long seed() {
    return seed;
  }

  /** Where to run independent parts of the work; runs on the calling thread by default. */
  public Executor executor() {
    return executor;
  }

  /** When to stop. */
  public Deadline deadline() {
    return deadline;
  }

  /** Who wants to know how far it has come. */
  public Progress.Listener progress() {
    return progress;
  }
}
