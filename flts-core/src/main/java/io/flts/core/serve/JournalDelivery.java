package io.flts.core.serve;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands entries to a journal one after another on another thread than the request's. A request only
 * puts its entry into a bounded buffer, or counts it as dropped. Thread-safe.
 */
final class JournalDelivery {
  private static final long PAUSE_MILLIS = 5;

  private final ForecastJournal journal;
  private final Queue<JournalEntry> buffer;
  private final Executor executor;
  private final Hooks hooks;
  private final AtomicBoolean delivering = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();

  JournalDelivery(ForecastJournal journal, int capacity, Executor executor, Hooks hooks) {
    this.journal = journal;
    this.buffer = new ArrayBlockingQueue<>(capacity);
    this.executor = executor;
    this.hooks = hooks;
  }

  void offer(JournalEntry entry) {
    if (buffer.offer(entry)) {
      wake();
    } else {
      dropped.incrementAndGet();
    }
  }

  private void wake() {
    if (delivering.compareAndSet(false, true)) {
      try {
        executor.execute(this::deliver);
      } catch (RejectedExecutionException e) {
        delivering.set(false); // the executor has ended; what is left counts as waiting
      }
    }
  }

  private void deliver() {
    for (JournalEntry next = buffer.poll(); next != null; next = buffer.poll()) {
      try {
        journal.record(next);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        hooks.failedWith(e);
        break;
      } catch (Exception e) {
        hooks.failedWith(e);
      }
    }
    delivering.set(false);
    if (!buffer.isEmpty() && !Thread.currentThread().isInterrupted()) {
      wake(); // an entry that came between the last look and the line above
    }
  }

  /** Waits until everything is delivered, at most for a time. */
  void finish(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while ((delivering.get() || !buffer.isEmpty()) && System.nanoTime() < end) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dropped.addAndGet(buffer.size());
    buffer.clear();
  }

  int waiting() {
    return buffer.size();
  }

  long dropped() {
    return dropped.get();
  }
}
