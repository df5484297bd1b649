package io.flts.core.serve;

import io.flts.api.registry.ModelRef;

/**
 * Where a service tells what it does; an adapter turns it into counters and timers. Figures that
 * have a present value (running, waiting, dropped) are in {@link ForecastService#health()}.
 *
 * @implSpec Thread-safe, quick, called on the request's thread. What it throws is counted and
 *     otherwise ignored.
 * @since 0.1.0
 */
public interface ServiceMetrics {

  /** A request was answered. */
  void answered(ServedForecast answer);

  /**
   * A request was taken up and failed: by its deadline, or because it does not suit the model.
   *
   * @param ref what was asked for
   */
  void failed(ModelRef ref, RuntimeException cause);

  /**
   * A request was not taken up.
   *
   * @param ref what was asked for
   */
  void refused(ModelRef ref, RefusalReason reason);

  /**
   * Another version answers from now on.
   *
   * @param model what answers
   * @param loadNanos how long resolving, reading, verifying and warming up took
   * @param swapNanos how long making it the one that answers took
   */
  void swapped(ServedModel model, long loadNanos, long swapNanos);

  /**
   * A version could not be loaded; what answered before still does.
   *
   * @param ref what was to be loaded
   */
  void loadFailed(ModelRef ref, Exception cause);

  /** Nothing is told. */
  static ServiceMetrics none() {
    return new ServiceMetrics() {
      @Override
      public void answered(ServedForecast answer) {}

      @Override
      public void failed(ModelRef ref, RuntimeException cause) {}

      @Override
      public void refused(ModelRef ref, RefusalReason reason) {}

      @Override
      public void swapped(ServedModel model, long loadNanos, long swapNanos) {}

      @Override
      public void loadFailed(ModelRef ref, Exception cause) {}
    };
  }
}
