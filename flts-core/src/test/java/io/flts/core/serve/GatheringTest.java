package io.flts.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.ForecastRequest;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final int SERIES = 8;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicBoolean gated = new AtomicBoolean();
  private final AtomicBoolean poisoned = new AtomicBoolean();
  private final AtomicInteger computed = new AtomicInteger();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final Shop shop = new Shop(request -> computing());
  private final ExecutorService clients = Executors.newCachedThreadPool();

  private void computing() {
    computed.incrementAndGet();
    threads.add(Thread.currentThread().getName());
    if (!gated.get() && poisoned.getAndSet(false)) {
      throw new IllegalStateException("a fault of the model");
    }
    if (gated.getAndSet(false)) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterEach
  void close() {
    gate.countDown();
    clients.shutdownNow();
    shop.close();
  }

  private static TimeSeries series(int number) {
    TimeSeries series = Shop.series("series-" + number);
    double[] values = series.toArray();
    values[0] = number + 1;
    return series.withValues(values);
  }

  private static List<TimeSeries> all() {
    List<TimeSeries> all = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      all.add(series(i));
    }
    return all;
  }

  /** One request holds the only permit, the others wait; then the gate opens. */
  private List<ServedForecast> answers(Steady forecaster, int batch, List<ForecastRequest> requests)
      throws Exception {
    boolean poison = poisoned.getAndSet(false); // not the warm-up
    shop.register("load", Shop.bundle(forecaster, Panel.of(all())));
    shop.promote("load", 1);
    try (ForecastService service =
        shop.service()
            .serve("load@production")
            .settings(ModelSettings.standard().withBatch(batch))
            .limits(ServiceLimits.standard().withConcurrency(1))
            .start()) {
      gated.set(true);
      CompletableFuture<ServedForecast> first =
          CompletableFuture.supplyAsync(
              () -> service.forecast("load", over(1, series(7)).withSeed(99)), clients);
      Waiting.until("the first stands at the gate", () -> !gated.get());
      threads.clear();
      computed.set(0);
      poisoned.set(poison);
      List<CompletableFuture<ServedForecast>> waiting = new ArrayList<>();
      for (ForecastRequest request : requests) {
        int before = service.health().waiting();
        waiting.add(
            CompletableFuture.supplyAsync(() -> service.forecast("load", request), clients));
        Waiting.until("one more waiting", () -> service.health().waiting() == before + 1);
      }
      gate.countDown();
      first.get();
      List<ServedForecast> answers = new ArrayList<>();
      for (CompletableFuture<ServedForecast> each : waiting) {
        answers.add(each.get());
      }
      // Every part was cached under the key of its own request.
      for (ForecastRequest request : requests) {
        assertThat(service.forecast("load", request).cached()).isTrue();
      }
      assertThat(service.health().running()).isZero();
      assertThat(service.health().waiting()).isZero();
      return answers;
    }
  }

  private static ForecastRequest over(int steps, TimeSeries... history) {
    return ForecastRequest.of(steps).withHistory(Panel.of(history));
  }

  @Test
  void computesWaitingRequestsOfAGlobalModelTogether() throws Exception {
    List<ServedForecast> answers =
        answers(
            new Steady().value(10).global(),
            16,
            List.of(
                over(2, series(0)),
                over(2, series(1), series(2)),
                over(2, series(3)),
                over(2, series(4))));

    assertThat(threads).hasSize(1);
    assertThat(answers.stream().map(ServedForecast::computeNanos).distinct()).hasSize(1);
    assertThat(answers.get(0).single().mean()).containsExactly(10, 10);
    assertThat(answers.get(1).forecast().size()).isEqualTo(2);
    assertThat(answers.get(1).forecast().get("series-1").mean()).containsExactly(11, 11);
    assertThat(answers.get(1).forecast().get("series-2").mean()).containsExactly(12, 12);
    assertThat(answers.get(2).single().mean()).containsExactly(13, 13);
    assertThat(answers.get(3).single().producer().modelVersion()).isEqualTo("load/1");
    assertThat(computed.get()).isEqualTo(5);
  }

  @Test
  void leavesApartWhatIsNotTheSameQuestion() throws Exception {
    List<ServedForecast> answers =
        answers(
            new Steady().value(10).global(),
            16,
            List.of(
                over(2, series(0)),
                over(3, series(1)), // another horizon
                over(2, series(0)).withSeed(1), // another seed
                over(2, series(2), series(0)))); // a series that is there already

    assertThat(threads).hasSize(4);
    assertThat(answers.get(1).single().mean()).containsExactly(11, 11, 11);
    assertThat(answers.get(3).forecast().get("series-2").mean()).containsExactly(12, 12);
  }

  @Test
  void takesNoMoreThanTheSettingSays() throws Exception {
    List<ServedForecast> answers =
        answers(
            new Steady().global(),
            2,
            List.of(
                over(1, series(0)), over(1, series(1)), over(1, series(2)), over(1, series(3))));
    assertThat(threads).hasSize(2);
    assertThat(answers.stream().map(a -> a.single().mean(0))).containsExactly(0.0, 1.0, 2.0, 3.0);
  }

  @Test
  void computesOtherModelsOneByOne() throws Exception {
    answers(new Steady(), 16, List.of(over(1, series(0)), over(1, series(1)), over(1, series(2))));
    assertThat(threads).hasSize(3);
  }

  @Test
  void whatFailsTogetherIsComputedAlone() throws Exception {
    poisoned.set(true); // only the first computation after the gate fails
    List<ServedForecast> answers =
        answers(
            new Steady().global(),
            16,
            List.of(over(1, series(0)), over(1, series(5)), over(1, series(6))));
    assertThat(poisoned).isFalse();
    assertThat(threads).hasSize(3);
    assertThat(answers.stream().map(a -> a.single().mean(0))).containsExactly(0.0, 5.0, 6.0);
  }
}
