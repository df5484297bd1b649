package io.flts.http.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer, and how long each request waited for one. The queue before them is as
 * long as there are connections, one request each; what waited too long in it is refused at once,
 * so that an overload never makes everybody wait.
 */
final class RequestThreads implements Executor, AutoCloseable {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;
  private final long patienceNanos;
  private final ThreadLocal<Long> waited = ThreadLocal.withInitial(() -> 0L);

  RequestThreads(int threads, Duration patience) {
    AtomicInteger number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "flts-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
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
