package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Registry} must keep. Extend it and implement {@link #subject()}, which gives a
 * fresh, empty registry every time. Damage to the store and crashes are the business of the store's
 * own tests.
 */
public abstract class RegistryContract extends RegistryVersionsContract {
  /** How long a watch may take to tell of a move. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  // ---- promotion

  @Test
  @DisplayName("A promotion records everything it was asked with, and moves the alias")
  void promotes() throws IOException {
    Registry registry = withVersions(fresh(), 2);
    Promotion promotion =
        new Promotion(
            MODEL,
            LIVE,
            2,
            0,
            "alice",
            "beats seasonal naive",
            0.020923266523976095,
            Map.of("rmse", 0.03, "mae", 0.02),
            Map.of("rmse", 0.5, "mae", 0.3, "mse", 0.2),
            Map.of("gate:seasonal-naive", "passed", "run-id", "42"));
    PromotionRecord record = registry.promote(promotion);
    assertThat(record.promotion()).isEqualTo(promotion);
    assertThat(record.epoch()).isEqualTo(1);
    assertThat(record.kind()).isEqualTo(PromotionRecord.Kind.PROMOTION);
    assertThat(record.previousVersion()).isZero();
    assertThat(record.digest()).isEqualTo(registry.versions(MODEL).get(1).digest());
    assertThat(record.id()).isNotBlank();
    assertThat(registry.current(MODEL, LIVE)).contains(record);
    assertThat(registry.history(MODEL, LIVE)).containsExactly(record);
  }

  @Test
  @DisplayName("Records are numbered without gap, sorted by name, and tell the version before")
  void recordsFormAHistory() throws IOException {
    Registry registry = withVersions(fresh(), 3);
    List<PromotionRecord> made = new ArrayList<>();
    for (int version : new int[] {1, 3, 2, 2, 1}) {
      made.add(promote(registry, version, "reason " + made.size()));
    }
    List<PromotionRecord> history = registry.history(MODEL, LIVE);
    assertThat(history).isEqualTo(made);
    assertThat(history.stream().map(PromotionRecord::epoch)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(history.stream().map(PromotionRecord::previousVersion))
        .containsExactly(0, 1, 3, 2, 2);
    assertThat(history.stream().map(PromotionRecord::id)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("A promotion decided at another epoch is refused and changes nothing")
  void staleEpoch() throws IOException {
    Registry registry = withVersions(fresh(), 2);
    Promotion first = Promotion.of(MODEL, LIVE, 1, "tck", "first").ifEpoch(0);
    registry.promote(first);
    for (long epoch : new long[] {0, 2, 99}) {
      Promotion stale = Promotion.of(MODEL, LIVE, 2, "tck", "stale").ifEpoch(epoch);
      assertThatThrownBy(() -> registry.promote(stale))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll("epoch 1", Long.toString(epoch));
    }
    assertThat(registry.history(MODEL, LIVE)).hasSize(1);
    registry.promote(Promotion.of(MODEL, LIVE, 2, "tck", "fresh").ifEpoch(1));
    assertThat(registry.resolve(ModelRef.alias(MODEL, LIVE)).version()).isEqualTo(2);
  }

  @Test
  @DisplayName("The present promotion asked for again is answered with its record and adds none")
  void replayIsIdempotent() throws IOException {
    Registry registry = withVersions(fresh(), 1);
    Promotion promotion = Promotion.of(MODEL, LIVE, 1, "tck", "once").ifEpoch(0);
    PromotionRecord record = registry.promote(promotion);
    assertThat(registry.promote(promotion)).isEqualTo(record);
    assertThat(registry.history(MODEL, LIVE)).containsExactly(record);
  }

  @Test
  @DisplayName("Aliases of a model move independently, and their records have different names")
  void aliasesAreIndependent() throws IOException {
    Registry registry = withVersions(fresh(), 2);
    promote(registry, 1, "live");
    registry.promote(Promotion.of(MODEL, "staging", 2, "tck", "next"));
    registry.promote(Promotion.of(MODEL, "Staging", 1, "tck", "other case"));
    assertThat(registry.resolve(ModelRef.alias(MODEL, LIVE)).version()).isEqualTo(1);
    assertThat(registry.resolve(ModelRef.alias(MODEL, "staging")).version()).isEqualTo(2);
    assertThat(registry.resolve(ModelRef.alias(MODEL, "Staging")).version()).isEqualTo(1);
    assertThat(
            List.of(
                registry.current(MODEL, LIVE).orElseThrow().id(),
                registry.current(MODEL, "staging").orElseThrow().id(),
                registry.current(MODEL, "Staging").orElseThrow().id()))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("Eight threads that promote by compare-and-swap leave one history without gap")
  void concurrentPromotion() throws Exception {
    Registry registry = withVersions(fresh(), 3);
    List<Long> epochs =
        inParallel(
            8,
            40,
            i -> {
              while (true) {
                long epoch = registry.current(MODEL, LIVE).map(PromotionRecord::epoch).orElse(0L);
                try {
                  return registry
                      .promote(
                          Promotion.of(MODEL, LIVE, 1 + i % 3, "thread", "task " + i)
                              .ifEpoch(epoch))
                      .epoch();
                } catch (RegistryException stale) {
                  // somebody else was faster
                }
              }
            });
    assertThat(epochs)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 40).mapToObj(i -> (long) i).toList());
    List<PromotionRecord> history = registry.history(MODEL, LIVE);
    assertThat(history).hasSize(40);
    for (int i = 1; i < history.size(); i++) {
      assertThat(history.get(i).previousVersion())
          .isEqualTo(history.get(i - 1).promotion().version());
    }
  }

  @Test
  @DisplayName("While an alias moves, it is never absent and never points to a missing version")
  void neverAbsent() throws Exception {
    Registry registry = withVersions(fresh(), 2);
    promote(registry, 1, "start");
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> reads =
          reader.submit(
              () -> {
                int count = 0;
                while (!Thread.currentThread().isInterrupted()) {
                  ModelVersion seen = registry.resolve(ModelRef.alias(MODEL, LIVE));
                  assertThat(seen.version()).isBetween(1, 2);
                  count++;
                  if (registry.current(MODEL, LIVE).orElseThrow().epoch() >= 30) {
                    break;
                  }
                }
                return count;
              });
      for (int i = 2; i <= 30; i++) {
        promote(registry, 1 + i % 2, "move " + i);
      }
      assertThat(reads.get(30, TimeUnit.SECONDS)).isPositive();
    } finally {
      reader.shutdownNow();
    }
  }

  // ---- rollback

  @Test
  @DisplayName("A rollback is a new record that points back; history stays as it was")
  void rollsBack() throws IOException {
    Registry registry = withVersions(fresh(), 2);
    PromotionRecord first = promote(registry, 1, "first");
    PromotionRecord second = promote(registry, 2, "second");
    PromotionRecord back = registry.rollback(MODEL, LIVE, "bob", "second is worse");
    assertThat(back.kind()).isEqualTo(PromotionRecord.Kind.ROLLBACK);
    assertThat(back.epoch()).isEqualTo(3);
    assertThat(back.promotion().version()).isEqualTo(1);
    assertThat(back.previousVersion()).isEqualTo(2);
    assertThat(back.digest()).isEqualTo(first.digest());
    assertThat(back.promotion().actor()).isEqualTo("bob");
    assertThat(back.promotion().reason()).isEqualTo("second is worse");
    assertThat(registry.history(MODEL, LIVE)).containsExactly(first, second, back);
    assertThat(registry.resolve(ModelRef.alias(MODEL, LIVE)).version()).isEqualTo(1);
  }

  @Test
  @DisplayName("Rollbacks in a row go back step by step, and a new promotion starts from there")
  void rollsBackTwice() throws IOException {
    Registry registry = withVersions(fresh(), 4);
    for (int version = 1; version <= 3; version++) {
      promote(registry, version, "up " + version);
    }
    assertThat(registry.rollback(MODEL, LIVE, "tck", "1").promotion().version()).isEqualTo(2);
    assertThat(registry.rollback(MODEL, LIVE, "tck", "2").promotion().version()).isEqualTo(1);
    assertThatThrownBy(() -> registry.rollback(MODEL, LIVE, "tck", "3"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(LIVE);
    promote(registry, 4, "again");
    assertThat(registry.rollback(MODEL, LIVE, "tck", "4").promotion().version()).isEqualTo(1);
  }

  @Test
  @DisplayName("Without a version to go back to, a rollback is refused and changes nothing")
  void nothingToRollBack() throws IOException {
    Registry registry = withVersions(fresh(), 1);
    assertThatThrownBy(() -> registry.rollback(MODEL, LIVE, "tck", "never promoted"))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.rollback("other", LIVE, "tck", "unknown"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("other");
    PromotionRecord only = promote(registry, 1, "only");
    assertThatThrownBy(() -> registry.rollback(MODEL, LIVE, "tck", "only one"))
        .isInstanceOf(RegistryException.class);
    assertThat(registry.history(MODEL, LIVE)).containsExactly(only);
  }

  // ---- watch

  @Test
  @DisplayName("A watch tells of every later move once and in order, and of none before it")
  void watches() throws Exception {
    Registry registry = withVersions(fresh(), 2);
    promote(registry, 1, "before");
    List<PromotionRecord> told = new CopyOnWriteArrayList<>();
    try (AutoCloseable watch = registry.watch(MODEL, LIVE, told::add)) {
      assertThat(watch).isNotNull();
      List<PromotionRecord> made = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        made.add(promote(registry, 1 + i % 2, "move " + i));
      }
      made.add(registry.rollback(MODEL, LIVE, "tck", "back"));
      registry.promote(Promotion.of(MODEL, "staging", 1, "tck", "not watched"));
      await(() -> told.size() >= made.size());
      assertThat(told).isEqualTo(made);
    }
  }

  @Test
  @DisplayName("A watch on an alias that does not exist yet tells of its first promotion")
  void watchesTheFirst() throws Exception {
    Registry registry = withVersions(fresh(), 1);
    List<PromotionRecord> told = new CopyOnWriteArrayList<>();
    try (AutoCloseable watch = registry.watch(MODEL, LIVE, told::add)) {
      assertThat(watch).isNotNull();
      PromotionRecord first = promote(registry, 1, "first");
      await(() -> !told.isEmpty());
      assertThat(told).containsExactly(first);
    }
  }

  @Test
  @DisplayName("A listener that throws loses neither its later records nor those of others")
  void failingListener() throws Exception {
    Registry registry = withVersions(fresh(), 2);
    List<PromotionRecord> told = new CopyOnWriteArrayList<>();
    List<PromotionRecord> toldOther = new CopyOnWriteArrayList<>();
    try (AutoCloseable failing =
            registry.watch(
                MODEL,
                LIVE,
                record -> {
                  told.add(record);
                  throw new IllegalStateException("listener fails");
                });
        AutoCloseable sound = registry.watch(MODEL, LIVE, toldOther::add)) {
      assertThat(failing).isNotSameAs(sound);
      promote(registry, 1, "one");
      promote(registry, 2, "two");
      await(() -> told.size() == 2 && toldOther.size() == 2);
    }
  }

  @Test
  @DisplayName("A closed watch tells nothing more")
  void closedWatch() throws Exception {
    Registry registry = withVersions(fresh(), 2);
    List<PromotionRecord> closed = new CopyOnWriteArrayList<>();
    List<PromotionRecord> open = new CopyOnWriteArrayList<>();
    AutoCloseable watch = registry.watch(MODEL, LIVE, closed::add);
    try (AutoCloseable other = registry.watch(MODEL, LIVE, open::add)) {
      assertThat(other).isNotNull();
      watch.close();
      promote(registry, 1, "after");
      await(() -> open.size() == 1);
      assertThat(closed).isEmpty();
      watch.close();
    }
  }

  // ---- the registry itself

  @Test
  @DisplayName("Closing twice is harmless, and a closed registry refuses to work")
  void closes() throws IOException {
    Registry registry = withVersions(fresh(), 1);
    registry.close();
    assertThatCode(registry::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> registry.versions(MODEL)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> promote(registry, 1, "closed"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("Closing ends every thread that watching has started")
  void closeLeavesNoThread() throws Exception {
    List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
    Registry registry = withVersions(fresh(), 1);
    List<PromotionRecord> told = new CopyOnWriteArrayList<>();
    AutoCloseable watch = registry.watch(MODEL, LIVE, told::add);
    assertThat(watch).isNotNull();
    promote(registry, 1, "first");
    await(() -> !told.isEmpty());
    registry.close();
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !before.contains(thread))
                .noneMatch(RegistryContract::isOurs));
  }

  /** Threads of test engines and of the JVM come and go by themselves. */
  private static boolean isOurs(Thread thread) {
    return thread.getName().contains("flts") || thread.getName().startsWith("pool-");
  }

  @Test
  @DisplayName("Two registries in one JVM do not see each other's models")
  void registriesAreApart() throws IOException {
    Registry one = withVersions(fresh(), 1);
    Registry other = fresh();
    assertThat(one.models()).containsExactly(MODEL);
    assertThat(other.models()).isEmpty();
  }

  private void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + patience().toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited %s in vain", patience()).isLessThan(deadline);
      Thread.sleep(5);
    }
  }
}
