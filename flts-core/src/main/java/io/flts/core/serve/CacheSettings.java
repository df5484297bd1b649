package io.flts.core.serve;

import java.time.Duration;

/**
 * How many forecasts of one model are kept, and for how long.
 *
 * <p>The forecasts of a version go with it: after a swap the cache is empty.
 *
 * @param maximumBytes estimated bytes of all forecasts kept, 0 for no cache
 * @param timeToLive how long a forecast is kept after it was computed
 * @since 0.1.0
 */
public record CacheSettings(long maximumBytes, Duration timeToLive) {

  /** Refuses negative sizes and times. */
  public CacheSettings {
    if (maximumBytes < 0 || timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException(
          "A cache of "
              + maximumBytes
              + " bytes for "
              + timeToLive
              + " needs a size from 0 and a positive time. Use CacheSettings.none() for no cache.");
    }
  }

  /** 16 MiB for 10 minutes. */
  public static CacheSettings standard() {
    return new CacheSettings(16L << 20, Duration.ofMinutes(10));
  }

  /** No cache: every request is computed. */
  public static CacheSettings none() {
    return new CacheSettings(0, Duration.ofMinutes(10));
  }

  /** Whether anything is kept. */
  public boolean isEnabled() {
    return maximumBytes > 0;
  }
}
