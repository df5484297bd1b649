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
 * executor costs speed, never progress. Which thread runs a task has no influence on results.
 */
final class Crew {
  private final @Nullable Executor executor;

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
    try {
      for (int i = 1; i < count; i++) {
        executor.execute(round);
      }
    } catch (RejectedExecutionException e) {
      // Fewer helpers than hoped for: the caller does the rest itself.
    }
    round.run();
    round.await();
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
