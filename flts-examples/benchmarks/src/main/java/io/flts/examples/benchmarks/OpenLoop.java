package io.flts.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed rate whatever becomes of the requests, and counts every latency from the moment
 * the request was due: a server that stalls cannot hide it by keeping the clients waiting.
 */
final class OpenLoop {
  /** What became of a request. */
  enum Outcome {
    ANSWERED,
    /** Refused as too much, with a time to come back. */
    REFUSED,
    FAILED
  }

  /** Sends a request and waits for what becomes of it. Called by several threads. */
  interface Client {
    Outcome ask(long number);
  }

  /**
   * What it saw.
   *
   * @param answered latencies of answers
   * @param refused latencies of refusals
   * @param failed requests that failed
   * @param seconds from the first request to the last outcome
   */
  record Seen(Latencies answered, Latencies refused, long failed, double seconds) {
    long offered() {
      return answered.count() + refused.count() + failed;
    }

    double answersPerSecond() {
      return answered.count() / seconds;
    }
  }

  private OpenLoop() {}

  /**
   * Asks as fast as a number of threads can, each waiting for its outcome (a closed loop): the most
   * that is answered.
   */
  static Seen peak(Client client, int threads, Duration time) throws InterruptedException {
    return drive(client, threads, time, Double.POSITIVE_INFINITY);
  }

  /** Asks at a rate; with too few threads for it the latencies show the wait for one. */
  static Seen drive(Client client, int threads, Duration time, double perSecond)
      throws InterruptedException {
    AtomicLong next = new AtomicLong();
    Latencies answered = new Latencies();
    Latencies refused = new Latencies();
    AtomicLong failed = new AtomicLong();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Thread> asking = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      asking.add(
          new Thread(
              () -> {
                Latencies good = new Latencies();
                Latencies bad = new Latencies();
                while (true) {
                  long number = next.getAndIncrement();
                  long due = start + (long) (number * 1e9 / perSecond);
                  if (due >= end || System.nanoTime() >= end) {
                    break;
                  }
                  awaitUntil(due);
                  long asked = Double.isInfinite(perSecond) ? System.nanoTime() : due;
                  switch (client.ask(number)) {
                    case ANSWERED -> good.add(System.nanoTime() - asked);
                    case REFUSED -> bad.add(System.nanoTime() - asked);
                    case FAILED -> failed.incrementAndGet();
                  }
                }
                synchronized (answered) {
                  answered.addAll(good);
                  refused.addAll(bad);
                }
              }));
    }
    asking.forEach(Thread::start);
    for (Thread thread : asking) {
      thread.join();
    }
    return new Seen(answered, refused, failed.get(), (System.nanoTime() - start) / 1e9);
  }

  private static void awaitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
