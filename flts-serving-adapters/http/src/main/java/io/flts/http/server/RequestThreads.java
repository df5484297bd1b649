package io.flts.http.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer, and how long each request waited for one. A thread is made only where
 * none is idle, up to the most there may be; then requests queue. The queue is as long as there are
 * connections, one request each; what waited too long in it is refused at once, so that an overload
 * never makes everybody wait.
 */
final class RequestThreads implements Executor, AutoCloseable {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;
  private final long patienceNanos;
  private final ThreadLocal<Long> waited = ThreadLocal.withInitial(() -> 0L);

  /**
   * A queue that takes a task of its own accord only where an idle thread gets it at once. The pool
   * makes a thread otherwise, and puts the task here when it may make no more.
   */
  private static final class Waiting extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable task) {
      return tryTransfer(task);
    }
  }

  RequestThreads(int threads, Duration patience) {
    AtomicInteger number = new AtomicInteger();
    Waiting queue = new Waiting();
    pool =
        new ThreadPoolExecutor(
            0,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            queue,
            task -> {
              Thread thread = new Thread(task, "flts-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            (task, full) -> queue.put(task));
    patienceNanos = patience.toNanos();
  }

  @Override
  public void execute(Runnable task) {
    long queued = System.nanoTime();
    pool.execute(
        () -> {
          waited.set(System.nanoTime() - queued);
          task.run();
        });
  }

  /** Whether the request of the present thread waited longer than makes sense to answer it. */
  boolean isLate() {
    return waited.get() > patienceNanos;
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
