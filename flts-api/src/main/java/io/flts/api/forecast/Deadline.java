package io.flts.api.forecast;

import io.flts.api.error.DeadlineExceededException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Until when work may go on: a point of monotonic time, a cancellation by the caller, or both.
 *
 * <p>Long work asks {@link #isPast()} now and then; it returns its best result so far where it has
 * one worth returning and says so, else it throws {@link DeadlineExceededException}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Deadline {
  private static final Deadline NONE = new Deadline(Never.COMES, Never.COMES);

  private final LongSupplier remainingNanos;
  private final BooleanSupplier cancelled;

  private Deadline(LongSupplier remainingNanos, BooleanSupplier cancelled) {
    this.remainingNanos = remainingNanos;
    this.cancelled = cancelled;
  }

  /**
   * No limit; a class, because a fresh JVM would link two lambdas for 5 ms of its first forecast.
   */
  private enum Never implements LongSupplier, BooleanSupplier {
    COMES;

    @Override
    public long getAsLong() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean getAsBoolean() {
      return false;
    }
  }

  /** No limit. */
  public static Deadline none() {
    return NONE;
  }

  /** A time from now. */
  public static Deadline after(Duration time) {
    return after(time, System::nanoTime);
  }

  /** A time from now by a given monotonic clock, in nanoseconds. */
  public static Deadline after(Duration time, LongSupplier nanoClock) {
    long end = nanoClock.getAsLong() + time.toNanos();
    return new Deadline(() -> end - nanoClock.getAsLong(), () -> false);
  }

  /** This deadline, passed also as soon as the supplier says true. */
  public Deadline orWhen(BooleanSupplier alsoCancelled) {
    return new Deadline(
        remainingNanos, () -> cancelled.getAsBoolean() || alsoCancelled.getAsBoolean());
  }

  /** This deadline, or a time from now, whichever comes first. */
  public Deadline within(Duration time) {
    Deadline other = after(time);
    return new Deadline(
        () -> Math.min(remainingNanos.getAsLong(), other.remainingNanos.getAsLong()), cancelled);
  }

  /** Whether work should stop. */
  public boolean isPast() {
    return cancelled.getAsBoolean() || remainingNanos.getAsLong() <= 0;
  }

  /** Time left: zero when past, a very long time without a limit. */
  public Duration remaining() {
    return isPast() ? Duration.ZERO : Duration.ofNanos(remainingNanos.getAsLong());
  }

  /**
   * Throws when past.
   *
   * @param work what was going on, for the message
   */
  public void check(String work) {
    if (isPast()) {
      throw new DeadlineExceededException(
          work
              + " was stopped by its deadline or by the caller before there was a result. Allow more"
              + " time or a cheaper model.");
    }
  }
}
