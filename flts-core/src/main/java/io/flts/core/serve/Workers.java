package io.flts.core.serve;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads behind the requests: those of the caller, or at most two daemon threads of our own
 * that begin with the first work and end with {@link #close()}.
 */
final class Workers implements AutoCloseable {
  private static final int THREADS = 2;
  private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final ScheduledExecutorService executor;
  private final @Nullable ScheduledThreadPoolExecutor own;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  Workers(@Nullable ScheduledExecutorService given) {
    if (given != null) {
      executor = given;
      own = null;
      return;
    }
    own =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "flts-serve-" + (threads.size() + 1));
              thread.setDaemon(true);
              threads.add(thread);
              return thread;
            });
    own.setRemoveOnCancelPolicy(true);
    executor = own;
  }

  ScheduledExecutorService executor() {
    return executor;
  }

  /** Ends own threads and waits for their end. */
  @Override
  public void close() {
    if (own == null) {
      return;
    }
    own.shutdownNow();
    try {
      for (Thread thread : threads) {
        // A hook may close the service that calls it; its thread cannot wait for itself.
        if (!thread.equals(Thread.currentThread())) {
          thread.join(JOIN_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
