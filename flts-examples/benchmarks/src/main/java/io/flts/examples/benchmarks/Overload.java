package io.flts.examples.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What becomes of five times as many requests as can be answered: first the peak, by a closed loop,
 * then an open loop at five times that rate, then the time until answers come as before.
 *
 * @param title what is asked, for the printed lines
 * @param key first part of the names in the result line
 * @param client asks
 * @param clients threads that find the peak
 * @param memory bytes in use
 */
record Overload(
    String title, String key, OpenLoop.Client client, int clients, LongSupplier memory) {
  private static final double FACTOR = 5;
  private static final Duration PEAK = Duration.ofSeconds(6);
  private static final Duration OVERLOAD = Duration.ofSeconds(10);

  /** Enough that one is always free to be refused. */
  private static final int MANY = 160;

  private static final double MEGA = 1e6;

  void measure(PrintStream out, StringBuilder result) throws InterruptedException {
    // Both kinds of answers come often before anything counts, so that neither side compiles then.
    double warm = OpenLoop.peak(client, clients, PEAK).answersPerSecond();
    OpenLoop.drive(client, MANY, OVERLOAD, FACTOR * warm);
    OpenLoop.Seen peak = OpenLoop.peak(client, clients, PEAK);
    double alone = peak.answered().millis(0.5);
    long before = memory.getAsLong();
    OpenLoop.Seen overload =
        OpenLoop.drive(client, MANY, OVERLOAD, FACTOR * peak.answersPerSecond());
    // Requests that still waited when the last one came belong to the recovery.
    long drained = (long) (overload.seconds() * 1e9) - OVERLOAD.toNanos();
    double recovery = recovery(2 * alone, System.nanoTime() - drained);
    double grown = (memory.getAsLong() - before) / MEGA;
    report(out, result, peak, overload, recovery, grown);
  }

  /** Seconds from the end of the overload until five answers in a row came as fast as before it. */
  private double recovery(double millis, long end) {
    int good = 0;
    long since = System.nanoTime();
    while (good < 5) {
      long start = System.nanoTime();
      boolean answered = client.ask(0) == OpenLoop.Outcome.ANSWERED;
      if (!answered || (System.nanoTime() - start) / MEGA > millis) {
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

  private void report(
      PrintStream out,
      StringBuilder result,
      OpenLoop.Seen peak,
      OpenLoop.Seen overload,
      double recovery,
      double grown) {
    double offered = overload.offered() / overload.seconds();
    double goodput = overload.answersPerSecond() / peak.answersPerSecond();
    out.printf(
        Locale.ROOT,
        "%nOverload, %s: peak %.1f answers/s (p50 %.2f ms)%n",
        title,
        peak.answersPerSecond(),
        peak.answered().millis(0.5));
    out.printf(
        Locale.ROOT,
        "offered %.1f/s: %.1f answers/s (%.1f %% of peak, p99 %.1f ms), %d refused with a time to"
            + " come back (p50 %.3f ms, p99 %.3f ms), %d failed%n",
        offered,
        overload.answersPerSecond(),
        100 * goodput,
        overload.answered().millis(0.99),
        overload.refused().count(),
        overload.refused().millis(0.5),
        overload.refused().millis(0.99),
        overload.failed());
    out.printf(
        Locale.ROOT, "recovered after %.3f s; memory in use %.1f MB more%n", recovery, grown);
    number(result, "peak_per_s", peak.answersPerSecond());
    number(result, "offered_per_s", offered);
    number(result, "goodput_ratio", goodput);
    number(result, "overload_p99_ms", overload.answered().millis(0.99));
    number(result, "refusal_p50_ms", overload.refused().millis(0.5));
    number(result, "refusal_p99_ms", overload.refused().millis(0.99));
    number(result, "overload_failed", overload.failed());
    number(result, "recovery_s", recovery);
    number(result, "memory_growth_mb", grown);
  }

  private void number(StringBuilder result, String name, double value) {
    result.append(String.format(Locale.ROOT, " %s%s=%.3f", key, name, value));
  }
}
