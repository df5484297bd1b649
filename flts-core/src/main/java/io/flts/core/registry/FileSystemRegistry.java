package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import io.flts.api.registry.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registry in a directory, which several processes may share.
 *
 * <p>Every model has a folder of its own, with nothing outside it. What a method has acknowledged
 * survives {@code kill -9} and, on a disk that keeps its promises, power loss; a crash in the
 * middle leaves the state before or the state after. Writers of one model wait for each other,
 * readers wait for nobody. Damage is told, never guessed around. Network file systems must support
 * locks and atomic renames.
 *
 * <p><b>Cost</b> a promotion reads the artifact once and syncs about ten times; listing n versions
 * or records reads n small files. Watching reads two small files per interval. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FileSystemRegistry implements Registry {
  static final ParameterSpec<String> DIRECTORY =
      ParameterSpec.text("directory", "flts-registry", "directory that holds the registry");

  private static final Duration POLLING = Duration.ofSeconds(1);

  private final ParameterSet parameters;
  private final Clock clock;
  private final Duration interval;
  private final @Nullable ScheduledExecutorService executor;
  private final StoreFiles files;
  private final AliasWatches watches;
  private volatile boolean closed;

  /** A registry in the directory {@code flts-registry} of the working directory. */
  public FileSystemRegistry() {
    this(ParameterSet.of(DIRECTORY), Clock.systemUTC(), POLLING, null, new DiskOperations());
  }

  FileSystemRegistry(
      ParameterSet parameters,
      Clock clock,
      Duration interval,
      @Nullable ScheduledExecutorService executor,
      FileOperations operations) {
    this.parameters = parameters;
    this.clock = clock;
    this.interval = interval;
    this.executor = executor;
    this.files =
        new StoreFiles(Path.of(parameters.get(DIRECTORY)).toAbsolutePath().normalize(), operations);
    this.watches = new AliasWatches(interval, executor);
  }

  /** A registry in a directory, which need not exist yet. */
  public static FileSystemRegistry at(Path directory) {
    return new FileSystemRegistry().with(Parameters.of("directory", directory.toString()));
  }

  /** The same directory with another clock. */
  public FileSystemRegistry withClock(Clock newClock) {
    return new FileSystemRegistry(parameters, newClock, interval, executor, files.operations());
  }

  /** The same directory, watched at another interval than every second, on a thread of its own. */
  public FileSystemRegistry withPolling(Duration newInterval) {
    return polling(newInterval, executor);
  }

  /** The same directory, watched at an interval on threads of the caller, who ends them. */
  public FileSystemRegistry withPolling(
      Duration newInterval, ScheduledExecutorService newExecutor) {
    return polling(newInterval, newExecutor);
  }

  private FileSystemRegistry polling(
      Duration newInterval, @Nullable ScheduledExecutorService newExecutor) {
    if (newInterval.isNegative() || newInterval.isZero()) {
      throw new IllegalArgumentException("Interval " + newInterval + " must be positive.");
    }
    return new FileSystemRegistry(parameters, clock, newInterval, newExecutor, files.operations());
  }

  @Override
  public String name() {
    return "file-system";
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public FileSystemRegistry with(Parameters changes) {
    return new FileSystemRegistry(
        parameters.with(changes), clock, interval, executor, files.operations());
  }

  private ModelFolder folder(String model) {
    if (closed) {
      throw new IllegalStateException("The registry is closed.");
    }
    ModelRef.checkModel(model);
    return new ModelFolder(files, model);
  }

  private Instant now() {
    return RecordTime.now(clock);
  }

  @Override
  public ModelVersion register(
      String model, ModelArtifact artifact, Map<String, Double> metrics, Map<String, String> tags)
      throws IOException {
    return folder(model).register(artifact, metrics, tags, this::now);
  }

  @Override
  public List<String> models() throws IOException {
    List<String> models = new ArrayList<>();
    for (String stored : files.names(files.base().resolve("models"))) {
      String name = StoredName.decode(stored);
      // A folder without a version is what a crash during the first registration leaves.
      if (!name.isEmpty() && folder(name).isKnown()) {
        models.add(name);
      }
    }
    Collections.sort(models);
    return models;
  }

  @Override
  public List<ModelVersion> versions(String model) throws IOException {
    return folder(model).versions();
  }

  @Override
  public ModelVersion resolve(ModelRef ref) throws IOException {
    ModelFolder folder = folder(ref.model());
    if (ref.alias().isEmpty()) {
      return folder.version(ref.version());
    }
    PromotionRecord current =
        folder
            .current(ref.alias())
            .orElseThrow(
                () ->
                    new RegistryException(
                        "Model '"
                            + ref.model()
                            + "' has no alias '"
                            + ref.alias()
                            + "'. Promote a version to it first."));
    return folder.version(current.promotion().version());
  }

  @Override
  public InputStream open(ModelVersion version) throws IOException {
    return folder(version.model()).open(version);
  }

  @Override
  public Verification verify(ModelVersion version) throws IOException {
    return folder(version.model()).verify(version);
  }

  @Override
  public PromotionRecord promote(Promotion promotion) throws IOException {
    return folder(promotion.model()).promote(promotion, this::now);
  }

  @Override
  public PromotionRecord rollback(String model, String alias, String actor, String reason)
      throws IOException {
    ModelRef.checkAlias(alias);
    return folder(model).rollback(alias, actor, reason, this::now);
  }

  @Override
  public Optional<PromotionRecord> current(String model, String alias) throws IOException {
    ModelRef.checkAlias(alias);
    return folder(model).current(alias);
  }

  @Override
  public List<PromotionRecord> history(String model, String alias) throws IOException {
    ModelRef.checkAlias(alias);
    return folder(model).history(alias);
  }

  @Override
  public AutoCloseable watch(String model, String alias, Consumer<PromotionRecord> listener)
      throws IOException {
    ModelRef.checkAlias(alias);
    ModelFolder folder = folder(model);
    return watches.watch(
        model + "@" + alias,
        new AliasWatches.Source() {
          @Override
          public Optional<PromotionRecord> current() throws IOException {
            return folder.current(alias);
          }

          @Override
          public List<PromotionRecord> history() throws IOException {
            return folder.history(alias);
          }
        },
        listener);
  }

  /** Ends all watches and their thread. The files stay. */
  @Override
  public void close() {
    closed = true;
    watches.close();
  }
}
