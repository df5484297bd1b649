package io.flts.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.ForecastRequest;
import io.flts.api.series.Panel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServingCacheTest {
  private final AtomicInteger computed = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final Shop shop = new Shop(request -> computed.incrementAndGet());

  @AfterEach
  void close() {
    shop.close();
  }

  private ForecastService start(CacheSettings cache) {
    shop.offer("load", 1);
    shop.offer("other", 2);
    ForecastServiceBuilder builder =
        shop.service()
            .settings("load", ModelSettings.standard().withCache(cache))
            .serve("load@production", "other@production");
    builder.ticker = nanos::get;
    ForecastService service = builder.start();
    computed.set(0);
    return service;
  }

  private static boolean cached(ForecastService service, String model, int steps) {
    return service.forecast(model, ForecastRequest.of(steps)).cached();
  }

  @Test
  void computesARequestOnce() {
    try (ForecastService service = start(CacheSettings.standard())) {
      ServedForecast first = service.forecast("load", ForecastRequest.of(3));
      ServedForecast second = service.forecast("load", ForecastRequest.of(3));
      assertThat(second.forecast()).isEqualTo(first.forecast());
      assertThat(second.model()).isEqualTo(first.model());
      assertThat(first.cached()).isFalse();
      assertThat(second.cached()).isTrue();
      assertThat(computed).hasValue(1);
      assertThat(cached(service, "load", 4)).isFalse();
    }
  }

  @Test
  void forgetsAfterTheTimeToLive() {
    try (ForecastService service = start(new CacheSettings(1 << 20, Duration.ofMinutes(1)))) {
      assertThat(cached(service, "load", 1)).isFalse();
      nanos.addAndGet(Duration.ofSeconds(59).toNanos());
      assertThat(cached(service, "load", 1)).isTrue();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(cached(service, "load", 1)).isFalse();
    }
  }

  @Test
  void holdsNoMoreThanItsSize() {
    // Room for some three forecasts of one step.
    try (ForecastService service = start(new CacheSettings(2_000, Duration.ofMinutes(1)))) {
      for (int seed = 0; seed < 100; seed++) {
        service.forecast("load", ForecastRequest.of(1).withSeed(seed));
      }
      assertThat(service.clearCache("load")).isBetween(1L, 3L);
      // An answer larger than the whole cache is given, and not kept.
      assertThat(cached(service, "load", 1000)).isFalse();
      assertThat(cached(service, "load", 1000)).isFalse();
    }
  }

  @Test
  void canBeSwitchedOffForOneModel() {
    try (ForecastService service = start(CacheSettings.none())) {
      assertThat(cached(service, "load", 1)).isFalse();
      assertThat(cached(service, "load", 1)).isFalse();
      assertThat(computed).hasValue(2);
      assertThat(cached(service, "other", 1)).isFalse();
      assertThat(cached(service, "other", 1)).isTrue();
    }
  }

  @Test
  void canBeCleared() {
    try (ForecastService service = start(CacheSettings.standard())) {
      cached(service, "load", 1);
      cached(service, "load", 2);
      cached(service, "other", 1);
      assertThat(service.clearCache("load")).isEqualTo(2);
      assertThat(cached(service, "load", 1)).isFalse();
      assertThat(cached(service, "other", 1)).isTrue();
      assertThat(service.clearCache()).isEqualTo(2);
      assertThat(cached(service, "other", 1)).isFalse();
    }
  }

  @Test
  void doesNotKeepAnswersWithFailures() {
    try (ForecastService service = start(CacheSettings.standard())) {
      ForecastRequest half =
          ForecastRequest.of(1).withHistory(Panel.of(Shop.LOAD, Shop.series("stranger")));
      assertThat(service.forecast("load", half).cached()).isFalse();
      assertThat(service.forecast("load", half).cached()).isFalse();
    }
  }
}
