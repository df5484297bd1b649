package io.flts.core.serve;

import io.flts.api.registry.ModelRef;
import io.flts.api.registry.Registry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps slots up to date behind the requests: looks after a move of an alias, tries again what
 * failed, keeps local copies, and tells the hooks. Thread-safe.
 */
final class Upkeep implements SlotEvents {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** A source that stays broken is asked ever less often, down to this part of the rate. */
  private static final int MOST_PATIENCE = 16;

  private final Registry registry;
  private final ScheduledExecutorService executor;
  private final Duration retry;
  private final Hooks hooks;
  private final @Nullable LocalCopy copy;
  private volatile boolean closed;

  Upkeep(
      Registry registry,
      ScheduledExecutorService executor,
      Duration retry,
      Hooks hooks,
      @Nullable LocalCopy copy) {
    this.registry = registry;
    this.executor = executor;
    this.retry = retry;
    this.hooks = hooks;
    this.copy = copy;
  }

  @Override
  public AutoCloseable watch(ModelSlot slot) throws IOException {
    ModelRef ref = slot.ref();
    return registry.watch(ref.model(), ref.alias(), record -> lookSoon(slot));
  }

  private void lookSoon(ModelSlot slot) {
    if (slot.lookDue.compareAndSet(false, true)) {
      submit(
          () -> {
            slot.lookDue.set(false);
            look(slot);
          },
          Duration.ZERO);
    }
  }

  private void look(ModelSlot slot) {
    try {
      slot.refresh(null);
    } catch (LoadFailedException e) {
      LOG.debug("The failure was told by loadFailed.", e);
    }
  }

  @Override
  public void swapped(
      ModelSlot slot, LiveModel now, ModelSource.Found found, long loadNanos, long swapNanos) {
    ServedModel facts = now.facts();
    LOG.info("{} answered by {} from {}", slot.ref(), facts.version().ref(), facts.source());
    hooks.swapped(facts, loadNanos, swapNanos);
    LocalCopy keeping = copy;
    // A pinned version is no answer to what the alias means after a restart.
    if (keeping != null && !facts.pinned() && !facts.source().equals(LocalCopy.NAME)) {
      submit(() -> keep(keeping, slot, found), Duration.ZERO);
    }
  }

  private static void keep(LocalCopy copy, ModelSlot slot, ModelSource.Found found) {
    LiveModel live = slot.live();
    if (live == null || !live.facts().version().equals(found.version())) {
      return; // the next swap keeps its own
    }
    try {
      copy.keep(slot.ref(), found);
    } catch (IOException | RuntimeException e) {
      LOG.warn("No local copy of {} could be kept.", slot.ref(), e);
    }
  }

  @Override
  public void loadFailed(ModelSlot slot, LoadFailedException cause) {
    hooks.loadFailed(slot.ref(), cause);
  }

  @Override
  public void troubled(ModelSlot slot, int times) {
    if (times == 1) {
      LOG.warn("{}: {}", slot.ref(), slot.health().fault());
    }
    if (slot.retryDue.compareAndSet(false, true)) {
      int patience = Math.min(MOST_PATIENCE, 1 << Math.min(times - 1, 30));
      submit(
          () -> {
            slot.retryDue.set(false);
            if (slot.isTroubled()) {
              look(slot);
            }
          },
          retry.multipliedBy(patience));
    }
  }

  @Override
  public void watchNotEnded(ModelSlot slot, Exception cause) {
    LOG.warn("The watch of {} could not be ended.", slot.ref(), cause);
  }

  private void submit(Runnable task, Duration delay) {
    if (closed) {
      return;
    }
    try {
      Future<?> unused = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The executor has ended.", e);
    }
  }

  private void run(Runnable task) {
    try {
      if (!closed) {
        task.run();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("Work behind the forecast service failed unexpectedly.", e);
    }
  }

  /** Begins nothing new. */
  void close() {
    closed = true;
  }
}
