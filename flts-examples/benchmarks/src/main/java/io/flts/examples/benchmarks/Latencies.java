package io.flts.examples.benchmarks;

import java.util.Arrays;

/** Nanoseconds of many requests and their quantiles. Confined to one thread. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  void add(long value) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = value;
  }

  void addAll(Latencies other) {
    for (int i = 0; i < other.count; i++) {
      add(other.nanos[i]);
    }
  }

  int count() {
    return count;
  }

  /** Milliseconds not exceeded by a share of the requests; NaN without any. */
  double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1L, (long) Math.ceil(share * count) - 1)] / 1e6;
  }
}
