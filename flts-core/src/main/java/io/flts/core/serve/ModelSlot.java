package io.flts.core.serve;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.RegistryException;
import io.flts.api.forecast.Deadline;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One reference and the version that answers it.
 *
 * <p>Requests read one volatile reference and nothing else. Loads are done one after another under
 * a lock that no request takes once something answers. Every load asks the registry anew what the
 * reference means, so that the last load always is right, whoever caused it and in whatever order.
 */
final class ModelSlot {
  private static final int UNPINNED = 0;

  /** Why the newest load failed, or found something older than it should. */
  private record Trouble(String fault, Instant since, long atNanos, int times) {}

  private final ModelRef ref;
  private final boolean required;
  private final ModelLoader loader;
  private final SlotEvents events;
  private final ReentrantLock loading = new ReentrantLock();

  private volatile @Nullable LiveModel live;
  private volatile @Nullable Trouble trouble;
  private volatile int promoted;
  private int pinned = UNPINNED;
  private final AtomicReference<@Nullable AutoCloseable> watch = new AtomicReference<>();
  private volatile boolean closed;

  /** Whether a look at the registry is due already; one does for all who wish it. */
  final AtomicBoolean lookDue = new AtomicBoolean();

  /** Whether a further attempt is planned. */
  final AtomicBoolean retryDue = new AtomicBoolean();

  ModelSlot(ModelRef ref, boolean required, ModelLoader loader, SlotEvents events) {
    this.ref = ref;
    this.required = required;
    this.loader = loader;
    this.events = events;
  }

  ModelRef ref() {
    return ref;
  }

  boolean isRequired() {
    return required;
  }

  @Nullable LiveModel live() {
    return live;
  }

  /** What answers, loaded first where nothing does. */
  LiveModel require(Deadline deadline, ServiceLimits limits) {
    LiveModel now = live;
    if (now != null) {
      return now;
    }
    lock(deadline);
    try {
      now = live;
      Trouble recent = trouble;
      if (now != null) {
        return now;
      }
      if (recent != null && System.nanoTime() - recent.atNanos() < limits.retry().toNanos()) {
        // Asking a broken source once per request would not mend it.
        throw new ServiceRefusedException(
            RefusalReason.MODEL_UNAVAILABLE, limits.retry(), recent.fault(), null);
      }
      return refreshLocked(null);
    } catch (LoadFailedException e) {
      throw e.refusal(limits.retry());
    } finally {
      loading.unlock();
    }
  }

  private void lock(Deadline deadline) {
    try {
      if (!loading.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new DeadlineExceededException(
            "Model '" + ref + "' was still being loaded when the deadline of the request passed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeadlineExceededException(
          "Waiting for model '" + ref + "' to be loaded was interrupted.", e);
    }
  }

  /**
   * Makes the version answer that the reference means now.
   *
   * @param warm a version that is warmed up already; used where it is the one meant
   */
  LiveModel refresh(@Nullable LiveModel warm) throws LoadFailedException {
    loading.lock();
    try {
      return refreshLocked(warm);
    } finally {
      loading.unlock();
    }
  }

  /** Makes a version answer whatever the alias says; where it cannot, nothing changes. */
  LiveModel pin(int version) throws LoadFailedException {
    loading.lock();
    try {
      return pinLocked(version);
    } finally {
      loading.unlock();
    }
  }

  private LiveModel pinLocked(int version) throws LoadFailedException {
    int before = pinned;
    Trouble known = trouble;
    try {
      pinned = version;
      return refreshLocked(null);
    } catch (LoadFailedException e) {
      pinned = before;
      trouble = known; // what answers is as well as it was
      throw e;
    }
  }

  /** Follows the alias again; where it cannot, it stays pinned. */
  LiveModel unpin() throws LoadFailedException {
    return pin(UNPINNED);
  }

  private LiveModel refreshLocked(@Nullable LiveModel warm) throws LoadFailedException {
    ModelRef target = pinned == UNPINNED ? ref : ModelRef.version(ref.model(), pinned);
    List<String> faults = new ArrayList<>();
    watchAlias(faults);
    Throwable first = null;
    boolean unknown = true;
    for (ModelSource source : loader.sources()) {
      if (first != null && live != null) {
        break; // later sources fill an empty slot; they never replace what answers
      }
      try {
        ModelSource.Found found = source.find(target);
        unknown = false;
        LiveModel next = take(source, found, warm);
        settle(faults);
        return next;
      } catch (RegistryException e) {
        first = first == null ? e : first;
        faults.add(source.name() + ": " + e.getMessage());
      } catch (IOException | RuntimeException | Error e) {
        // A broken model may throw anything; it must not take the service with it.
        unknown = false;
        first = first == null ? e : first;
        faults.add(source.name() + ": " + (e.getMessage() == null ? e : e.getMessage()));
      }
    }
    settle(faults);
    LoadFailedException failure =
        new LoadFailedException(
            unknown, "Model '" + target + "' cannot be served. " + String.join(" ", faults), first);
    events.loadFailed(this, failure);
    throw failure;
  }

  private LiveModel take(ModelSource source, ModelSource.Found found, @Nullable LiveModel warm)
      throws IOException {
    long start = System.nanoTime();
    boolean pin = pinned != UNPINNED;
    if (!pin && source.equals(loader.sources().get(0))) {
      promoted = found.version().version();
    }
    LiveModel before = live;
    if (before != null && isSame(before, found.version())) {
      LiveModel same = before.withPinned(pin);
      live = same;
      return same;
    }
    LiveModel ready =
        warm != null && isSame(warm, found.version()) ? warm : loader.load(ref, source, found);
    LiveModel next = ready.withPinned(pin);
    long loaded = System.nanoTime();
    live = next;
    long swapped = System.nanoTime();
    events.swapped(this, next, found, loaded - start, swapped - loaded);
    return next;
  }

  private static boolean isSame(LiveModel model, ModelVersion version) {
    ModelVersion other = model.facts().version();
    return other.version() == version.version() && other.digest().equals(version.digest());
  }

  private void settle(List<String> faults) {
    if (faults.isEmpty()) {
      trouble = null;
      return;
    }
    Trouble before = trouble;
    Instant since = before == null ? loader.clock().instant() : before.since();
    int times = before == null ? 1 : before.times() + 1;
    trouble = new Trouble(String.join(" ", faults), since, System.nanoTime(), times);
    if (required || live != null) {
      events.troubled(this, times); // what only requests ask for is tried again by the next one
    }
  }

  /** Watches before the first look, so that no move falls between the two. */
  private void watchAlias(List<String> faults) {
    if (ref.alias().isEmpty() || watch.get() != null || closed) {
      return;
    }
    try {
      watch.set(events.watch(this));
      if (closed) {
        endWatch();
      }
    } catch (IOException | RuntimeException e) {
      faults.add("Cannot watch '" + ref + "': " + e.getMessage());
    }
  }

  boolean isTroubled() {
    return trouble != null;
  }

  ModelHealth health() {
    LiveModel now = live;
    Trouble present = trouble;
    return new ModelHealth(
        ref,
        now == null ? null : now.facts(),
        required,
        present == null ? "" : present.fault(),
        present == null ? null : present.since(),
        promoted);
  }

  /** Ends the watch. What answers goes on answering those who hold it. */
  void close() {
    closed = true;
    endWatch(); // or watchAlias does, where it is just beginning one
  }

  private void endWatch() {
    AutoCloseable ending = watch.getAndSet(null);
    try {
      if (ending != null) {
        ending.close();
      }
    } catch (Exception e) {
      events.watchNotEnded(this, e);
    }
  }
}
