package io.flts.core.serve;

import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.PromotionRecord;
import io.flts.api.registry.Registry;
import io.flts.core.catalog.ServiceCatalog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class ForecastService implements AutoCloseable {

  private ForecastService() {}

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
    return new ForecastService();
  }

  /**
   * The reference that a text means: {@code name@alias}, {@code name/3}, or a name alone for the
   * default alias.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  public ModelRef ref(String text) {
    throw new UnsupportedOperationException(text);
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
    throw new UnsupportedOperationException(ref.toString());
  }

  /**
   * Answers several requests, one after another on this thread, under one permit: one outcome per
   * item, in order. A refusal of the whole (overloaded, closing) is an exception; what is wrong
   * with an item is its outcome, and once the deadline has passed so are all items left.
   *
   * @param deadline for all items together
   */
  public List<BatchOutcome> forecastAll(List<BatchItem> items, Deadline deadline) {
    throw new UnsupportedOperationException(items.toString());
  }

  /** All versions that answer at present, by name. */
  public List<ServedModel> models() {
    throw new UnsupportedOperationException();
  }

  /** What answers a reference at present; empty where it was never loaded. Loads nothing. */
  public Optional<ServedModel> served(ModelRef ref) {
    throw new UnsupportedOperationException(ref.toString());
  }

  /** The names of all models of the first registry, sorted. */
  public List<String> registeredModels() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** All versions of a model in the first registry, oldest first; empty for an unknown model. */
  public List<ModelVersion> versions(String model) throws IOException {
    throw new UnsupportedOperationException(model);
  }

  /** All moves of an alias in the first registry, oldest first. */
  public List<PromotionRecord> history(String model, String alias) throws IOException {
    throw new UnsupportedOperationException(model);
  }

  /**
   * Loads what a reference means now, unless it is what answers already.
   *
   * @return what answers after it
   * @throws ServiceRefusedException where nothing answers after it
   */
  public ServedModel load(ModelRef ref) {
    throw new UnsupportedOperationException(ref.toString());
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
    throw new UnsupportedOperationException(model);
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
    throw new UnsupportedOperationException(model);
  }

  /**
   * Answers an alias with one version, whatever the alias points to, until {@link #unpin}. The
   * registry is not touched, other services are not affected.
   *
   * @throws ServiceRefusedException where the version cannot be served; what answered still does
   */
  public ServedModel pin(String model, String alias, int version) {
    throw new UnsupportedOperationException(model);
  }

  /**
   * Answers an alias with what it points to again.
   *
   * @throws ServiceRefusedException where that cannot be served; the alias stays pinned
   */
  public ServedModel unpin(String model, String alias) {
    throw new UnsupportedOperationException(model);
  }

  /** Forgets all cached forecasts; returns about how many there were. */
  public long clearCache() {
    throw new UnsupportedOperationException();
  }

  /** Forgets the cached forecasts of one model name; returns about how many there were. */
  public long clearCache(String model) {
    throw new UnsupportedOperationException(model);
  }

  /** How the service fares. Asks no registry. */
  public HealthReport health() {
    throw new UnsupportedOperationException();
  }

  /**
   * Refuses new requests from now on and waits for those taken up: {@link #health()} says {@code
   * CLOSING}. What was drained is only good for {@link #close()}.
   *
   * @return whether all had finished in time
   */
  public boolean drain(Duration longest) {
    throw new UnsupportedOperationException(longest.toString());
  }

  /**
   * Refuses new requests, waits up to 30 seconds for those taken up, delivers the journal, and ends
   * every thread of the service. Registries and executors given to the builder stay the caller's.
   * Closing again does nothing.
   */
  @Override
  public void close() {}
}
