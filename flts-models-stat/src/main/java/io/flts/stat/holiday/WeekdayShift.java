package io.flts.stat.holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/**
 * Days by which a holiday on certain weekdays is shifted.
 *
 * @param days shift per weekday; absent weekdays are not shifted
 */
record WeekdayShift(Map<DayOfWeek, Integer> days) {

  static final WeekdayShift NONE = new WeekdayShift(Map.of());

  /** The shifted date, or the date itself. */
  LocalDate apply(LocalDate date) {
    return date.plusDays(days.getOrDefault(date.getDayOfWeek(), 0));
  }
}
