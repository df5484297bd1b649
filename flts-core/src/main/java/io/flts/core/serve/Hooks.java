package io.flts.core.serve;

import io.flts.api.registry.ModelRef;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics of the host that can never harm a request: what they throw is counted. Thread-safe. */
final class Hooks implements ServiceMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

  private final ServiceMetrics metrics;
  private final AtomicLong failures = new AtomicLong();

  Hooks(ServiceMetrics metrics) {
    this.metrics = metrics;
  }

  long failures() {
    return failures.get();
  }

  /** Counts a failure, and tells the first. */
  void failedWith(Throwable cause) {
    if (failures.getAndIncrement() == 0) {
      LOG.warn("A hook of the forecast service failed; further failures are only counted.", cause);
    }
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      failedWith(e);
    }
  }

  @Override
  public void answered(ServedForecast answer) {
    guarded(() -> metrics.answered(answer));
  }

  @Override
  public void failed(ModelRef ref, RuntimeException cause) {
    guarded(() -> metrics.failed(ref, cause));
  }

  @Override
  public void refused(ModelRef ref, RefusalReason reason) {
    guarded(() -> metrics.refused(ref, reason));
  }

  @Override
  public void swapped(ServedModel model, long loadNanos, long swapNanos) {
    guarded(() -> metrics.swapped(model, loadNanos, swapNanos));
  }

  @Override
  public void loadFailed(ModelRef ref, Exception cause) {
    guarded(() -> metrics.loadFailed(ref, cause));
  }
}
