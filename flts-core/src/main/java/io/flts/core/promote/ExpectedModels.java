package io.flts.core.promote;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The labels that must all be there before a decision is made, and how long to wait for them.
 *
 * @param labels labels of the contenders that are awaited; empty for none
 * @param since when the waiting began
 * @param timeout how long to wait at most
 * @param onTimeout what to do when some are still missing then
 * @since 0.1.0
 */
public record ExpectedModels(
    Set<String> labels, Instant since, Duration timeout, OnTimeout onTimeout) {

  /** What to do when the waiting has been in vain. */
  public enum OnTimeout {
    /** Refuse: a decision without the missing models would not be the one that was wanted. */
    REJECT,
    /** Decide among those that are there; the record names the missing ones. */
    PROCEED
  }

  /** Copies the set. */
  public ExpectedModels {
    labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("Time-out " + timeout + " must not be negative.");
    }
  }

  /** Nothing is awaited: whoever is there takes part. */
  public static ExpectedModels none() {
    return new ExpectedModels(Set.of(), Instant.EPOCH, Duration.ZERO, OnTimeout.PROCEED);
  }

  /** Waits for labels, and refuses where some are missing at the time-out. */
  public static ExpectedModels of(Set<String> labels, Instant since, Duration timeout) {
    return new ExpectedModels(labels, since, timeout, OnTimeout.REJECT);
  }

  /** The same, but deciding among those that are there at the time-out. */
  public ExpectedModels proceedingOnTimeout() {
    return new ExpectedModels(labels, since, timeout, OnTimeout.PROCEED);
  }

  /** When the waiting ends. */
  public Instant deadline() {
    return since.plus(timeout);
  }
}
