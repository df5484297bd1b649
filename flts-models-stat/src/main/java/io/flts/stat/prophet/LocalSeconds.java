package io.flts.stat.prophet;

import io.flts.api.series.TimeIndex;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Positions of a time index as seconds of local time since 1970-01-01T00:00.
 *
 * <p>Seasons and holidays follow the local clock, so does the trend. An index of whole numbers
 * counts each step as one day.
 */
final class LocalSeconds {

  private static final double SECONDS_PER_DAY = 86_400;

  private LocalSeconds() {}

  static double at(TimeIndex index, int position) {
    if (!index.hasTimes()) {
      return index.step(position) * SECONDS_PER_DAY;
    }
    LocalDateTime time = index.localTime(position);
    return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() * 1e-9;
  }

  static double[] of(TimeIndex index) {
    double[] seconds = new double[index.length()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = at(index, i);
    }
    return seconds;
  }
}
