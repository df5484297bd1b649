package io.flts.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many threads as requests at once, and no more than allowed. */
@Timeout(30)
class RequestThreadsTest {
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private void execute(RequestThreads threads, CountDownLatch gate, CountDownLatch done) {
    threads.execute(
        () -> {
          seen.add(Thread.currentThread().getName());
          try {
            gate.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          done.countDown();
        });
  }

  @Test
  void moreThanTheThreadsWaitAndAllAreRun() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(20);
    try (RequestThreads threads = new RequestThreads(3, Duration.ofSeconds(1))) {
      for (int i = 0; i < 20; i++) {
        execute(threads, gate, done);
      }
      while (seen.size() < 3) {
        Thread.sleep(1);
      }
      gate.countDown();
      done.await();
    }
    assertThat(seen).hasSize(3);
  }

  @Test
  void whoWaitsLongerThanPatienceIsLate() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean late = new AtomicBoolean();
    try (RequestThreads threads = new RequestThreads(1, Duration.ofMillis(20))) {
      execute(threads, gate, new CountDownLatch(1));
      threads.execute(
          () -> {
            late.set(threads.isLate());
            done.countDown();
          });
      Thread.sleep(100);
      gate.countDown();
      done.await();
    }
    assertThat(late).isTrue();
  }
}
