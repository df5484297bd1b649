package io.flts.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();
  private static final List<Integer> SQUARES = ITEMS.stream().map(i -> i * i).toList();

  @Test
  @DisplayName("Results stand in the order of the items, on any executor")
  void order() {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (Executor executor : List.<Executor>of(Runnable::run, threads, ParallelTest::refuse)) {
        assertThat(Parallel.map(ITEMS, executor, i -> i * i)).isEqualTo(SQUARES);
        assertThat(Parallel.map(List.<Integer>of(), executor, i -> i * i)).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("Called on the very pool that lends the threads, it comes to an end")
  void onItsOwnPool() throws Exception {
    ExecutorService one = Executors.newFixedThreadPool(1);
    try {
      Future<List<Integer>> answer = one.submit(() -> Parallel.map(ITEMS, one, i -> i * i));
      assertThat(answer.get()).isEqualTo(SQUARES);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  @DisplayName("The failure of the first item that failed is thrown, and the others were tried")
  void failure() {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    AtomicInteger tried = new AtomicInteger();
    try {
      assertThatThrownBy(
              () ->
                  Parallel.map(
                      ITEMS,
                      threads,
                      i -> {
                        tried.incrementAndGet();
                        if (i % 7 == 3) {
                          throw new IllegalStateException("item " + i);
                        }
                        return i;
                      }))
          .hasMessage("item 3");
      assertThat(tried.get()).isEqualTo(ITEMS.size());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void refuse(Runnable work) {
    throw new RejectedExecutionException("full");
  }
}
