package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * The part of {@link RegistryContract} about versions and references: what is stored, how it is
 * named, and what is refused.
 */
public abstract class RegistryVersionsContract extends ServiceContract<Registry> {
  static final String MODEL = "load";
  static final String LIVE = "production";

  private final List<Registry> opened = new CopyOnWriteArrayList<>();

  @Override
  final Class<Registry> serviceType() {
    return Registry.class;
  }

  final Registry fresh() {
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

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static ModelVersion register(Registry registry, String model, String content) throws IOException {
    return registry.register(model, ModelArtifact.of(bytes(content)), Map.of(), Map.of());
  }

  static Registry withVersions(Registry registry, int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      register(registry, MODEL, "content " + i);
    }
    return registry;
  }

  static PromotionRecord promote(Registry registry, int version, String reason) throws IOException {
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

  interface Task<T> {
    T run(int number) throws Exception;
  }

  static <T> List<T> inParallel(int threads, int tasks, Task<T> task) throws Exception {
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
