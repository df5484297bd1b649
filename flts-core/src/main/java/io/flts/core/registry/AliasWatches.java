package io.flts.core.registry;

import io.flts.api.registry.PromotionRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at aliases again and again and tells listeners what happened to them. Thread-safe.
 *
 * <p>Without an executor of the caller it starts one daemon thread with the first watch and ends it
 * with {@link #close()}.
 */
final class AliasWatches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AliasWatches.class);

  /** Where the records of one alias can be looked up. */
  interface Source {
    Optional<PromotionRecord> current() throws IOException;

    List<PromotionRecord> history() throws IOException;
  }

  private final Duration interval;
  private final @Nullable ScheduledExecutorService given;
  private final Map<Object, Future<?>> running = new ConcurrentHashMap<>();
  private @Nullable ScheduledThreadPoolExecutor own;
  private @Nullable Thread ownThread;
  private boolean closed;

  AliasWatches(Duration interval, @Nullable ScheduledExecutorService given) {
    this.interval = interval;
    this.given = given;
  }

  /** Tells a listener of every move after this call. */
  AutoCloseable watch(String alias, Source source, Consumer<PromotionRecord> listener)
      throws IOException {
    String seen = source.current().map(PromotionRecord::id).orElse("");
    Poll poll = new Poll(alias, source, listener, seen);
    Object key = new Object();
    running.put(
        key,
        executor()
            .scheduleWithFixedDelay(
                poll, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS));
    return () -> {
      Future<?> future = running.remove(key);
      if (future != null) {
        future.cancel(false);
      }
      poll.end();
    };
  }

  private synchronized ScheduledExecutorService executor() {
    if (closed) {
      throw new IllegalStateException("The registry is closed.");
    }
    if (given != null) {
      return given;
    }
    if (own == null) {
      own =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "flts-registry-watch");
                thread.setDaemon(true);
                ownThread = thread;
                return thread;
              });
      own.setRemoveOnCancelPolicy(true);
    }
    return own;
  }

  @Override
  public void close() {
    running.values().forEach(future -> future.cancel(false));
    running.clear();
    ScheduledThreadPoolExecutor ending;
    Thread thread;
    synchronized (this) {
      closed = true;
      ending = own;
      thread = ownThread;
    }
    if (ending == null) {
      return;
    }
    ending.shutdownNow();
    try {
      // A listener may close the registry it listens to; it cannot wait for itself.
      if (thread != null && !Thread.currentThread().equals(thread)) {
        thread.join(TimeUnit.SECONDS.toMillis(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One watch; its runs never overlap. */
  private static final class Poll implements Runnable {
    private final String alias;
    private final Source source;
    private final Consumer<PromotionRecord> listener;
    private String seen;
    private boolean failing;
    private volatile boolean ended;

    Poll(String alias, Source source, Consumer<PromotionRecord> listener, String seen) {
      this.alias = alias;
      this.source = source;
      this.listener = listener;
      this.seen = seen;
    }

    void end() {
      ended = true;
    }

    @Override
    public void run() {
      try {
        Optional<PromotionRecord> current = source.current();
        if (current.isPresent() && !current.get().id().equals(seen)) {
          deliver(source.history());
        }
        failing = false;
      } catch (IOException | RuntimeException e) {
        // The store may come back: told once, tried again at the next turn.
        if (!failing) {
          LOG.warn("Cannot look at alias {}; trying on.", alias, e);
        }
        failing = true;
      }
    }

    private void deliver(List<PromotionRecord> history) {
      int first = 0;
      for (int i = 0; i < history.size(); i++) {
        if (history.get(i).id().equals(seen)) {
          first = i + 1;
        }
      }
      for (PromotionRecord record : history.subList(first, history.size())) {
        if (ended) {
          return;
        }
        seen = record.id();
        try {
          listener.accept(record);
        } catch (RuntimeException e) {
          LOG.warn("A listener of alias {} failed on record {}.", alias, record.id(), e);
        }
      }
    }
  }
}
