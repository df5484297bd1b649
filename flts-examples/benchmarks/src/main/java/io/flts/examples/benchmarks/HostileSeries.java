package io.flts.examples.benchmarks;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Generated series that break careless forecasters: number i is always the same series.
 *
 * <p>Every series has at least one observed value; lengths are 1 to 5 for one in six, else up to
 * 150 (up to four seasons of 24 for hourly ones).
 */
final class HostileSeries {

  private static final LocalDateTime START = LocalDateTime.of(2001, 1, 1, 0, 0);
  private static final String[] FREQUENCIES = {"1", "MS", "QS", "YS", "D", "h", "15min", "W-MON"};

  /** What is wrong with a series. */
  enum Kind {
    CONSTANT,
    ZEROS,
    HUGE_CONSTANT,
    STEP,
    SPIKE,
    TINY_VARIANCE,
    MOSTLY_MISSING,
    EXPONENTIAL_GROWTH,
    DOUBLE_EXPONENTIAL_GROWTH,
    COLLAPSE,
    ALTERNATING,
    RAMP,
    INTERMITTENT,
    HUGE_MAGNITUDE,
    TINY_MAGNITUDE,
    SIGN_CHANGES_OF_SCALE,
    CONSTANT_WITH_ONE_CHANGE_AT_THE_END,
    EXACT_SEASON,
    SEASON_TIMES_GROWTH,
    HEAVY_TAILS,
    RANDOM_WALK
  }

  private HostileSeries() {}

  static Kind kind(int number) {
    return Kind.values()[number % Kind.values().length];
  }

  static TimeSeries of(int number, long seed) {
    // Mixed first: neighbouring seeds of Random begin with nearly the same numbers.
    Random random = new Random(new SplittableRandom(seed * 1_000_003L + number).nextLong());
    String frequency = FREQUENCIES[random.nextInt(FREQUENCIES.length)];
    int n = random.nextInt(6) == 0 ? 1 + random.nextInt(5) : 6 + random.nextInt(145);
    Kind kind = kind(number);
    double[] y = new double[n];
    double walk = 0;
    int at = random.nextInt(n);
    double level = Math.pow(10, random.nextInt(9) - 3) * (random.nextInt(4) == 0 ? -1 : 1);
    int m = 2 + random.nextInt(12);
    for (int t = 0; t < n; t++) {
      double noise = random.nextGaussian();
      walk += noise;
      y[t] =
          switch (kind) {
            case CONSTANT -> level;
            case ZEROS -> 0;
            case HUGE_CONSTANT -> Math.scalb(level, 900);
            case STEP -> t < at ? level : level * 1e6 + 0.01 * level * noise;
            case SPIKE -> level + 0.1 * level * noise + (t == at ? 1e12 : 0);
            case TINY_VARIANCE -> level * (1 + 1e-12 * noise);
            case MOSTLY_MISSING -> t == at || random.nextInt(10) == 0 ? level + noise : Double.NaN;
            case EXPONENTIAL_GROWTH -> level * Math.exp(0.3 * t);
            case DOUBLE_EXPONENTIAL_GROWTH -> level * Math.exp(Math.min(600, Math.exp(0.1 * t)));
            case COLLAPSE -> level * Math.exp(-0.5 * t);
            case ALTERNATING -> t % 2 == 0 ? level : -1e9 * level;
            case RAMP -> level * t;
            case INTERMITTENT -> random.nextInt(8) == 0 ? random.nextInt(20) : 0;
            case HUGE_MAGNITUDE -> 1e300 * (1 + 0.3 * noise);
            case TINY_MAGNITUDE -> 1e-300 * noise;
            case SIGN_CHANGES_OF_SCALE -> noise * Math.pow(10, random.nextInt(24) - 12);
            case CONSTANT_WITH_ONE_CHANGE_AT_THE_END -> t == n - 1 ? level * 1e3 : level;
            case EXACT_SEASON -> level * (t % m);
            case SEASON_TIMES_GROWTH -> level * (1 + 0.9 * Math.sin(t)) * Math.exp(0.1 * t);
            case HEAVY_TAILS -> level * Math.tan(Math.PI * (random.nextDouble() - 0.5));
            case RANDOM_WALK -> level * walk;
          };
      if (!Double.isFinite(y[t]) && !Double.isNaN(y[t])) {
        y[t] = Double.MAX_VALUE;
      }
    }
    if (random.nextInt(8) == 0) {
      for (int t = 0; t < n; t++) {
        y[t] = t != at && random.nextInt(3) == 0 ? Double.NaN : y[t];
      }
    }
    String id = number + "-" + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return TimeSeries.of(id, index(frequency, n), y);
  }

  private static TimeIndex index(String frequency, int n) {
    return frequency.equals("1")
        ? TimeIndex.ofSteps(0, n)
        : TimeIndex.of(START, Frequency.parse(frequency), n);
  }
}
