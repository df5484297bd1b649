package io.flts.stat.prophet;

import io.flts.api.calendar.Holiday;
import io.flts.api.calendar.HolidayCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Turns the holidays that the options ask for into model columns. */
final class EventDays {

  /** Years of country holidays stored beyond the history; a later horizon is refused. */
  private static final int YEARS_AHEAD = 25;

  /** Columns, and the epoch day up to which (exclusively) country holidays are known. */
  record Known(List<Event> events, long untilDay) {}

  private EventDays() {}

  /**
   * The columns of a history.
   *
   * @param firstYear year of the first observation
   * @param lastYear year of the last observation
   * @throws IllegalArgumentException where the calendar does not cover the history
   */
  static Known of(ProphetOptions options, HolidayCalendar calendar, int firstYear, int lastYear) {
    List<Event> events = new ArrayList<>();
    long untilDay = Long.MAX_VALUE;
    for (ProphetOptions.OwnHoliday own : options.holidays()) {
      addWindow(
          events,
          own.name(),
          own.days(),
          own.lower(),
          own.upper(),
          own.prior(),
          options.holidaysEffect());
    }
    if (!options.country().isEmpty()) {
      Map<String, TreeSet<Long>> days = new LinkedHashMap<>();
      for (int year = firstYear; year <= lastYear; year++) {
        add(days, calendar.holidays(options.country(), year));
      }
      int year = lastYear + 1;
      while (year <= lastYear + YEARS_AHEAD && addIfCovered(days, calendar, options, year)) {
        year++;
      }
      untilDay = LocalDate.of(year, 1, 1).toEpochDay();
      for (Map.Entry<String, TreeSet<Long>> entry : days.entrySet()) {
        addWindow(
            events,
            entry.getKey(),
            entry.getValue().stream().mapToLong(Long::longValue).toArray(),
            options.lowerWindow(),
            options.upperWindow(),
            options.holidaysPrior(),
            options.holidaysEffect());
      }
    }
    return new Known(events, untilDay);
  }

  private static boolean addIfCovered(
      Map<String, TreeSet<Long>> days, HolidayCalendar calendar, ProphetOptions options, int year) {
    try {
      add(days, calendar.holidays(options.country(), year));
      return true;
    } catch (IllegalArgumentException endOfCoverage) {
      // The interface tells the end of its coverage in no other way; the caller keeps where it was.
      return false;
    }
  }

  private static void add(Map<String, TreeSet<Long>> days, List<Holiday> holidays) {
    for (Holiday holiday : holidays) {
      days.computeIfAbsent(holiday.name(), key -> new TreeSet<>()).add(holiday.date().toEpochDay());
    }
  }

  private static void addWindow(
      List<Event> events,
      String name,
      long[] days,
      int lower,
      int upper,
      double prior,
      Effect effect) {
    for (int offset = lower; offset <= upper; offset++) {
      long[] shifted = new long[days.length];
      for (int i = 0; i < days.length; i++) {
        shifted[i] = days[i] + offset;
      }
      events.add(new Event(name, offset, prior, effect, shifted));
    }
  }
}
