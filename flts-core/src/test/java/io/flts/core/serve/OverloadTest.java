package io.flts.core.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.ForecastRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverloadTest {
  private static final int WORK_MILLIS = 5;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicBoolean gated = new AtomicBoolean();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final Shop shop = new Shop(request -> work());
  private final ExecutorService clients = Executors.newCachedThreadPool();

  private void work() {
    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      if (gated.get()) {
        gate.await();
      } else {
        Thread.sleep(WORK_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      inside.decrementAndGet();
    }
  }

  @AfterEach
  void close() {
    gate.countDown();
    clients.shutdownNow();
    shop.close();
  }

  private ForecastService start(ServiceLimits limits) {
    shop.offer("load", 1);
    return shop.service()
        .serve("load@production")
        .settings(ModelSettings.standard().withCache(CacheSettings.none()))
        .limits(limits)
        .start();
  }

  private CompletableFuture<ServedForecast> ask(ForecastService service) {
    return CompletableFuture.supplyAsync(
        () -> service.forecast("load", ForecastRequest.of(1)), clients);
  }

  @Test
  void refusesAtOnceWhatNeitherRunsNorMayWait() throws Exception {
    ServiceLimits limits =
        ServiceLimits.standard().withConcurrency(2).withWaiting(3, Duration.ofSeconds(30));
    try (ForecastService service = start(limits)) {
      gated.set(true);
      List<CompletableFuture<ServedForecast>> taken = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        taken.add(ask(service));
      }
      Waiting.until(
          "two running, three waiting",
          () -> service.health().running() == 2 && service.health().waiting() == 3);
      long start = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        assertThatExceptionOfType(ServiceRefusedException.class)
            .isThrownBy(() -> service.forecast("load", ForecastRequest.of(1)))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.OVERLOADED))
            .satisfies(e -> assertThat(e.retryAfter()).isPositive());
      }
      assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
      assertThat(service.health().waiting()).isEqualTo(3);
      gate.countDown();
      for (CompletableFuture<ServedForecast> each : taken) {
        assertThat(each.get().single().mean(0)).isEqualTo(1);
      }
      assertThat(mostInside).hasValue(2);
    }
  }

  @Test
  void waitsNoLongerThanTheDeadlineAndTheLimit() {
    ServiceLimits limits =
        ServiceLimits.standard().withConcurrency(1).withWaiting(3, Duration.ofMillis(50));
    try (ForecastService service = start(limits)) {
      gated.set(true);
      CompletableFuture<ServedForecast> running = ask(service);
      Waiting.until("one running", () -> service.health().running() == 1);
      assertThatExceptionOfType(ServiceRefusedException.class)
          .isThrownBy(() -> service.forecast("load", ForecastRequest.of(1)));
      ForecastRequest hasty =
          ForecastRequest.of(1).withDeadline(Deadline.after(Duration.ofMillis(20)));
      assertThatExceptionOfType(DeadlineExceededException.class)
          .isThrownBy(() -> service.forecast("load", hasty));
      gate.countDown();
      assertThat(running.join().single().mean(0)).isEqualTo(1);
    }
  }

  @Test
  void doesNotComputeWhatIsTooLateAlready() {
    try (ForecastService service = start(ServiceLimits.standard())) {
      int before = mostInside.get();
      ForecastRequest late = ForecastRequest.of(1).withDeadline(Deadline.after(Duration.ZERO));
      assertThatExceptionOfType(DeadlineExceededException.class)
          .isThrownBy(() -> service.forecast("load", late).single());
      assertThat(mostInside).hasValue(before);
    }
  }

  @Test
  void cachedForecastsNeedNoPermit() {
    shop.offer("load", 1);
    try (ForecastService service =
        shop.service()
            .serve("load@production")
            .limits(
                ServiceLimits.standard().withConcurrency(1).withWaiting(0, Duration.ofMillis(1)))
            .start()) {
      service.forecast("load", ForecastRequest.of(1));
      gated.set(true);
      CompletableFuture<ServedForecast> running =
          CompletableFuture.supplyAsync(
              () -> service.forecast("load", ForecastRequest.of(2)), clients);
      Waiting.until("one running", () -> service.health().running() == 1);
      assertThat(service.forecast("load", ForecastRequest.of(1)).cached()).isTrue();
      gate.countDown();
      running.join();
    }
  }

  /** Eight times as many impatient clients as permits: what is answered must hardly get less. */
  @Test
  void overloadIsAnsweredOrRefusedAndLeavesNothingBehind() throws Exception {
    ServiceLimits limits =
        ServiceLimits.standard().withConcurrency(4).withWaiting(8, Duration.ofMillis(100));
    try (ForecastService service = start(limits)) {
      // how much is still answered is a matter of speed: benchmarks serving-inprocess measures it
      Tally overload = drive(service, 40);
      assertThat(overload.answered.get()).isPositive();
      assertThat(overload.refused.get()).isPositive();
      assertThat(mostInside.get()).isLessThanOrEqualTo(4);
      // Nothing is left over from the overload.
      assertThat(service.forecast("load", ForecastRequest.of(1)).waitNanos()).isZero();
      assertThat(service.health().waiting()).isZero();
    }
  }

  private static final class Tally {
    final AtomicLong answered = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
  }

  private Tally drive(ForecastService service, int clientCount) throws InterruptedException {
    Tally tally = new Tally();
    long end = System.nanoTime() + Duration.ofMillis(700).toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int c = 0; c < clientCount; c++) {
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  try {
                    service.forecast("load", ForecastRequest.of(1));
                    tally.answered.incrementAndGet();
                  } catch (ServiceRefusedException e) {
                    tally.refused.incrementAndGet();
                    pause(2);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return tally;
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
