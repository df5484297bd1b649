package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flts.api.error.RegistryException;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import io.flts.api.registry.Verification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Registry} must keep. Extend it and implement {@link #subject()}, which gives a
 * fresh, empty registry every time. Damage to the store and crashes are the business of the store's
 * own tests.
 */
public abstract class RegistryContract extends ServiceContract<Registry> {
  private static final String MODEL = "load";
  private static final String LIVE = "production";

  private final List<Registry> opened = new CopyOnWriteArrayList<>();

  @Override
  final Class<Registry> serviceType() {
    return Registry.class;
  }

  /** How long a watch may take to tell of a move. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  private Registry fresh() {
    Registry registry = subject();
    opened.add(registry);
    return registry;
  }

  @AfterEach
  final void closeAll() throws IOException {
    for (Registry registry : opened) {
      registry.close();
    }
    opened.clear();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ModelVersion register(Registry registry, String model, String content)
      throws IOException {
    return registry.register(model, ModelArtifact.of(bytes(content)), Map.of(), Map.of());
  }

  private static Registry withVersions(Registry registry, int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      register(registry, MODEL, "content " + i);
    }
    return registry;
  }

  private static PromotionRecord promote(Registry registry, int version, String reason)
      throws IOException {
    return registry.promote(Promotion.of(MODEL, LIVE, version, "tck", reason));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  // ---- versions

  @Test
  @DisplayName("A fresh registry is empty, and asking about unknown models is no fault")
  void startsEmpty() throws IOException {
    Registry registry = fresh();
    assertThat(registry.models()).isEmpty();
    assertThat(registry.versions(MODEL)).isEmpty();
    assertThat(registry.current(MODEL, LIVE)).isEmpty();
    assertThat(registry.history(MODEL, LIVE)).isEmpty();
  }

  @Test
  @DisplayName("Versions count from 1 and say what was registered: digest, size, metrics, tags")
  void registers() throws Exception {
    Registry registry = fresh();
    byte[] content = bytes("content");
    ModelVersion version =
        registry.register(
            MODEL,
            ModelArtifact.of(content),
            Map.of("rmse", 0.25, "bad", Double.NaN),
            Map.of("config-hash", "abc", "note", "Zürich \"quoted\"\n"));
    assertThat(version.model()).isEqualTo(MODEL);
    assertThat(version.version()).isEqualTo(1);
    assertThat(version.digest()).isEqualTo(sha256(content));
    assertThat(version.size()).isEqualTo(content.length);
    assertThat(version.metrics()).isEqualTo(Map.of("rmse", 0.25, "bad", Double.NaN));
    assertThat(version.tags())
        .isEqualTo(Map.of("config-hash", "abc", "note", "Zürich \"quoted\"\n"));
    assertThat(register(registry, MODEL, "more").version()).isEqualTo(2);
    assertThat(registry.versions(MODEL)).first().isEqualTo(version);
    assertThat(registry.models()).containsExactly(MODEL);
  }

  @Test
  @DisplayName("The same bytes registered twice are two versions with one digest")
  void sameContentTwice() throws IOException {
    Registry registry = fresh();
    ModelVersion first = register(registry, MODEL, "same");
    ModelVersion second = register(registry, MODEL, "same");
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(registry.verify(first).isIntact()).isTrue();
    assertThat(registry.verify(second).isIntact()).isTrue();
  }

  @Test
  @DisplayName("Stored bytes come back as they were, the empty artifact and a long one among them")
  void opensWhatWasRegistered() throws IOException {
    Registry registry = fresh();
    byte[] large = new byte[3_000_017];
    new Random(7).nextBytes(large);
    for (byte[] content : List.of(new byte[0], new byte[] {1}, large)) {
      ModelVersion version =
          registry.register(MODEL, ModelArtifact.of(content), Map.of(), Map.of());
      for (int time = 0; time < 2; time++) {
        try (InputStream in = registry.open(version)) {
          assertThat(in.readAllBytes()).isEqualTo(content);
          assertThat(in.read()).isEqualTo(-1);
        }
      }
      assertThat(registry.verify(version)).isEqualTo(new Verification(List.of()));
    }
  }

  @Test
  @DisplayName("A caller's array and maps may change afterwards without changing the version")
  void copiesWhatIsGiven() throws IOException {
    Registry registry = fresh();
    byte[] content = bytes("content");
    Map<String, String> tags = new java.util.HashMap<>(Map.of("a", "b"));
    ModelVersion version =
        registry.register(
            MODEL, () -> new ByteArrayInputStream(content), Map.of("rmse", 1.0), tags);
    content[0] = 'X';
    tags.clear();
    assertThat(registry.verify(version).isIntact()).isTrue();
    try (InputStream in = registry.open(version)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("content"));
    }
    assertThat(registry.versions(MODEL).get(0).tags()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  @DisplayName("An artifact that cannot be read leaves no version behind")
  void failingArtifact() throws IOException {
    Registry registry = withVersions(fresh(), 1);
    ModelArtifact broken =
        () ->
            new InputStream() {
              private int left = 100_000;

              @Override
              public int read() throws IOException {
                if (left-- <= 0) {
                  throw new IOException("connection reset");
                }
                return 'x';
              }
            };
    assertThatThrownBy(() -> registry.register(MODEL, broken, Map.of(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("connection reset");
    assertThat(registry.versions(MODEL)).hasSize(1);
    assertThat(register(registry, MODEL, "next").version()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "Sixteen threads that register at once get the versions 1 to n without gap or double")
  void concurrentRegistration() throws Exception {
    Registry registry = fresh();
    List<Integer> numbers =
        inParallel(16, 64, i -> register(registry, MODEL, "content " + i % 10).version());
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 64).boxed().toList());
    assertThat(registry.versions(MODEL).stream().map(ModelVersion::version).toList())
        .isEqualTo(IntStream.rangeClosed(1, 64).boxed().toList());
  }

  @Test
  @DisplayName(
      "Models are listed sorted and share nothing, even when their names differ in case alone")
  void modelsAreApart() throws IOException {
    Registry registry = fresh();
    List<String> names = List.of("Load", "load", "LOAD", "a.b-c_d", "0", "x".repeat(128));
    for (String name : names) {
      assertThat(register(registry, name, name).version()).isEqualTo(1);
      registry.promote(Promotion.of(name, LIVE, 1, "tck", name));
    }
    assertThat(registry.models()).isEqualTo(names.stream().sorted().toList());
    for (String name : names) {
      assertThat(registry.versions(name)).hasSize(1);
      assertThat(registry.history(name, LIVE)).hasSize(1);
      try (InputStream in = registry.open(registry.resolve(ModelRef.alias(name, LIVE)))) {
        assertThat(in.readAllBytes()).isEqualTo(bytes(name));
      }
    }
  }

  @Test
  @DisplayName("Illegal model names are refused everywhere")
  void illegalModelNames() {
    Registry registry = fresh();
    for (String name :
        List.of("", "../evil", "a/b", "a\\b", ".hidden", "a:b", "con", "Ünder", "x".repeat(129))) {
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(() -> register(registry, name, "content"));
      assertThatIllegalArgumentException().as(name).isThrownBy(() -> registry.versions(name));
      assertThatIllegalArgumentException().as(name).isThrownBy(() -> registry.history(name, LIVE));
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(() -> registry.watch(name, LIVE, record -> {}));
    }
  }

  @Test
  @DisplayName("Illegal and reserved aliases are refused everywhere")
  void illegalAliases() throws IOException {
    Registry registry = withVersions(fresh(), 1);
    for (String alias : List.of("", "latest", "v1", "../x", "a b", "x".repeat(65))) {
      assertThatIllegalArgumentException()
          .as(alias)
          .isThrownBy(() -> registry.rollback(MODEL, alias, "tck", "why"));
      assertThatIllegalArgumentException()
          .as(alias)
          .isThrownBy(() -> registry.current(MODEL, alias));
      assertThatIllegalArgumentException()
          .as(alias)
          .isThrownBy(() -> registry.history(MODEL, alias));
    }
  }

  // ---- references

  @Test
  @DisplayName("A reference resolves by version and by alias")
  void resolves() throws IOException {
    Registry registry = withVersions(fresh(), 2);
    promote(registry, 1, "first");
    List<ModelVersion> versions = registry.versions(MODEL);
    assertThat(registry.resolve(ModelRef.version(MODEL, 2))).isEqualTo(versions.get(1));
    assertThat(registry.resolve(ModelRef.alias(MODEL, LIVE))).isEqualTo(versions.get(0));
  }

  @Test
  @DisplayName("Unknown models, versions and aliases are refused by name, not answered with null")
  void unknownReferences() throws IOException {
    Registry registry = withVersions(fresh(), 2);
    assertThatThrownBy(() -> registry.resolve(ModelRef.version(MODEL, 3)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(MODEL, "3");
    assertThatThrownBy(() -> registry.resolve(ModelRef.version("other", 1)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("other");
    assertThatThrownBy(() -> registry.resolve(ModelRef.alias(MODEL, "staging")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(MODEL, "staging");
    assertThatThrownBy(() -> promote(registry, 9, "no such version"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("9");
    assertThat(registry.current(MODEL, LIVE)).isEmpty();
  }

  @Test
  @DisplayName("A version that was forged does not verify")
  void forgedVersion() throws IOException {
    Registry registry = withVersions(fresh(), 1);
    ModelVersion real = registry.versions(MODEL).get(0);
    ModelVersion forged =
        new ModelVersion(
            MODEL, 1, "0".repeat(64), real.size(), real.registeredAt(), Map.of(), Map.of());
    assertThat(registry.verify(forged).isIntact()).isFalse();
    assertThat(registry.verify(forged).faults().get(0)).isNotBlank();
    assertThatThrownBy(
            () -> {
              try (InputStream in = registry.open(forged)) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(IOException.class);
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

  private interface Task<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> inParallel(int threads, int tasks, Task<T> task) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        int number = i;
        futures.add(executor.submit(() -> task.run(number)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      executor.shutdownNow();
      executor.awaitTermination(10, TimeUnit.SECONDS);
    }
  }
}
