package io.flts.dl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {
  private static final int TASKS = 5;
  private static final int SLICES = 7;
  private static final int ROUNDS = 500;

  @Test
  @DisplayName("Every task runs once, and every slice once, after its task")
  void eachOnce() {
    everyThingOnce(null);
    everyThingOnce(Runnable::run);
    everyThingOnce(
        work -> {
          throw new RejectedExecutionException("full");
        });
    ExecutorService lent = Executors.newFixedThreadPool(3);
    try {
      everyThingOnce(lent);
    } finally {
      lent.shutdownNow();
    }
  }

  private static void everyThingOnce(Executor executor) {
    Crew crew = new Crew(executor);
    for (int round = 0; round < ROUNDS; round++) {
      AtomicIntegerArray tasks = new AtomicIntegerArray(TASKS);
      AtomicIntegerArray slices = new AtomicIntegerArray(TASKS * SLICES);
      AtomicIntegerArray early = new AtomicIntegerArray(1);
      crew.run(
          TASKS,
          tasks::incrementAndGet,
          SLICES,
          (task, slice) -> {
            early.addAndGet(0, tasks.get(task) == 1 ? 0 : 1);
            slices.incrementAndGet(task * SLICES + slice);
          });
      assertThat(early.get(0)).isZero();
      for (int i = 0; i < TASKS; i++) {
        assertThat(tasks.get(i)).isEqualTo(1);
      }
      for (int i = 0; i < TASKS * SLICES; i++) {
        assertThat(slices.get(i)).isEqualTo(1);
      }
    }
  }

  @Test
  @DisplayName("A failure reaches the caller, and the crew goes on with the next round")
  void failure() {
    ExecutorService lent = Executors.newFixedThreadPool(1);
    try {
      Crew crew = new Crew(lent);
      assertThatThrownBy(
              () ->
                  crew.run(
                      TASKS,
                      task -> {
                        if (task == 2) {
                          throw new IllegalStateException("task 2");
                        }
                      }))
          .hasMessage("task 2");
      assertThatThrownBy(
              () ->
                  crew.run(
                      TASKS,
                      task -> {},
                      SLICES,
                      (task, slice) -> {
                        throw new IllegalStateException("slice");
                      }))
          .hasMessage("slice");
      AtomicIntegerArray tasks = new AtomicIntegerArray(1);
      crew.run(TASKS, task -> tasks.incrementAndGet(0));
      assertThat(tasks.get(0)).isEqualTo(TASKS);
    } finally {
      lent.shutdownNow();
    }
  }
}
