package io.flts.dl.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered tasks on the calling thread and whatever an executor lends.
 *
 * <p>The caller works too and waits only for tasks that a helper has begun, so a busy or rejecting
 * executor costs speed, never progress. Which thread runs a task has no influence on results. A
 * step of training is a few rounds of some milliseconds; waking a thread takes a tenth of one, so
 * helpers and caller watch for a moment before they sleep.
 */
final class Crew {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final long WATCH_NANOS = 1_000_000;

  private final @Nullable Executor executor;

  /** Helpers that were asked for and have not gone again. */
  private final AtomicInteger lent = new AtomicInteger();

  private volatile @Nullable Round current;

  Crew(@Nullable Executor executor) {
    this.executor = executor;
  }

  void run(int count, IntConsumer task) {
    if (executor == null || count == 1) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    Round round = new Round(count, task);
    current = round;
    int wanted = Math.min(count, PROCESSORS) - 1;
    try {
      for (int i = lent.get(); i < wanted; i++) {
        lent.incrementAndGet();
        Thread caller = Thread.currentThread();
        executor.execute(() -> help(caller));
      }
    } catch (RejectedExecutionException e) {
      // Fewer helpers than hoped for: the caller does the rest itself.
      lent.decrementAndGet();
    }
    round.run();
    round.await();
  }

  /** Works on the current round and on those that follow at once. */
  private void help(Thread caller) {
    Round done = null;
    long since = System.nanoTime();
    do {
      Round round = current;
      if (round != null && round != done) {
        round.run();
        done = round;
        since = System.nanoTime();
      }
      Thread.onSpinWait();
    } while (Thread.currentThread() != caller && System.nanoTime() - since < WATCH_NANOS);
    lent.decrementAndGet();
  }

  private static final class Round implements Runnable {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch done;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Round(int count, IntConsumer task) {
      this.count = count;
      this.task = task;
      done = new CountDownLatch(count);
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        try {
          task.accept(i);
        } catch (Throwable e) {
          failure.compareAndSet(null, e);
        } finally {
          done.countDown();
        }
      }
    }

    void await() {
      long start = System.nanoTime();
      while (done.getCount() > 0 && System.nanoTime() - start < WATCH_NANOS) {
        Thread.onSpinWait();
      }
      boolean interrupted = false;
      while (true) {
        try {
          done.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable cause = failure.get();
      if (cause instanceof RuntimeException) {
        throw (RuntimeException) cause;
      }
      if (cause instanceof Error) {
        throw (Error) cause;
      }
    }
  }
}
