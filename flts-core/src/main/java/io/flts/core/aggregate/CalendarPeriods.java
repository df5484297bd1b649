package io.flts.core.aggregate;

import io.flts.api.forecast.Forecast;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The whole periods of a coarser calendar within a forecast.
 *
 * @param borders positions at which periods begin, and the one after the last
 * @param index the periods
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record CalendarPeriods(int[] borders, TimeIndex index) {
  private static final Duration DAY = Duration.ofDays(1);

  static CalendarPeriods of(Frequency period, Forecast forecast) {
    TimeIndex steps = forecast.index();
    UnaryOperator<LocalDateTime> beginning = beginning(period);
    if (beginning == null || !steps.hasTimes()) {
      throw new IllegalArgumentException(
          "The forecast of series '"
              + forecast.seriesId()
              + "' by "
              + steps.frequency()
              + " cannot be aggregated per "
              + period
              + ". It needs times; periods are h and what else divides a day, D, W-MON .. W-SUN, MS,"
              + " QS or YS.");
    }
    List<Integer> borders = new ArrayList<>();
    LocalDateTime current = beginning.apply(steps.localTime(0).minusNanos(1));
    for (int position = 0; position <= forecast.horizon(); position++) {
      LocalDateTime time = steps.localTime(position);
      LocalDateTime begins = beginning.apply(time);
      if (begins.equals(current)) {
        continue;
      }
      if (begins.equals(time)) {
        borders.add(position);
      } else if (position > 0) {
        throw new IllegalArgumentException(
            "The forecast of series '"
                + forecast.seriesId()
                + "' steps from "
                + steps.label(position - 1)
                + " to "
                + steps.label(position)
                + ", across the beginning of a period "
                + period
                + " at "
                + begins
                + ". Choose periods that its steps fill.");
      }
      current = begins;
    }
    if (borders.size() < 2) {
      throw new IllegalArgumentException(
          "The forecast of series '"
              + forecast.seriesId()
              + "' from "
              + steps.label(0)
              + " to "
              + steps.label(forecast.horizon() - 1)
              + " covers no whole period "
              + period
              + ". Forecast further, or use total(...).");
    }
    int[] positions = borders.stream().mapToInt(Integer::intValue).toArray();
    return new CalendarPeriods(positions, index(period, forecast, positions));
  }

  private static TimeIndex index(Frequency period, Forecast forecast, int[] borders) {
    TimeIndex steps = forecast.index();
    LocalDateTime first = steps.localTime(borders[0]);
    ZoneId zone = steps.zone();
    int count = borders.length - 1;
    TimeIndex index =
        zone == null
            ? TimeIndex.of(first, period, count)
            : TimeIndex.of(steps.instant(borders[0]).atZone(zone), period, count);
    for (int i = 0; i < count; i++) {
      if (!index.localTime(i).equals(steps.localTime(borders[i]))) {
        throw new IllegalArgumentException(
            "The forecast of series '"
                + forecast.seriesId()
                + "' crosses a clock change before "
                + steps.label(borders[i])
                + ", where periods "
                + period
                + " of elapsed time part from the clock. Aggregate per D or longer.");
      }
    }
    return index;
  }

  /** From a time to the beginning of its period; {@code null} for periods without one. */
  private static @Nullable UnaryOperator<LocalDateTime> beginning(Frequency frequency) {
    Duration duration = frequency.duration();
    if (duration != null) {
      long nanos = duration.compareTo(DAY) > 0 ? 0 : duration.toNanos();
      return nanos == 0 || DAY.toNanos() % nanos != 0
          ? null
          : time ->
              time.toLocalDate()
                  .atStartOfDay()
                  .plusNanos(time.toLocalTime().toNanoOfDay() / nanos * nanos);
    }
    Period period = frequency.period();
    if (period == null) {
      return null;
    }
    String name = frequency.toString();
    if (name.equals("D")) {
      return time -> time.toLocalDate().atStartOfDay();
    }
    if (name.startsWith("W-")) {
      DayOfWeek weekday = weekday(name.substring(2));
      return time ->
          time.toLocalDate().with(TemporalAdjusters.previousOrSame(weekday)).atStartOfDay();
    }
    int months = (int) Math.min(13, period.toTotalMonths());
    if (name.endsWith("S") && months > 0 && 12 % months == 0) {
      return time -> {
        LocalDate date = time.toLocalDate();
        return LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / months * months + 1, 1)
            .atStartOfDay();
      };
    }
    return null;
  }

  private static DayOfWeek weekday(String start) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().startsWith(start))
        .findFirst()
        .orElseThrow();
  }
}
