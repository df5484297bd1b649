package io.flts.core.report;

import io.flts.api.series.TimeIndex;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Marks for a time axis: a handful, at round times, written as short as they stay clear. */
final class TimeTicks {
  private static final int WANTED = 7;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT);

  private TimeTicks() {}

  static List<LineChart.Tick> of(TimeIndex index) {
    int step = step(index);
    List<LineChart.Tick> ticks = new ArrayList<>();
    for (int position = first(index, step); position < index.length(); position += step) {
      ticks.add(new LineChart.Tick(position, label(index, position, step)));
    }
    return ticks;
  }

  private static int step(TimeIndex index) {
    int needed = Math.max(1, index.length() / WANTED);
    int season = index.frequency().season();
    int step = 1;
    if (season > 1 && needed > season / 4) {
      for (int share = 4;
          share > 1 && season % share == 0 && season / share >= needed;
          share /= 2) {
        return season / share;
      }
      step = season;
    }
    int[] factors = {1, 2, 5};
    for (int power = 1; ; power *= 10) {
      for (int factor : factors) {
        if ((long) step * factor * power >= needed) {
          return step * factor * power;
        }
      }
    }
  }

  /** The first position at midnight where steps are shorter than a day; else the first of all. */
  private static int first(TimeIndex index, int step) {
    if (!index.hasTimes() || index.frequency().isCalendar()) {
      return 0;
    }
    for (int position = 0; position < Math.min(step, index.length()); position++) {
      if (index.localTime(position).toLocalTime().equals(LocalTime.MIDNIGHT)) {
        return position;
      }
    }
    return 0;
  }

  private static String label(TimeIndex index, int position, int step) {
    if (!index.hasTimes()) {
      return index.label(position);
    }
    Period period = index.frequency().period();
    if (period != null && period.toTotalMonths() > 0) {
      return MONTH.format(index.localTime(position));
    }
    boolean wholeDays =
        period != null
            || (index.localTime(position).toLocalTime().equals(LocalTime.MIDNIGHT)
                && step % Math.max(1, index.frequency().season()) == 0);
    return (wholeDays ? DAY : MINUTE).format(index.localTime(position));
  }
}
