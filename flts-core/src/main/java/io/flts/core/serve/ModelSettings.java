package io.flts.core.serve;

import java.time.Duration;
import java.util.Objects;

/**
 * How one model is served.
 *
 * <p>Immutable; {@code with...} methods give changed copies.
 *
 * @param cache which forecasts are kept
 * @param timeout the longest that a request may take, whatever its own deadline says
 * @param warmUp what a version must do before it serves
 * @param batch the most concurrent requests that are computed together as one panel, 1 for none.
 *     Only done for models that learn from all series at once, which compute a panel faster than
 *     its series, and only with requests that wait already: none waits for others to come. Keep it
 *     at 1 for a model that looks from one series of a panel at another
 * @since 0.1.0
 */
public record ModelSettings(CacheSettings cache, Duration timeout, WarmUp warmUp, int batch) {
  private static final int MOST_BATCH = 1024;

  /** Refuses what cannot be meant. */
  public ModelSettings {
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(warmUp, "warmUp");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("Timeout " + timeout + " must be positive.");
    }
    if (batch < 1 || batch > MOST_BATCH) {
      throw new IllegalArgumentException(
          "Batch " + batch + " must lie from 1 to " + MOST_BATCH + ".");
    }
  }

  /** The standard cache, 30 seconds, the standard warm-up, no batching. */
  public static ModelSettings standard() {
    return new ModelSettings(
        CacheSettings.standard(), Duration.ofSeconds(30), WarmUp.standard(), 1);
  }

  /** Another cache. */
  public ModelSettings withCache(CacheSettings newCache) {
    return new ModelSettings(newCache, timeout, warmUp, batch);
  }

  /** Another timeout. */
  public ModelSettings withTimeout(Duration newTimeout) {
    return new ModelSettings(cache, newTimeout, warmUp, batch);
  }

  /** Another warm-up. */
  public ModelSettings withWarmUp(WarmUp newWarmUp) {
    return new ModelSettings(cache, timeout, newWarmUp, batch);
  }

  /** Another number of concurrent requests computed together. */
  public ModelSettings withBatch(int newBatch) {
    return new ModelSettings(cache, timeout, warmUp, newBatch);
  }
}
