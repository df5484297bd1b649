package io.flts.examples.benchmarks;

import io.flts.api.forecast.ForecastRequest;
import io.flts.api.series.Panel;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.registry.FileSystemRegistry;
import io.flts.core.serve.CacheSettings;
import io.flts.core.serve.ForecastService;
import io.flts.core.serve.ModelSettings;
import io.flts.core.serve.RefusalReason;
import io.flts.core.serve.ServiceLimits;
import io.flts.core.serve.ServiceRefusedException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What the service does with five times as many requests as it can compute. Requests arrive at a
 * fixed rate whatever becomes of them (an open loop): latency counts from when a request was due.
 */
final class ServingOverload {
  private static final String MODEL = "overloaded";
  private static final double FACTOR = 5;
  private static final Duration PEAK = Duration.ofSeconds(6);
  private static final Duration OVERLOAD = Duration.ofSeconds(10);

  /** Enough that one is always free to be refused. */
  private static final int CLIENTS = 160;

  /** What became of the requests of one drive. */
  private record Outcome(
      Latencies answered, Latencies refused, long failed, double seconds, long offered) {
    double perSecond() {
      return answered.count() / seconds;
    }
  }

  private ServingOverload() {}

  static void measure(
      ServiceCatalog catalog,
      FileSystemRegistry registry,
      Panel zones,
      PrintStream out,
      StringBuilder result)
      throws Exception {
    int version = ServingInProcess.register(catalog, registry, MODEL, "holt-winters", zones);
    int cores = Runtime.getRuntime().availableProcessors();
    ServiceLimits limits =
        ServiceLimits.standard().withConcurrency(cores).withWaiting(64, Duration.ofSeconds(1));
    ForecastRequest request =
        ForecastRequest.of(ServingInProcess.HORIZON)
            .withLevels(ServingInProcess.BANDS)
            .withHistory(zones);
    try (ForecastService service =
        ForecastService.builder(catalog, registry)
            .settings(ModelSettings.standard().withCache(CacheSettings.none()))
            .limits(limits)
            .start()) {
      service.deploy(MODEL, "production", version, "benchmark", "measure");
      drive(service, request, PEAK, cores, Double.POSITIVE_INFINITY); // warm
      Outcome peak = drive(service, request, PEAK, cores, Double.POSITIVE_INFINITY);
      double alone = peak.answered().millis(0.5);
      System.gc();
      long before = usedBytes();
      Outcome overload = drive(service, request, OVERLOAD, CLIENTS, FACTOR * peak.perSecond());
      // Requests that still waited when the last one came belong to the recovery.
      long drained = (long) (overload.seconds() * 1e9) - OVERLOAD.toNanos();
      double recovery = recovery(service, request, 2 * alone, System.nanoTime() - drained);
      System.gc();
      double grown = (usedBytes() - before) / 1e6;
      report(out, result, peak, overload, recovery, grown);
    }
  }

  private static long usedBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Seconds from the end of the overload until five answers in a row came as fast as before it. */
  private static double recovery(
      ForecastService service, ForecastRequest request, double millis, long end) {
    int good = 0;
    long since = System.nanoTime();
    while (good < 5) {
      long start = System.nanoTime();
      boolean answered = true;
      try {
        service.forecast(MODEL, request);
      } catch (ServiceRefusedException e) {
        answered = false;
      }
      if (!answered || (System.nanoTime() - start) / 1e6 > millis) {
        good = 0;
        since = System.nanoTime();
      } else {
        good++;
      }
      if (System.nanoTime() - end > Duration.ofSeconds(60).toNanos()) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return (since - end) / 1e9;
  }

  private static Outcome drive(
      ForecastService service,
      ForecastRequest request,
      Duration time,
      int clients,
      double perSecond)
      throws InterruptedException {
    AtomicLong next = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    Latencies answered = new Latencies();
    Latencies refused = new Latencies();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int c = 0; c < clients; c++) {
      threads.add(
          new Thread(
              () -> {
                Latencies good = new Latencies();
                Latencies bad = new Latencies();
                while (true) {
                  long due = start + (long) (next.getAndIncrement() * 1e9 / perSecond);
                  if (due >= end || System.nanoTime() >= end) {
                    break;
                  }
                  for (long left = due - System.nanoTime();
                      left > 0;
                      left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                  }
                  long asked = Double.isInfinite(perSecond) ? System.nanoTime() : due;
                  try {
                    service.forecast(MODEL, request);
                    good.add(System.nanoTime() - asked);
                  } catch (ServiceRefusedException e) {
                    if (e.reason() == RefusalReason.OVERLOADED && !e.retryAfter().isZero()) {
                      bad.add(System.nanoTime() - asked);
                    } else {
                      failed.incrementAndGet();
                    }
                  } catch (RuntimeException e) {
                    failed.incrementAndGet();
                  }
                }
                synchronized (answered) {
                  answered.addAll(good);
                  refused.addAll(bad);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long offered = answered.count() + refused.count() + failed.get();
    return new Outcome(answered, refused, failed.get(), seconds, offered);
  }

  private static void report(
      PrintStream out,
      StringBuilder result,
      Outcome peak,
      Outcome overload,
      double recovery,
      double grown) {
    double goodput = overload.perSecond() / peak.perSecond();
    out.printf(
        Locale.ROOT,
        "%nOverload, 20 series with history per request: peak %.1f answers/s (p50 %.2f ms)%n",
        peak.perSecond(),
        peak.answered().millis(0.5));
    out.printf(
        Locale.ROOT,
        "offered %.1f/s: %.1f answers/s (%.1f %% of peak, p99 %.1f ms), %d refused with a time to"
            + " come back (p50 %.3f ms, p99 %.3f ms), %d failed%n",
        overload.offered() / overload.seconds(),
        overload.perSecond(),
        100 * goodput,
        overload.answered().millis(0.99),
        overload.refused().count(),
        overload.refused().millis(0.5),
        overload.refused().millis(0.99),
        overload.failed());
    out.printf(
        Locale.ROOT,
        "recovered after %.3f s; heap in use after, less before: %.1f MB%n",
        recovery,
        grown);
    result.append(
        String.format(
            Locale.ROOT,
            " peak_per_s=%.1f offered_per_s=%.1f goodput_ratio=%.3f overload_p99_ms=%.1f"
                + " refusal_p50_ms=%.3f refusal_p99_ms=%.3f overload_failed=%d recovery_s=%.3f"
                + " heap_growth_mb=%.1f",
            peak.perSecond(),
            overload.offered() / overload.seconds(),
            goodput,
            overload.answered().millis(0.99),
            overload.refused().millis(0.5),
            overload.refused().millis(0.99),
            overload.failed(),
            recovery,
            grown));
  }
}
