package io.flts.dl.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered tasks on the calling thread and whatever an executor lends.
 *
 * <p>The caller works too and waits only for tasks that a helper has begun, so a busy or rejecting
 * executor costs speed, never progress. Which thread runs a task has no influence on results. A
 * step of training is a few rounds of some milliseconds; waking a thread takes a tenth of one, so
 * helpers and caller watch for a moment before they sleep, and then never sleep long.
 */
final class Crew {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final long WATCH_NANOS = 1_000_000;
  private static final long NAP_NANOS = 50_000;

  private final @Nullable Executor executor;

  /** Helpers that were asked for and have not gone again. */
  private final AtomicInteger lent = new AtomicInteger();

  private volatile @Nullable Round current;

  Crew(@Nullable Executor executor) {
    this.executor = executor;
  }

  /** A share of what is left to do once a task is done. */
  interface Slice {
    void run(int task, int slice);
  }

  void run(int count, IntConsumer task) {
    run(count, task, 0, (done, slice) -> {});
  }

  /**
   * Runs tasks and, of every task that is done, its slices, on any thread and in any order: where
   * one core is slower than the other, the faster one takes over the slices of both.
   */
  void run(int count, IntConsumer task, int slices, Slice slice) {
    if (executor == null || count == 1 && slices < 2) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
        for (int s = 0; s < slices; s++) {
          slice.run(i, s);
        }
      }
      return;
    }
    Round round = new Round(count, task, slices, slice);
    current = round;
    int wanted = Math.min(count * Math.max(1, slices), PROCESSORS) - 1;
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
    round.finish();
  }

  /** Works on the current round and on those that follow at once. */
  private void help(Thread caller) {
    long since = System.nanoTime();
    boolean stays = Thread.currentThread() != caller;
    do {
      Round round = current;
      if (round != null && round.work()) {
        since = System.nanoTime();
      } else if (System.nanoTime() - since < WATCH_NANOS) {
        Thread.onSpinWait();
      } else if (round != null && round.unfinished()) {
        LockSupport.parkNanos(NAP_NANOS);
      } else {
        stays = false;
      }
    } while (stays);
    lent.decrementAndGet();
  }

  private static final class Round {
    private final int count;
    private final IntConsumer task;
    private final int slices;
    private final Slice slice;
    private final AtomicInteger nextTask = new AtomicInteger();

    /** Of each task the next slice; none is left before the task is done. */
    private final AtomicIntegerArray nextSlice;

    private final CountDownLatch left;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Round(int count, IntConsumer task, int slices, Slice slice) {
      this.count = count;
      this.task = task;
      this.slices = slices;
      this.slice = slice;
      nextSlice = new AtomicIntegerArray(count);
      for (int i = 0; i < count; i++) {
        nextSlice.set(i, slices);
      }
      left = new CountDownLatch(count * (1 + slices));
    }

    boolean unfinished() {
      return left.getCount() > 0;
    }

    /** Does what can be done now; false where that was nothing. */
    boolean work() {
      boolean worked = false;
      while (nextTask.get() < count) {
        int i = nextTask.getAndIncrement();
        if (i < count) {
          attempt(() -> task.accept(i));
          nextSlice.set(i, 0);
          worked = true;
        }
      }
      for (int i = 0; i < count; i++) {
        while (nextSlice.get(i) < slices) {
          int s = nextSlice.getAndIncrement(i);
          if (s < slices) {
            int of = i;
            attempt(() -> slice.run(of, s));
            worked = true;
          }
        }
      }
      return worked;
    }

    /** After a failure nothing is begun any more. */
    private void attempt(Runnable work) {
      try {
        if (failure.get() == null) {
          work.run();
        }
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      } finally {
        left.countDown();
      }
    }

    void finish() {
      boolean interrupted = false;
      long since = System.nanoTime();
      while (unfinished()) {
        if (work()) {
          since = System.nanoTime();
        } else if (System.nanoTime() - since < WATCH_NANOS) {
          Thread.onSpinWait();
        } else {
          try {
            left.await(NAP_NANOS, TimeUnit.NANOSECONDS);
          } catch (InterruptedException e) {
            interrupted = true;
          }
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
