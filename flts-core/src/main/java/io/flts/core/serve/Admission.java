package io.flts.core.serve;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.forecast.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a bounded number of requests run, a bounded number wait for a bounded time, and refuses the
 * rest at once. Thread-safe.
 */
final class Admission {
  /** Weight of the newest request in the mean time that a permit is held: 1 / 16. */
  private static final int MEMORY_SHIFT = 4;

  /**
   * A wait is begun only where it is expected to take half of what it may: who is refused is
   * refused at once then, rather than after having waited in vain because the forecast of the wait
   * was short.
   */
  private static final int MARGIN = 2;

  private final ServiceLimits limits;
  private final Semaphore permits;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong meanNanos = new AtomicLong();
  private volatile boolean closing;

  Admission(ServiceLimits limits) {
    this.limits = limits;
    permits = new Semaphore(limits.concurrency(), true);
  }

  void requireOpen() {
    if (closing) {
      throw new ServiceRefusedException(
          RefusalReason.CLOSING,
          Duration.ofSeconds(1),
          "The service is closing. Ask another instance.",
          null);
    }
  }

  /**
   * Takes a permit, waiting for one where that makes sense.
   *
   * @return nanoseconds waited
   */
  long enter(Deadline deadline) {
    requireOpen();
    // Nobody overtakes those who wait: a free permit is taken at once only where none do.
    if (waiting.get() == 0 && permits.tryAcquire()) {
      return 0;
    }
    int place = waiting.incrementAndGet();
    long start = System.nanoTime();
    try {
      if (place > limits.waiting()) {
        throw overloaded(place, "as many as may");
      }
      long patience = Math.min(limits.longestWait().toNanos(), deadline.remaining().toNanos());
      if (expectedNanos(place) > patience / MARGIN) {
        throw overloaded(place, "longer than this one can");
      }
      if (!permits.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
        deadline.check("Waiting for a permit of the forecast service");
        throw overloaded(place, "longer than this one can");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeadlineExceededException(
          "Waiting for a permit of the forecast service was interrupted.", e);
    } finally {
      waiting.decrementAndGet();
    }
    return System.nanoTime() - start;
  }

  /**
   * Gives the permit back.
   *
   * @param heldNanos how long it was held
   */
  void leave(long heldNanos) {
    // Lost updates of a mean do no harm.
    long mean = meanNanos.get();
    meanNanos.set(mean + ((heldNanos - mean) >> MEMORY_SHIFT));
    permits.release();
  }

  /** Gives a permit back that was not used, so that it says nothing about how long one is held. */
  void leaveUnused() {
    permits.release();
  }

  /** Refuses whoever comes from now on. */
  void beginClosing() {
    closing = true;
  }

  /** Waits until all who have a permit or wait for one are done; true where they were in time. */
  boolean awaitQuiet(Duration longest) {
    int all = limits.concurrency();
    try {
      boolean quiet = permits.tryAcquire(all, longest.toNanos(), TimeUnit.NANOSECONDS);
      if (quiet) {
        permits.release(all);
      }
      return quiet;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isClosing() {
    return closing;
  }

  int running() {
    return limits.concurrency() - permits.availablePermits();
  }

  int waiting() {
    return waiting.get();
  }

  private long expectedNanos(int place) {
    return place * meanNanos.get() / limits.concurrency();
  }

  private ServiceRefusedException overloaded(int place, String wait) {
    return new ServiceRefusedException(
        RefusalReason.OVERLOADED,
        Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), expectedNanos(place))),
        "All "
            + limits.concurrency()
            + " permits are taken and "
            + (place - 1)
            + " requests wait, "
            + wait
            + ". Come back later, or raise ServiceLimits.",
        null);
  }
}
