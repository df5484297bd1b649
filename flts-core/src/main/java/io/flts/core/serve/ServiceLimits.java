package io.flts.core.serve;

import java.time.Duration;

/**
 * How much a service takes on at once.
 *
 * <p>Requests are computed on the threads that bring them. A request that finds all permits taken
 * waits on its thread, unless too many wait already or the wait is expected to take more than half
 * of the longest wait or of the time to its deadline: then it is refused at once. There is no queue
 * to grow.
 *
 * @param concurrency requests computed at once
 * @param waiting requests that may wait for a permit; more are refused
 * @param longestWait the longest that one waits before it is refused
 * @param onDemand references that are loaded because a request names them, the least used making
 *     room for the next; 0 to serve only what the builder names
 * @param retry pause before a source that failed is asked again
 * @since 0.1.0
 */
public record ServiceLimits(
    int concurrency, int waiting, Duration longestWait, int onDemand, Duration retry) {

  /** Refuses what cannot be meant. */
  public ServiceLimits {
    if (concurrency < 1 || waiting < 0 || onDemand < 0) {
      throw new IllegalArgumentException(
          "Limits of "
              + concurrency
              + " concurrent, "
              + waiting
              + " waiting requests and "
              + onDemand
              + " references on demand must be at least 1, 0 and 0.");
    }
    if (longestWait.isNegative() || retry.isNegative() || retry.isZero()) {
      throw new IllegalArgumentException(
          "Longest wait "
              + longestWait
              + " must not be negative, retry "
              + retry
              + " must be positive.");
    }
  }

  /**
   * Twice as many permits as processors, 64 waiting requests per permit, at most one second of
   * waiting, 256 references on demand, 5 seconds before a source is asked again.
   */
  public static ServiceLimits standard() {
    int concurrency = 2 * Runtime.getRuntime().availableProcessors();
    return new ServiceLimits(
        concurrency, 64 * concurrency, Duration.ofSeconds(1), 256, Duration.ofSeconds(5));
  }

  /** Another number of requests computed at once. */
  public ServiceLimits withConcurrency(int newConcurrency) {
    return new ServiceLimits(newConcurrency, waiting, longestWait, onDemand, retry);
  }

  /** Another bound on waiting: how many, and how long. */
  public ServiceLimits withWaiting(int newWaiting, Duration newLongestWait) {
    return new ServiceLimits(concurrency, newWaiting, newLongestWait, onDemand, retry);
  }

  /** Another number of references loaded because a request names them. */
  public ServiceLimits withOnDemand(int newOnDemand) {
    return new ServiceLimits(concurrency, waiting, longestWait, newOnDemand, retry);
  }

  /** Another pause before a source that failed is asked again. */
  public ServiceLimits withRetry(Duration newRetry) {
    return new ServiceLimits(concurrency, waiting, longestWait, onDemand, newRetry);
  }
}
