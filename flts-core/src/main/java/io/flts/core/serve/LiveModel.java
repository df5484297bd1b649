package io.flts.core.serve;

import com.github.benmanes.caffeine.cache.Ticker;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.PanelForecast;
import org.jspecify.annotations.Nullable;

/**
 * Everything that answers one request, reached by one reference: the fitted model, what is said
 * about it, and its own cache. Thread-safe.
 */
final class LiveModel {
  private final ServedModel facts;
  private final FittedForecaster fitted;
  private final ModelSettings settings;
  private final @Nullable ForecastCache cache;
  private final String version;

  private LiveModel(
      ServedModel facts,
      FittedForecaster fitted,
      ModelSettings settings,
      @Nullable ForecastCache cache) {
    this.facts = facts;
    this.fitted = fitted;
    this.settings = settings;
    this.cache = cache;
    version = facts.version().ref().toString();
  }

  static LiveModel of(
      ServedModel facts, FittedForecaster fitted, ModelSettings settings, Ticker ticker) {
    ForecastCache cache =
        settings.cache().isEnabled() ? new ForecastCache(settings.cache(), ticker) : null;
    return new LiveModel(facts, fitted, settings, cache);
  }

  /** The same model and cache, said to be pinned or not. */
  LiveModel withPinned(boolean pinned) {
    return facts.pinned() == pinned
        ? this
        : new LiveModel(facts.withPinned(pinned), fitted, settings, cache);
  }

  ServedModel facts() {
    return facts;
  }

  /** The key of a request, or {@code null} where nothing is cached. */
  @Nullable RequestKey key(ForecastRequest request) {
    return cache == null ? null : RequestKey.of(request);
  }

  /** What an earlier request was answered, or {@code null}. */
  @Nullable ServedForecast cached(@Nullable RequestKey key) {
    PanelForecast known = cache == null || key == null ? null : cache.get(key);
    return known == null ? null : new ServedForecast(known, facts, true, 0, 0);
  }

  /** Computes an answer and keeps it under a key. */
  ServedForecast compute(ForecastRequest request, @Nullable RequestKey key, long waitNanos) {
    long start = System.nanoTime();
    PanelForecast forecast = fitted.forecast(request).map(this::signed);
    long computeNanos = System.nanoTime() - start;
    if (cache != null && key != null) {
      cache.put(key, forecast);
    }
    return new ServedForecast(forecast, facts, false, waitNanos, computeNanos);
  }

  private Forecast signed(Forecast forecast) {
    return forecast.toBuilder().producer(forecast.producer().withModelVersion(version)).build();
  }

  long clearCache() {
    return cache == null ? 0 : cache.clear();
  }
}
