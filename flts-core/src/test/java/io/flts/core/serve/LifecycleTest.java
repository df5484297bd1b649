package io.flts.core.serve;

import static io.flts.core.serve.ForecastServiceTest.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.forecast.ForecastRequest;
import io.flts.api.registry.ModelRef;
import io.flts.core.registry.FileSystemRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  private final AtomicReference<Runnable> duringForecast = new AtomicReference<>(() -> {});
  private final Shop shop = new Shop(request -> duringForecast.get().run());
  @TempDir Path folder;

  @AfterEach
  void close() {
    shop.close();
  }

  private static Set<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("flts-"))
        .collect(Collectors.toSet());
  }

  @Test
  void fiftyStartsAndStopsLeaveNoThread() throws IOException {
    Set<String> before = ourThreads();
    for (int cycle = 0; cycle < 50; cycle++) {
      FileSystemRegistry registry = FileSystemRegistry.at(folder).withPolling(Duration.ofMillis(5));
      if (cycle == 0) {
        Shop.register(registry, "load", Shop.bundle(new Steady().value(1)));
        Shop.register(registry, "load", Shop.bundle(new Steady().value(2)));
      }
      Shop.promote(registry, "load", 1 + cycle % 2);
      List<JournalEntry> journal = Collections.synchronizedList(new ArrayList<>());
      try (ForecastService service =
          ForecastService.builder(shop.catalog, registry)
              .serve("load@production", "absent@production")
              .localCopy(folder.resolve("copy"))
              .journal(journal::add, 16)
              .start()) {
        assertThat(mean(service, "load")).isEqualTo(1 + cycle % 2);
        assertThat(ourThreads()).hasSizeGreaterThan(before.size());
      }
      assertThat(journal).hasSize(1);
      registry.close();
    }
    assertThat(ourThreads()).isEqualTo(before);
  }

  @Test
  void aServiceThatWasClosedIsGarbage() throws Exception {
    shop.offer("load", 1);
    ForecastService service = shop.service().serve("load@production").start();
    mean(service, "load");
    service.close();
    var weak = new java.lang.ref.WeakReference<>(service);
    service = null;
    // The registry goes on living: its watch must not hold on to the service.
    Waiting.until(
        "collection",
        () -> {
          System.gc();
          return weak.get() == null;
        });
  }

  @Test
  void startsNoThreadWithoutWorkForIt() {
    shop.offer("load", 1);
    Set<String> before = ourThreads();
    try (ForecastService service = shop.service().serve("load@production").start()) {
      assertThat(mean(service, "load")).isEqualTo(1);
      assertThat(ourThreads()).isEqualTo(before);
    }
  }

  @Test
  void leavesTheExecutorOfTheCallerRunning() {
    ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1);
    shop.offer("load", 1);
    List<JournalEntry> journal = Collections.synchronizedList(new ArrayList<>());
    try (ForecastService service =
        shop.service().serve("load@production").executor(own).journal(journal::add, 4).start()) {
      mean(service, "load");
      shop.offer("load", 2);
      Waiting.until("the swap", () -> mean(service, "load") == 2);
    }
    assertThat(own.isShutdown()).isFalse();
    assertThat(journal).isNotEmpty();
    own.shutdownNow();
  }

  @Test
  void drainsBeforeItCloses() throws Exception {
    shop.offer("load", 1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    ForecastService service = shop.service().serve("load@production").start();
    duringForecast.set(
        () -> {
          inside.countDown();
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    CompletableFuture<Double> running = CompletableFuture.supplyAsync(() -> mean(service, "load"));
    inside.await();

    assertThat(service.drain(Duration.ofMillis(10))).isFalse();
    assertThat(service.health().status()).isEqualTo(HealthReport.Status.CLOSING);
    assertThat(service.health().isReady()).isFalse();
    assertThatExceptionOfType(ServiceRefusedException.class)
        .isThrownBy(() -> mean(service, "load"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.CLOSING));
    assertThat(running).isNotDone();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);
    gate.countDown();
    closing.get();
    assertThat(running.get()).isEqualTo(1);
    service.close();
  }

  @Test
  void aStuckJournalNeverBlocksARequest() throws Exception {
    shop.offer("load", 1);
    CountDownLatch gate = new CountDownLatch(1);
    List<JournalEntry> kept = Collections.synchronizedList(new ArrayList<>());
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    try (ForecastService service =
        shop.service()
            .serve("load@production")
            .clock(Clock.fixed(noon, ZoneOffset.UTC))
            .journal(
                entry -> {
                  gate.await();
                  kept.add(entry);
                },
                10)
            .start()) {
      for (int i = 0; i < 100; i++) {
        mean(service, "load");
      }
      // One is with the journal, ten wait, or eleven where none was taken yet.
      assertThat(service.health().journalDropped()).isBetween(89L, 90L);
      assertThat(service.health().journalWaiting()).isBetween(9, 10);
      // The other thread is free for reloads.
      shop.offer("load", 2);
      Waiting.until("the swap", () -> mean(service, "load") == 2);
      gate.countDown();
    }
    assertThat(kept).hasSizeGreaterThanOrEqualTo(10);
    JournalEntry first = kept.get(0);
    assertThat(first.answeredAt()).isEqualTo(noon);
    assertThat(first.answer().single().mean(0)).isEqualTo(1);
    assertThat(first.request().horizon()).isEqualTo(ForecastRequest.of(1).horizon());
  }

  @Test
  void hooksThatThrowHarmNothing() {
    shop.offer("load", 1);
    ServiceMetrics broken =
        new ServiceMetrics() {
          @Override
          public void answered(ServedForecast answer) {
            throw new IllegalStateException("answered");
          }

          @Override
          public void failed(ModelRef ref, RuntimeException cause) {
            throw new IllegalStateException("failed");
          }

          @Override
          public void refused(ModelRef ref, RefusalReason reason) {
            throw new IllegalStateException("refused");
          }

          @Override
          public void swapped(ServedModel model, long loadNanos, long swapNanos) {
            throw new IllegalStateException("swapped");
          }

          @Override
          public void loadFailed(ModelRef ref, Exception cause) {
            throw new IllegalStateException("loadFailed");
          }
        };
    try (ForecastService service =
        shop.service()
            .serve("load@production", "absent@production")
            .metrics(broken)
            .journal(
                entry -> {
                  throw new IOException("disk full");
                },
                4)
            .start()) {
      assertThat(mean(service, "load")).isEqualTo(1);
      Waiting.until("four failures", () -> service.health().hookFailures() == 4);
    }
  }
}
