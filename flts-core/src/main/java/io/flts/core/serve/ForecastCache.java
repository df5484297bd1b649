package io.flts.core.serve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.PanelForecast;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of one version. Every version has its own, so that a swap leaves no old forecast
 * behind and a late answer of the old version cannot land in the cache of the new one.
 */
final class ForecastCache {
  /** Estimated bytes of a forecast beside its numbers. */
  private static final int FORECAST_BYTES = 512;

  private final Cache<RequestKey, PanelForecast> forecasts;

  ForecastCache(CacheSettings settings, Ticker ticker) {
    forecasts =
        Caffeine.newBuilder()
            .maximumWeight(settings.maximumBytes())
            .weigher((RequestKey key, PanelForecast forecast) -> bytes(forecast))
            .expireAfterWrite(settings.timeToLive())
            .ticker(ticker)
            .executor(Runnable::run) // no threads but those of the requests
            .build();
  }

  @Nullable PanelForecast get(RequestKey key) {
    return forecasts.getIfPresent(key);
  }

  /** Keeps an answer without failures: what failed by its deadline need not fail again. */
  void put(RequestKey key, PanelForecast forecast) {
    if (forecast.failures().isEmpty()) {
      forecasts.put(key, forecast);
    }
  }

  long clear() {
    long size = forecasts.estimatedSize();
    forecasts.invalidateAll();
    return size;
  }

  private static int bytes(PanelForecast panel) {
    long bytes = 0;
    for (Forecast forecast : panel.forecasts()) {
      long lines = 1L + forecast.quantiles().size() + forecast.paths().length;
      bytes += FORECAST_BYTES + lines * forecast.horizon() * Double.BYTES;
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }
}
