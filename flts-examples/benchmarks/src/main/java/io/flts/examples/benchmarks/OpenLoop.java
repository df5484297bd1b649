package io.flts.examples.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed rate whether or not answers come, and counts every latency from the moment the
 * request was due: a server that stalls cannot hide it by keeping the client waiting.
 */
final class OpenLoop {
  /**
   * What it saw.
   *
   * @param sent requests
   * @param errors failures and statuses other than 200
   * @param p50 middle latency in milliseconds
   * @param p99 latency in milliseconds that one of a hundred exceeds
   * @param max longest latency in milliseconds
   */
  record Seen(int sent, int errors, double p50, double p99, double max) {}

  private OpenLoop() {}

  static Seen run(String url, String path, List<String> bodies, int perSecond, int seconds)
      throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest[] requests = new HttpRequest[bodies.size()];
    for (int i = 0; i < requests.length; i++) {
      requests[i] =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(10))
              .POST(HttpRequest.BodyPublishers.ofString(bodies.get(i)))
              .build();
    }
    int total = perSecond * seconds;
    long[] nanos = new long[total];
    AtomicInteger errors = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(total);
    long begin = System.nanoTime();
    for (int i = 0; i < total; i++) {
      int number = i;
      long due = begin + i * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.max(1000, due - System.nanoTime()));
      }
      client
          .sendAsync(requests[i % requests.length], HttpResponse.BodyHandlers.ofByteArray())
          .whenComplete(
              (answer, failure) -> {
                nanos[number] = System.nanoTime() - due;
                if (failure != null || answer.statusCode() != 200) {
                  errors.incrementAndGet();
                }
                left.countDown();
              });
    }
    if (!left.await(30, TimeUnit.SECONDS)) {
      errors.addAndGet((int) left.getCount());
    }
    Arrays.sort(nanos);
    return new Seen(total, errors.get(), at(nanos, 0.50), at(nanos, 0.99), nanos[total - 1] / 1e6);
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] / 1e6;
  }
}
