package io.flts.examples.documentation;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;

/** The series that the pages forecast. */
final class HourlyLoad {

  private HourlyLoad() {}

  /** Four weeks of kilowatts with a daily season. */
  static TimeSeries fourWeeks() {
    Random noise = new Random(7);
    double[] kilowatts = new double[28 * 24];
    Arrays.setAll(kilowatts, h -> 50 + 20 * Math.sin(h * Math.PI / 12) + 3 * noise.nextGaussian());
    LocalDateTime start = LocalDateTime.parse("2026-06-01T00:00");
    return TimeSeries.of("site-7", start, Frequency.parse("h"), kilowatts);
  }
}
