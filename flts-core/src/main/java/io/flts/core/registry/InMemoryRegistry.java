package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import io.flts.api.parameter.Parameters;
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
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registry that lives and dies with its JVM: for tests and for services that train what they
 * serve.
 *
 * <p>It keeps every artifact registered in memory, identical ones of a model once. Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryRegistry implements Registry {
  private static final Duration POLLING = Duration.ofMillis(100);

  /** One model. */
  private static final class Model {
    final List<ModelVersion> versions = new ArrayList<>();
    final Map<String, byte[]> blobs = new TreeMap<>();
    final Map<String, List<PromotionRecord>> records = new TreeMap<>();
    Instant lastTime = Instant.EPOCH;
    long sequence;
  }

  private final Clock clock;
  private final AliasWatches watches;
  private final Map<String, Model> models = new TreeMap<>();
  private boolean closed;

  /** An empty registry. */
  public InMemoryRegistry() {
    this(Clock.systemUTC(), POLLING, null);
  }

  private InMemoryRegistry(
      Clock clock, Duration interval, @Nullable ScheduledExecutorService executor) {
    this.clock = clock;
    this.watches = new AliasWatches(interval, executor);
  }

  /** An empty registry with a clock. */
  public static InMemoryRegistry of(Clock clock) {
    return new InMemoryRegistry(clock, POLLING, null);
  }

  /**
   * An empty registry with a clock, watched at an interval on threads of the caller, who ends them.
   */
  public static InMemoryRegistry of(
      Clock clock, Duration interval, ScheduledExecutorService executor) {
    return new InMemoryRegistry(clock, interval, executor);
  }

  @Override
  public String name() {
    return "in-memory";
  }

  /** This registry itself, since it has no parameters. */
  @Override
  public InMemoryRegistry with(Parameters changes) {
    parameters().with(changes);
    return this;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The registry is closed.");
    }
  }

  private Model model(String name) {
    requireOpen();
    ModelRef.checkModel(name);
    Model model = models.get(name);
    return model == null ? new Model() : model;
  }

  @Override
  public ModelVersion register(
      String model, ModelArtifact artifact, Map<String, Double> metrics, Map<String, String> tags)
      throws IOException {
    ModelRef.checkModel(model);
    byte[] bytes;
    try (InputStream in = artifact.open()) {
      bytes = in.readAllBytes();
    }
    MessageDigest sha256 = VerifyingStream.newDigest();
    sha256.update(bytes);
    String digest = VerifyingStream.hex(sha256);
    synchronized (this) {
      requireOpen();
      Model target = models.computeIfAbsent(model, name -> new Model());
      target.blobs.putIfAbsent(digest, bytes);
      ModelVersion version =
          new ModelVersion(
              model,
              target.versions.size() + 1,
              digest,
              bytes.length,
              RecordTime.now(clock),
              metrics,
              tags);
      target.versions.add(version);
      return version;
    }
  }

  @Override
  public synchronized List<String> models() {
    requireOpen();
    return List.copyOf(models.keySet());
  }

  @Override
  public synchronized List<ModelVersion> versions(String model) {
    return List.copyOf(model(model).versions);
  }

  @Override
  public synchronized ModelVersion resolve(ModelRef ref) {
    if (ref.alias().isEmpty()) {
      return version(ref.model(), ref.version());
    }
    PromotionRecord current =
        current(ref.model(), ref.alias())
            .orElseThrow(
                () ->
                    new RegistryException(
                        "Model '"
                            + ref.model()
                            + "' has no alias '"
                            + ref.alias()
                            + "'. Promote a version to it first."));
    return version(ref.model(), current.promotion().version());
  }

  private ModelVersion version(String model, int number) {
    List<ModelVersion> versions = model(model).versions;
    if (number < 1 || number > versions.size()) {
      throw new RegistryException(
          "Model '"
              + model
              + "' has no version "
              + number
              + ". "
              + (versions.isEmpty()
                  ? "Nothing is registered under this name."
                  : "Known: 1 to " + versions.size() + "."));
    }
    return versions.get(number - 1);
  }

  @Override
  public synchronized InputStream open(ModelVersion version) throws IOException {
    byte[] bytes = model(version.model()).blobs.get(version.digest());
    if (bytes == null) {
      throw new IOException("Artifact of " + version.ref() + " is missing.");
    }
    return new VerifyingStream(
        new ByteArrayInputStream(bytes),
        "Artifact of " + version.ref(),
        version.digest(),
        version.size());
  }

  @Override
  public synchronized Verification verify(ModelVersion version) {
    ModelVersion stored = version(version.model(), version.version());
    return stored.digest().equals(version.digest()) && stored.size() == version.size()
        ? new Verification(List.of())
        : new Verification(
            List.of("version " + version.ref() + " was registered with digest " + stored.digest()));
  }

  @Override
  public synchronized PromotionRecord promote(Promotion promotion) {
    ModelVersion version = version(promotion.model(), promotion.version());
    Optional<PromotionRecord> current = current(promotion.model(), promotion.alias());
    if (AliasRules.isReplay(promotion, current)) {
      return current.orElseThrow();
    }
    AliasRules.requireEpoch(promotion, current);
    return append(PromotionRecord.Kind.PROMOTION, promotion, version, current);
  }

  @Override
  public synchronized PromotionRecord rollback(
      String model, String alias, String actor, String reason) {
    version(model, 1); // refuses an unknown model
    List<PromotionRecord> history = history(model, alias);
    PromotionRecord target = AliasRules.rollbackTarget(model, alias, history);
    PromotionRecord current = history.get(history.size() - 1);
    return append(
        PromotionRecord.Kind.ROLLBACK,
        AliasRules.rollback(target, current, actor, reason),
        version(model, target.promotion().version()),
        Optional.of(current));
  }

  private PromotionRecord append(
      PromotionRecord.Kind kind,
      Promotion promotion,
      ModelVersion version,
      Optional<PromotionRecord> current) {
    Model model = model(promotion.model());
    Instant now = RecordTime.now(clock);
    model.lastTime = now.isAfter(model.lastTime) ? now : model.lastTime;
    PromotionRecord record =
        new PromotionRecord(
            RecordId.of(model.lastTime, ++model.sequence),
            current.map(PromotionRecord::epoch).orElse(0L) + 1,
            kind,
            promotion,
            current.map(r -> r.promotion().version()).orElse(0),
            version.digest(),
            now);
    model.records.computeIfAbsent(promotion.alias(), alias -> new ArrayList<>()).add(record);
    return record;
  }

  @Override
  public synchronized Optional<PromotionRecord> current(String model, String alias) {
    List<PromotionRecord> history = history(model, alias);
    return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
  }

  @Override
  public synchronized List<PromotionRecord> history(String model, String alias) {
    ModelRef.checkAlias(alias);
    return List.copyOf(model(model).records.getOrDefault(alias, List.of()));
  }

  @Override
  public AutoCloseable watch(String model, String alias, Consumer<PromotionRecord> listener)
      throws IOException {
    return watches.watch(
        model + "@" + alias,
        new AliasWatches.Source() {
          @Override
          public Optional<PromotionRecord> current() {
            return InMemoryRegistry.this.current(model, alias);
          }

          @Override
          public List<PromotionRecord> history() {
            return InMemoryRegistry.this.history(model, alias);
          }
        },
        listener);
  }

  /** Ends all watches and their thread, and forgets everything. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      models.clear();
    }
    watches.close();
  }
}
