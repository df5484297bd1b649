package io.flts.core.serve;

import static io.flts.core.serve.ForecastServiceTest.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.RegistryException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.series.Panel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HotReloadTest {
  private static final ModelRef LOAD = ModelRef.alias("load", "production");

  private final AtomicReference<Runnable> duringForecast = new AtomicReference<>(() -> {});
  private final Shop shop = new Shop(request -> duringForecast.get().run());

  @AfterEach
  void close() {
    shop.close();
  }

  private ForecastService start() {
    return shop.service().serve("load@production").start();
  }

  @Test
  void followsAPromotionMadeElsewhere() {
    shop.offer("load", 1);
    try (ForecastService service = start()) {
      assertThat(mean(service, "load")).isEqualTo(1);
      shop.offer("load", 2);
      Waiting.until("the swap", () -> mean(service, "load") == 2);
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.READY);
    }
  }

  @Test
  void startsWithoutAModelAndServesItOnceItIsPromoted() {
    try (ForecastService service = start()) {
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.NOT_READY);
      assertThat(service.health().isReady()).isFalse();
      assertThatExceptionOfType(ServiceRefusedException.class)
          .isThrownBy(() -> mean(service, "load"));
      shop.offer("load", 1);
      Waiting.until("readiness", () -> service.health().isReady());
      assertThat(mean(service, "load")).isEqualTo(1);
    }
  }

  @Test
  void neverServesAVersionThatFailsItsWarmUp() {
    shop.offer("load", 1);
    try (ForecastService service = start()) {
      ModelVersion broken = shop.registerBroken("load");
      shop.promote("load", broken.version());
      Waiting.until("the fault", () -> service.health().status() == HealthReport.Status.DEGRADED);

      assertThat(mean(service, "load")).isEqualTo(1);
      ModelHealth health = service.health().models().get(0);
      assertThat(health.promotedVersion()).isEqualTo(2);
      assertThat(health.served().version().version()).isEqualTo(1);
      assertThat(health.fault()).contains("load-series").contains("NaN");
      assertThat(service.health().isReady()).isTrue();

      shop.offer("load", 3);
      Waiting.until("the mend", () -> service.health().status() == HealthReport.Status.READY);
      assertThat(mean(service, "load")).isEqualTo(3);
    }
  }

  @Test
  void neverServesBytesThatAreNotThoseRegistered() throws IOException {
    FaultyRegistry faulty = new FaultyRegistry(shop.registry);
    shop.offer("load", 1);
    try (ForecastService service =
        ForecastService.builder(shop.catalog, faulty.registry).serve("load@production").start()) {
      assertThat(mean(service, "load")).isEqualTo(1);
      // A whole and valid bundle, but of another model: only the registered digest tells.
      faulty.bytesInstead = Shop.bundle(new Steady().value(3));
      ModelVersion second = shop.register("load", 2);
      assertRefusedDeployment(service, second, "SHA-256");
      // Damage in every region of the file.
      byte[] good = Shop.bundle(new Steady().value(2));
      for (int at = 0; at < good.length; at += 97) {
        byte[] bad = good.clone();
        bad[at] ^= 0x10;
        faulty.bytesInstead = bad;
        assertRefusedDeployment(service, second, "");
      }
      faulty.bytesInstead = java.util.Arrays.copyOf(good, good.length - 1);
      assertRefusedDeployment(service, second, "");
      assertThat(shop.registry.current("load", Shop.ALIAS).orElseThrow().promotion().version())
          .isEqualTo(1);

      faulty.bytesInstead = new byte[0];
      service.deploy("load", Shop.ALIAS, second.version(), "test", "mended");
      assertThat(mean(service, "load")).isEqualTo(2);
    }
  }

  private static void assertRefusedDeployment(
      ForecastService service, ModelVersion version, String why) {
    assertThatExceptionOfType(ServiceRefusedException.class)
        .isThrownBy(() -> service.deploy("load", Shop.ALIAS, version.version(), "test", "try"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.MODEL_UNAVAILABLE))
        .withMessageContaining(why);
    assertThat(mean(service, "load")).isEqualTo(1);
  }

  @Test
  void refusesToServeBytesThatAreNoModel() {
    shop.register("load", new byte[] {1, 2, 3});
    shop.promote("load", 1);
    try (ForecastService service = start()) {
      assertThatExceptionOfType(ServiceRefusedException.class)
          .isThrownBy(() -> mean(service, "load"))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.MODEL_UNAVAILABLE))
          .satisfies(e -> assertThat(e.retryAfter()).isPositive());
    }
  }

  @Test
  void deploysAtOnceAndLeavesTheAliasWhereAVersionIsBroken() throws IOException {
    shop.offer("load", 1);
    ModelVersion second = shop.register("load", 2);
    ModelVersion broken = shop.registerBroken("load");
    try (ForecastService service = start()) {
      Deployment deployment = service.deploy("load", Shop.ALIAS, second.version(), "ann", "new");
      assertThat(deployment.model().version()).isEqualTo(second);
      assertThat(deployment.record().promotion().actor()).isEqualTo("ann");
      assertThat(mean(service, "load")).isEqualTo(2);

      for (int version : new int[] {broken.version(), 99}) {
        assertThatExceptionOfType(ServiceRefusedException.class)
            .isThrownBy(() -> service.deploy("load", Shop.ALIAS, version, "ann", "try"));
      }
      assertThat(mean(service, "load")).isEqualTo(2);
      assertThat(shop.registry.current("load", Shop.ALIAS).orElseThrow().promotion().version())
          .isEqualTo(2);
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.READY);
      assertThat(service.history("load", Shop.ALIAS)).hasSize(2);
      assertThat(service.versions("load")).hasSize(3);
      assertThat(service.registeredModels()).containsExactly("load");
    }
  }

  @Test
  void rollsBackToTheExactBytes() throws IOException {
    ModelVersion first = shop.offer("load", 1.0 / 3);
    try (ForecastService service = start()) {
      Forecast before = service.forecast("load", ForecastRequest.of(24)).single();
      shop.offer("load", 2);
      Waiting.until("the swap", () -> mean(service, "load") == 2);

      Deployment back = service.rollback("load", Shop.ALIAS, "ann", "worse");

      assertThat(back.record().kind()).isEqualTo(PromotionRecord.Kind.ROLLBACK);
      assertThat(back.model().version()).isEqualTo(first);
      assertThat(service.forecast("load", ForecastRequest.of(24)).single()).isEqualTo(before);
      try (var in = shop.registry.open(back.model().version())) {
        assertThat(in.readAllBytes()).isEqualTo(Shop.bundle(new Steady().value(1.0 / 3)));
      }
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> service.rollback("load", Shop.ALIAS, "ann", "further"));
      assertThat(mean(service, "load")).isEqualTo(1.0 / 3);
    }
  }

  @Test
  void staysPinnedWhateverIsPromoted() throws IOException {
    shop.offer("load", 1);
    shop.offer("load", 2);
    try (ForecastService service = start()) {
      assertThat(service.pin("load", Shop.ALIAS, 1).pinned()).isTrue();
      assertThat(mean(service, "load")).isEqualTo(1);
      ModelVersion third = shop.register("load", 3);
      Deployment deployment = service.deploy("load", Shop.ALIAS, third.version(), "ann", "new");
      assertThat(deployment.model().version().version()).isEqualTo(1);
      assertThat(mean(service, "load")).isEqualTo(1);

      assertThatExceptionOfType(ServiceRefusedException.class)
          .isThrownBy(() -> service.pin("load", Shop.ALIAS, 77));
      assertThat(service.served(LOAD).orElseThrow().version().version()).isEqualTo(1);
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.READY);

      ServedModel free = service.unpin("load", Shop.ALIAS);
      assertThat(free.pinned()).isFalse();
      assertThat(mean(service, "load")).isEqualTo(3);
    }
  }

  @Test
  void emptiesTheCacheWithTheSwap() {
    shop.offer("load", 1);
    try (ForecastService service = start()) {
      assertThat(service.forecast("load", ForecastRequest.of(1)).cached()).isFalse();
      assertThat(service.forecast("load", ForecastRequest.of(1)).cached()).isTrue();
      shop.offer("load", 2);
      Waiting.until("the swap", () -> service.served(LOAD).orElseThrow().version().version() == 2);
      ServedForecast answer = service.forecast("load", ForecastRequest.of(1));
      assertThat(answer.cached()).isFalse();
      assertThat(answer.single().mean(0)).isEqualTo(2);
    }
  }

  @Test
  void finishesARunningRequestOnTheVersionItBeganWith() throws Exception {
    shop.offer("load", 1);
    try (ForecastService service = start()) {
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch swapped = new CountDownLatch(1);
      AtomicBoolean first = new AtomicBoolean(true);
      duringForecast.set(
          () -> {
            if (first.getAndSet(false)) {
              inside.countDown();
              try {
                swapped.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
          });
      CompletableFuture<ServedForecast> slow =
          CompletableFuture.supplyAsync(() -> service.forecast("load", ForecastRequest.of(5)));
      inside.await();
      ModelVersion second = shop.register("load", 2);
      service.deploy("load", Shop.ALIAS, second.version(), "ann", "new");
      assertThat(mean(service, "load")).isEqualTo(2);
      swapped.countDown();

      ServedForecast old = slow.get();
      assertThat(old.model().version().version()).isEqualTo(1);
      assertThat(old.single().mean()).containsExactly(1, 1, 1, 1, 1);
      // The late answer went into the cache of the version it was made by.
      assertThat(service.forecast("load", ForecastRequest.of(5)).single().mean(0)).isEqualTo(2);
    }
  }

  /** Every answer must be of one version from the first number to the last. */
  @Test
  void aThousandPromotionsUnderLoadFailNothingAndMixNothing() throws Exception {
    int promotions = 1000;
    Panel panel = Panel.of(Shop.LOAD);
    shop.offer("load", 1);
    for (int version = 2; version <= promotions + 1; version++) {
      shop.register("load", version); // version n forecasts n
    }
    AtomicLong answers = new AtomicLong();
    AtomicReference<Throwable> fault = new AtomicReference<>();
    AtomicBoolean going = new AtomicBoolean(true);
    List<Long> swaps = new ArrayList<>();
    ServiceMetrics metrics = new SwapTimes(swaps);
    try (ForecastService service =
        shop.service()
            .serve("load@production")
            .metrics(metrics)
            .limits(ServiceLimits.standard().withWaiting(64, Duration.ofSeconds(20)))
            .start()) {
      List<Thread> clients = new ArrayList<>();
      for (int c = 0; c < 2; c++) {
        long seed = c;
        Thread client =
            new Thread(
                () -> {
                  long number = seed;
                  while (going.get() && fault.get() == null) {
                    try {
                      number++;
                      ForecastRequest request =
                          ForecastRequest.of(1 + (int) (number % 50))
                              .withHistory(number % 2 == 0 ? null : panel)
                              .withSeed(number % 3 == 0 ? number : 0);
                      check(service.forecast("load", request));
                      answers.incrementAndGet();
                      LockSupport.parkNanos(200_000); // the benchmark does without
                    } catch (Throwable e) {
                      fault.compareAndSet(null, e);
                    }
                  }
                });
        clients.add(client);
        client.start();
      }
      for (int version = 2; version <= promotions + 1; version++) {
        service.deploy("load", Shop.ALIAS, version, "test", "n" + version);
        // Whoever asks after the deployment gets the new version.
        assertThat(mean(service, "load")).isEqualTo(version);
      }
      going.set(false);
      for (Thread client : clients) {
        client.join();
      }
      assertThat(fault.get()).isNull();
      assertThat(answers.get()).isGreaterThan(promotions);
      assertThat(service.health().status()).isEqualTo(HealthReport.Status.READY);
    }
    assertThat(swaps).hasSize(promotions + 1);
    long slow = swaps.stream().filter(nanos -> nanos >= 1_000_000).count();
    // A thread may lose its processor between two clock readings; the swap itself cannot take long.
    assertThat(slow).as("swaps of 1 ms or more").isLessThanOrEqualTo(promotions / 100);
  }

  private static void check(ServedForecast answer) {
    int version = answer.model().version().version();
    Forecast forecast = answer.single();
    boolean pure = forecast.producer().modelVersion().equals("load/" + version);
    for (int step = 0; step < forecast.horizon(); step++) {
      pure &= forecast.mean(step) == version;
    }
    if (!pure) {
      throw new AssertionError("An answer of version " + version + " holds " + forecast);
    }
  }

  private record SwapTimes(List<Long> nanos) implements ServiceMetrics {
    @Override
    public void answered(ServedForecast answer) {}

    @Override
    public void failed(ModelRef ref, RuntimeException cause) {}

    @Override
    public void refused(ModelRef ref, RefusalReason reason) {}

    @Override
    public void swapped(ServedModel model, long loadNanos, long swapNanos) {
      synchronized (nanos) {
        nanos.add(swapNanos);
      }
    }

    @Override
    public void loadFailed(ModelRef ref, Exception cause) {}
  }
}
