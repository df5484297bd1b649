package io.flts.stat.holiday;

import io.flts.api.calendar.Holiday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One holiday of a calendar: its pattern, the years it is valid in, and what happens on weekends.
 *
 * @param estimatedFrom first year whose dates are computed ahead of an announcement
 * @param span number of consecutive days, ≥ 1
 * @param also adds a second, observed day
 * @param move replaces the day
 * @param dropped weekdays on which there is no holiday at all
 */
record HolidayRule(
    String name,
    DayPattern pattern,
    int since,
    int until,
    int estimatedFrom,
    Set<Integer> except,
    int everyYears,
    int everyFrom,
    int span,
    WeekdayShift also,
    WeekdayShift move,
    Set<DayOfWeek> dropped,
    @Nullable Substitute substitute) {

  /** A day of a holiday. */
  record Day(LocalDate date, HolidayRule rule) {

    Holiday holiday() {
      return new Holiday(date, rule.name(), rule.isEstimated(date));
    }
  }

  /** The days of a year, without observed and substitute days. */
  List<Day> days(int year) {
    List<Day> days = new ArrayList<>();
    if (!validIn(year)) {
      return days;
    }
    for (LocalDate first : pattern.in(year)) {
      for (int i = 0; i < span; i++) {
        LocalDate date = move.apply(first.plusDays(i));
        if (!dropped.contains(date.getDayOfWeek())) {
          days.add(new Day(date, this));
        }
      }
    }
    return days;
  }

  private boolean isEstimated(LocalDate date) {
    return date.getYear() >= estimatedFrom;
  }

  private boolean validIn(int year) {
    return year >= since
        && year <= until
        && !except.contains(year)
        && Math.floorMod(year - everyFrom, everyYears) == 0;
  }
}
