package io.flts.core.serve;

import io.flts.api.error.RegistryException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers forecast requests with the versions that a registry's aliases point to, and follows the
 * aliases while it runs.
 *
 * <p>A reference ({@code load@production}, {@code load/3}) has one slot with one version in it. A
 * newer version is resolved, read, verified and warmed up beside the one that answers; then one
 * reference is swapped. Requests under way finish on the version they began with; whatever goes
 * wrong before the swap leaves the old version in place. Nothing is shared between model names.
 *
 * <p>Forecasts are computed on the threads that bring the requests, at most {@link
 * ServiceLimits#concurrency()} at once; what is too much is refused with the time to come back.
 * Cached forecasts need no permit. Thread-safe.
 *
 * <p>Example: {@code try (ForecastService service = ForecastService.builder(catalog,
 * registry).serve("load@production").start()) { service.forecast("load",
 * ForecastRequest.of(24)).single(); }}
 *
 * @since 0.1.0
 */
public final class ForecastService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastService.class);
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final Registry registry;
  private final String alias;
  private final ServiceLimits limits;
  private final ModelLoader loader;
  private final ModelShelf shelf;
  private final Admission admission;
  private final Upkeep upkeep;
  private final Workers workers;
  private final Hooks hooks;
  private final @Nullable JournalDelivery journal;
  private final RequestDesk desk;

  private ForecastService(ForecastServiceBuilder builder) {
    registry = builder.registries.values().iterator().next();
    alias = builder.alias;
    limits = builder.limits;
    hooks = new Hooks(builder.metrics);
    workers = new Workers(builder.executor);
    admission = new Admission(limits);
    ForecastJournal kept = builder.journal;
    journal =
        kept == null
            ? null
            : new JournalDelivery(kept, builder.journalCapacity, workers.executor(), hooks);
    Path folder = builder.localCopy;
    LocalCopy copy = folder == null ? null : new LocalCopy(folder);
    upkeep = new Upkeep(registry, workers.executor(), limits.retry(), hooks, copy);
    loader = builder.loader(copy);
    shelf =
        new ModelShelf(
            builder.required.stream().map(ref -> slot(ref, true)).toList(),
            limits.onDemand(),
            ref -> slot(ref, false));
    desk = new RequestDesk(shelf, loader, limits, admission, hooks, journal);
  }

  private ModelSlot slot(ModelRef ref, boolean required) {
    return new ModelSlot(ref, required, loader, upkeep);
  }

  /**
   * A builder for a service.
   *
   * @param catalog where the forecasters of the bundles are found
   * @param registry the first source of models, and the one that deployments go to; the caller
   *     closes it after the service
   */
  public static ForecastServiceBuilder builder(ServiceCatalog catalog, Registry registry) {
    return new ForecastServiceBuilder(catalog, registry);
  }

  static ForecastService start(ForecastServiceBuilder builder) {
    ForecastService service = new ForecastService(builder);
    for (ModelSlot slot : service.shelf.all()) {
      try {
        slot.refresh(null);
      } catch (LoadFailedException e) {
        LOG.debug("Told by loadFailed and health; the upkeep tries again.", e);
      }
    }
    return service;
  }

  /**
   * The reference that a text means: {@code name@alias}, {@code name/3}, or a name alone for the
   * default alias.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  public ModelRef ref(String text) {
    return text.indexOf('@') < 0 && text.indexOf('/') < 0
        ? ModelRef.alias(text, alias)
        : ModelRef.parse(text);
  }

  /**
   * Answers a request.
   *
   * @param model what {@link #ref} reads
   * @throws ServiceRefusedException where nothing was computed: unknown model, model out of reach,
   *     too many requests, service closing
   * @throws io.flts.api.error.DeadlineExceededException where the request's deadline or the model's
   *     timeout passed first
   * @throws io.flts.api.error.FltsException where the request as a whole does not suit the model;
   *     what only single series lack is their outcome
   * @throws IllegalArgumentException where the text is no reference, or the request makes no sense
   */
  public ServedForecast forecast(String model, ForecastRequest request) {
    return forecast(ref(model), request);
  }

  /** As {@link #forecast(String, ForecastRequest)}, with a reference. */
  public ServedForecast forecast(ModelRef ref, ForecastRequest request) {
    return desk.answer(ref, request);
  }

  /**
   * Answers several requests, one after another on this thread, under one permit: one outcome per
   * item, in order. A refusal of the whole (overloaded, closing) is an exception; what is wrong
   * with an item is its outcome, and once the deadline has passed so are all items left.
   *
   * @param deadline for all items together
   */
  public List<BatchOutcome> forecastAll(List<BatchItem> items, Deadline deadline) {
    return desk.answerAll(items, deadline, this::ref);
  }

  /** All versions that answer at present, by name. */
  public List<ServedModel> models() {
    List<ServedModel> models = new ArrayList<>();
    for (ModelSlot slot : shelf.all()) {
      LiveModel live = slot.live();
      if (live != null) {
        models.add(live.facts());
      }
    }
    return List.copyOf(models);
  }

  /** What answers a reference at present; empty where it was never loaded. Loads nothing. */
  public Optional<ServedModel> served(ModelRef ref) {
    ModelSlot slot = shelf.find(ref);
    return Optional.ofNullable(slot == null ? null : slot.live()).map(LiveModel::facts);
  }

  /** The names of all models of the first registry, sorted. */
  public List<String> registeredModels() throws IOException {
    return registry.models();
  }

  /** All versions of a model in the first registry, oldest first; empty for an unknown model. */
  public List<ModelVersion> versions(String model) throws IOException {
    return registry.versions(model);
  }

  /** All moves of an alias in the first registry, oldest first. */
  public List<PromotionRecord> history(String model, String alias) throws IOException {
    return registry.history(model, alias);
  }

  /**
   * Loads what a reference means now, unless it is what answers already.
   *
   * @return what answers after it
   * @throws ServiceRefusedException where nothing answers after it
   */
  public ServedModel load(ModelRef ref) {
    admission.requireOpen();
    return refresh(shelf.demand(ref), null);
  }

  /**
   * Warms a version up, has the first registry point an alias to it, and answers with it: when this
   * returns, new requests see it.
   *
   * @throws ServiceRefusedException where the version is unknown, does not verify or fails its
   *     warm-up; the alias then stays
   * @throws io.flts.api.error.RegistryException where the registry refuses the promotion
   */
  public Deployment deploy(String model, String alias, int version, String actor, String reason)
      throws IOException {
    admission.requireOpen();
    ModelRef ref = ModelRef.alias(model, alias);
    LiveModel warm = warmedUp(ref, version);
    PromotionRecord record = registry.promote(Promotion.of(model, alias, version, actor, reason));
    return new Deployment(record, refresh(shelf.keep(ref), warm));
  }

  /**
   * Has the first registry move an alias back to the version before, and answers with it: the same
   * bytes that answered then.
   *
   * @throws io.flts.api.error.RegistryException where there is no version before
   * @throws ServiceRefusedException where the version before can no longer be served; the alias has
   *     moved, the version that answered goes on answering
   */
  public Deployment rollback(String model, String alias, String actor, String reason)
      throws IOException {
    admission.requireOpen();
    PromotionRecord record = registry.rollback(model, alias, actor, reason);
    return new Deployment(record, refresh(shelf.keep(ModelRef.alias(model, alias)), null));
  }

  /**
   * Answers an alias with one version, whatever the alias points to, until {@link #unpin}. The
   * registry is not touched, other services are not affected.
   *
   * @throws ServiceRefusedException where the version cannot be served; what answered still does
   */
  public ServedModel pin(String model, String alias, int version) {
    if (version < 1) {
      throw new IllegalArgumentException("Version " + version + " must be at least 1.");
    }
    return pinned(model, alias, version);
  }

  /**
   * Answers an alias with what it points to again.
   *
   * @throws ServiceRefusedException where that cannot be served; the alias stays pinned
   */
  public ServedModel unpin(String model, String alias) {
    return pinned(model, alias, 0);
  }

  /** Forgets all cached forecasts; returns about how many there were. */
  public long clearCache() {
    return clearCache(shelf.all());
  }

  /** Forgets the cached forecasts of one model name; returns about how many there were. */
  public long clearCache(String model) {
    return clearCache(
        shelf.all().stream().filter(slot -> slot.ref().model().equals(model)).toList());
  }

  /** How the service fares. Asks no registry. */
  public HealthReport health() {
    List<ModelHealth> models = shelf.all().stream().map(ModelSlot::health).toList();
    return new HealthReport(
        HealthReport.statusOf(models, admission.isClosing()),
        models,
        admission.running(),
        admission.waiting(),
        limits.concurrency(),
        journal == null ? 0 : journal.waiting(),
        journal == null ? 0 : journal.dropped(),
        hooks.failures());
  }

  /**
   * Refuses new requests from now on and waits for those taken up: {@link #health()} says {@code
   * CLOSING}. What was drained is only good for {@link #close()}.
   *
   * @return whether all had finished in time
   */
  public boolean drain(Duration longest) {
    admission.beginClosing();
    return admission.awaitQuiet(longest);
  }

  /**
   * Refuses new requests, waits up to 30 seconds for those taken up, delivers the journal, and ends
   * every thread of the service. Registries and executors given to the builder stay the caller's.
   * Closing again does nothing.
   */
  @Override
  public void close() {
    if (!drain(CLOSING)) {
      LOG.warn("Closed while {} requests were running.", admission.running());
    }
    upkeep.close();
    shelf.close();
    if (journal != null) {
      journal.finish(CLOSING);
    }
    workers.close();
  }

  private LiveModel warmedUp(ModelRef ref, int version) {
    ModelSource source = loader.sources().get(0);
    boolean unknown = true;
    try {
      ModelSource.Found found = source.find(ModelRef.version(ref.model(), version));
      unknown = false;
      return loader.load(ref, source, found);
    } catch (IOException | RuntimeException | Error e) {
      String fault = "Version " + version + " is not deployed to '" + ref + "': " + e.getMessage();
      unknown &= e instanceof RegistryException;
      LoadFailedException failure = new LoadFailedException(unknown, fault, e);
      hooks.loadFailed(ref, failure);
      throw failure.refusal(limits.retry());
    }
  }

  private ServedModel refresh(ModelSlot slot, @Nullable LiveModel warm) {
    try {
      return slot.refresh(warm).facts();
    } catch (LoadFailedException e) {
      shelf.forgetUnserved(slot);
      throw e.refusal(limits.retry());
    }
  }

  private ServedModel pinned(String model, String alias, int version) {
    admission.requireOpen();
    ModelSlot slot = shelf.keep(ModelRef.alias(model, alias));
    try {
      return slot.pin(version).facts();
    } catch (LoadFailedException e) {
      shelf.forgetUnserved(slot);
      throw e.refusal(limits.retry());
    }
  }

  private static long clearCache(List<ModelSlot> slots) {
    long cleared = 0;
    for (ModelSlot slot : slots) {
      LiveModel live = slot.live();
      cleared += live == null ? 0 : live.clearCache();
    }
    return cleared;
  }
}
