package io.flts.stat.arima;

import io.flts.api.forecast.Deadline;
import java.util.function.BooleanSupplier;

/**
 * The time that the choice of one model may take, running from construction.
 *
 * <p>A part of it can be asked for, so that one stage leaves time to the next. Without a limit the
 * clock is never read, so that the result cannot depend on it. Confined to one thread.
 */
final class SearchTime {
  private final Deadline deadline;
  private final long start;
  private final long total;

  /**
   * Starts now.
   *
   * @param nanos time from now, {@code Long.MAX_VALUE} = no limit
   * @param deadline the caller's own limit
   */
  SearchTime(long nanos, Deadline deadline) {
    this.deadline = deadline;
    this.start = System.nanoTime();
    boolean limited = deadline != Deadline.none();
    this.total = limited ? Math.min(nanos, remaining(deadline)) : nanos;
  }

  private static long remaining(Deadline deadline) {
    long seconds = deadline.remaining().getSeconds();
    return seconds > 1_000_000_000L ? Long.MAX_VALUE : deadline.remaining().toNanos();
  }

  /** Whether all of it has gone, or the caller has given up. */
  boolean isUp() {
    return hasGone(1.0);
  }

  /** Asks whether a share of it has gone, from 0 to 1. */
  BooleanSupplier share(double share) {
    return () -> hasGone(share);
  }

  private boolean hasGone(double share) {
    return deadline.isPast()
        || (total != Long.MAX_VALUE && System.nanoTime() - start > share * total);
  }
}
