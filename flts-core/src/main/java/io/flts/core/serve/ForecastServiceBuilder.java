package io.flts.core.serve;

import com.github.benmanes.caffeine.cache.Ticker;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.Registry;
import io.flts.core.catalog.ServiceCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Collects how a {@link ForecastService} shall work. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class ForecastServiceBuilder {
  final ServiceCatalog catalog;
  final Map<String, Registry> registries = new LinkedHashMap<>();
  final Set<ModelRef> required = new LinkedHashSet<>();
  final Map<String, ModelSettings> settings = new LinkedHashMap<>();
  @Nullable Path localCopy;
  String alias = "production";
  ModelSettings standard = ModelSettings.standard();
  ServiceLimits limits = ServiceLimits.standard();
  ServiceMetrics metrics = ServiceMetrics.none();
  @Nullable ForecastJournal journal;
  int journalCapacity;
  Clock clock = Clock.systemUTC();
  @Nullable ScheduledExecutorService executor;
  Ticker ticker = Ticker.systemTicker();

  ForecastServiceBuilder(ServiceCatalog catalog, Registry registry) {
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    fallback(registry.name(), registry);
  }

  /**
   * One more registry, asked where all before it fail and nothing is served yet. Deployments and
   * rollbacks go to the first registry alone.
   *
   * @param name what {@link ServedModel#source()} calls it, unlike all others
   */
  public ForecastServiceBuilder fallback(String name, Registry registry) {
    if (registries.putIfAbsent(name, Objects.requireNonNull(registry, "registry")) != null) {
      throw new IllegalArgumentException(
          "Source '" + name + "' is there already; give every source a name of its own.");
    }
    return this;
  }

  /**
   * A folder that keeps a copy of every version that came to answer, and answers under the name
   * {@code local-copy} where all registries fail at the start. Without it nothing is kept.
   */
  public ForecastServiceBuilder localCopy(Path folder) {
    localCopy = folder;
    return this;
  }

  /**
   * Serves these references from the start; the service is not ready without them.
   *
   * @param references what {@link ModelRef#parse} reads: {@code load@production}, {@code load/3}
   */
  public ForecastServiceBuilder serve(String... references) {
    for (String reference : references) {
      required.add(ModelRef.parse(reference));
    }
    return this;
  }

  /** The alias meant where a request names a model alone; {@code production} unless told. */
  public ForecastServiceBuilder defaultAlias(String newAlias) {
    ModelRef.checkAlias(newAlias);
    alias = newAlias;
    return this;
  }

  /** How models are served that have no settings of their own. */
  public ForecastServiceBuilder settings(ModelSettings newStandard) {
    standard = newStandard;
    return this;
  }

  /** How one model is served, under any alias and version. */
  public ForecastServiceBuilder settings(String model, ModelSettings own) {
    ModelRef.checkModel(model);
    settings.put(model, own);
    return this;
  }

  /** How much the service takes on at once. */
  public ForecastServiceBuilder limits(ServiceLimits newLimits) {
    limits = newLimits;
    return this;
  }

  /** Where the service tells what it does. */
  public ForecastServiceBuilder metrics(ServiceMetrics newMetrics) {
    metrics = newMetrics;
    return this;
  }

  /**
   * Where answers are kept.
   *
   * @param capacity entries that may wait for delivery, at least 1; more are dropped and counted
   */
  public ForecastServiceBuilder journal(ForecastJournal newJournal, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("Capacity " + capacity + " must be at least 1.");
    }
    journal = newJournal;
    journalCapacity = capacity;
    return this;
  }

  /** The clock of all times told; UTC unless set. Deadlines use monotonic time. */
  public ForecastServiceBuilder clock(Clock newClock) {
    clock = newClock;
    return this;
  }

  /**
   * Threads for reloads and the journal, which the caller ends. Without them the service starts at
   * most two daemon threads named {@code flts-serve-...} when there is work for them, and ends them
   * when it is closed. Requests are always computed on the threads that bring them.
   */
  public ForecastServiceBuilder executor(ScheduledExecutorService newExecutor) {
    executor = newExecutor;
    return this;
  }

  /**
   * Starts the service and loads what it was told to serve. What cannot be loaded does not stop it:
   * {@link ForecastService#health()} says why, and the service goes on trying.
   */
  public ForecastService start() {
    return ForecastService.start(this);
  }

  ModelLoader loader(@Nullable LocalCopy copy) {
    List<ModelSource> sources = new ArrayList<>();
    registries.forEach((name, registry) -> sources.add(ModelSource.of(name, registry)));
    if (copy != null) {
      sources.add(copy);
    }
    return new ModelLoader(catalog, sources, settings, standard, clock, ticker);
  }
}
