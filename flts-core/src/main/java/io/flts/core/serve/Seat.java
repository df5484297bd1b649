package io.flts.core.serve;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.forecast.ForecastRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that may be computed by another that gets a permit first. Whoever claims it, its own
 * thread or the other, computes it; nobody else does. Thread-safe.
 */
final class Seat {
  private final ForecastRequest request;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final CompletableFuture<Optional<ServedForecast>> answer = new CompletableFuture<>();

  Seat(ForecastRequest request) {
    this.request = request;
  }

  ForecastRequest request() {
    return request;
  }

  /** True for the first who asks. */
  boolean claim() {
    return !claimed.get() && claimed.compareAndSet(false, true);
  }

  boolean isClaimed() {
    return claimed.get();
  }

  /** Hands the answer over; empty where the request has to be computed alone. */
  void complete(Optional<ServedForecast> with) {
    answer.complete(with);
  }

  /** What the other computed; empty where the request has to be computed alone. */
  Optional<ServedForecast> await() {
    try {
      return answer.get(request.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new DeadlineExceededException(
          "A request computed together with others was not done when its deadline passed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeadlineExceededException(
          "Waiting for a request computed together with others was interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A seat is never completed with an exception.", e);
    }
  }
}
