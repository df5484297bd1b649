package io.flts.api.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Independent work on the calling thread and on what the executor of a request lends.
 *
 * <p>The caller works too and waits only for what another thread has begun. So a busy, refusing or
 * shared executor, even the one the caller itself runs on, costs speed and never progress.
 *
 * <p><b>Cost</b> at most one task per further processor is handed to the executor, however many
 * items there are. <b>Thread safety</b> the function is called from several threads at once.
 *
 * @since 0.1.0
 */
public final class Parallel {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private Parallel() {}

  /**
   * Applies a function to every item.
   *
   * @return the results in the order of the items, whichever thread made them
   * @throws RuntimeException what the function threw for the first item, in their order, for which
   *     it threw; the function is applied to all items all the same
   */
  public static <T, R> List<R> map(List<T> items, Executor executor, Function<T, R> function) {
    Work<T, R> work = new Work<>(items, function);
    try {
      for (int helper = 1; helper < Math.min(items.size(), PROCESSORS); helper++) {
        executor.execute(work);
      }
    } catch (RejectedExecutionException e) {
      // Fewer helpers than hoped for: the caller does the rest itself.
    }
    work.run();
    return work.results();
  }

  private static final class Work<T, R> implements Runnable {
    private final List<T> items;
    private final Function<T, R> function;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final List<@Nullable R> results;
    private final @Nullable Throwable[] failures;

    Work(List<T> items, Function<T, R> function) {
      this.items = items;
      this.function = function;
      left = new CountDownLatch(items.size());
      results = new ArrayList<>(items.size());
      for (int i = 0; i < items.size(); i++) {
        results.add(null);
      }
      failures = new Throwable[items.size()];
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < failures.length; i = next.getAndIncrement()) {
        try {
          results.set(i, function.apply(items.get(i)));
        } catch (RuntimeException | Error e) {
          failures[i] = e;
        } finally {
          left.countDown();
        }
      }
    }

    List<R> results() {
      boolean interrupted = false;
      while (true) {
        try {
          left.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      for (Throwable failure : failures) {
        if (failure instanceof RuntimeException e) {
          throw e;
        }
        if (failure instanceof Error e) {
          throw e;
        }
      }
      return done(results);
    }

    /** Without a failure every place was filled, with what the function gave. */
    @SuppressWarnings("NullAway")
    private static <R> List<R> done(List<@Nullable R> results) {
      return results;
    }
  }
}
