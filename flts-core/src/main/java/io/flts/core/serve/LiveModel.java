package io.flts.core.serve;

import com.github.benmanes.caffeine.cache.Ticker;
import io.flts.api.error.DeadlineExceededException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.series.TimeSeries;
import io.flts.core.pipeline.SavedForecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that answers one request, reached by one reference: the fitted model, what is said
 * about it, and its own cache. Thread-safe.
 */
final class LiveModel {
  private final ServedModel facts;
  private final FittedForecaster fitted;
  private final @Nullable ForecastCache cache;
  private final @Nullable Gathering gathering;
  private final String version;

  private LiveModel(
      ServedModel facts,
      FittedForecaster fitted,
      @Nullable ForecastCache cache,
      @Nullable Gathering gathering) {
    this.facts = facts;
    this.fitted = fitted;
    this.cache = cache;
    this.gathering = gathering;
    version = facts.version().ref().toString();
  }

  static LiveModel of(
      ServedModel facts, SavedForecaster saved, ModelSettings settings, Ticker ticker) {
    ForecastCache cache =
        settings.cache().isEnabled() ? new ForecastCache(settings.cache(), ticker) : null;
    // Only one model for all series computes a panel faster than its series one by one.
    boolean together =
        settings.batch() > 1 && saved.forecaster().capabilities().has(Capability.GLOBAL);
    Gathering gathering = together ? new Gathering(settings.batch()) : null;
    return new LiveModel(facts, saved.fitted(), cache, gathering);
  }

  /** The same model and cache, said to be pinned or not. */
  LiveModel withPinned(boolean pinned) {
    return facts.pinned() == pinned
        ? this
        : new LiveModel(facts.withPinned(pinned), fitted, cache, gathering);
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

  /** Where requests wait that may be computed together, or {@code null}. */
  @Nullable Gathering gathering() {
    return gathering;
  }

  /**
   * Computes the requests of several seats at once and hands every seat its answer. The answer of a
   * seat whose series failed by a deadline of another is empty, as are all where the whole fails.
   */
  void computeTogether(List<Seat> seats, long waitNanos) {
    try {
      ServedForecast whole = compute(Gathering.merged(seats), null, waitNanos);
      for (Seat seat : seats) {
        seat.complete(part(whole, seat));
      }
    } finally {
      seats.forEach(seat -> seat.complete(Optional.empty())); // does nothing where it has an answer
    }
  }

  private Optional<ServedForecast> part(ServedForecast whole, Seat seat) {
    List<ForecastOutcome> outcomes = new ArrayList<>();
    for (TimeSeries series : Gathering.history(seat)) {
      ForecastOutcome outcome = whole.forecast().outcome(series.id());
      if (outcome instanceof ForecastFailure failure
          && failure.cause() instanceof DeadlineExceededException) {
        return Optional.empty();
      }
      outcomes.add(outcome);
    }
    PanelForecast own = PanelForecast.of(outcomes);
    RequestKey key = key(seat.request());
    if (cache != null && key != null) {
      cache.put(key, own);
    }
    return Optional.of(
        new ServedForecast(own, facts, false, whole.waitNanos(), whole.computeNanos()));
  }

  private Forecast signed(Forecast forecast) {
    return forecast.toBuilder().producer(forecast.producer().withModelVersion(version)).build();
  }

  long clearCache() {
    return cache == null ? 0 : cache.clear();
  }
}
