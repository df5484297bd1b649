package io.flts.stat.holiday;

import io.flts.api.calendar.Holiday;
import io.flts.api.calendar.HolidayCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The holidays of one country together with a user's own days.
 *
 * <p>Immutable and thread-safe as far as its calendar is.
 *
 * @param country ISO 3166 code, or empty for the own days alone
 */
record HolidayDays(HolidayCalendar calendar, String country, List<Holiday> own) {

  /** All entries of a year. */
  List<Holiday> in(int year) {
    List<Holiday> all = new ArrayList<>();
    if (!country.isEmpty()) {
      all.addAll(calendar.holidays(country, year));
    }
    for (Holiday holiday : own) {
      if (holiday.date().getYear() == year) {
        all.add(holiday);
      }
    }
    return all;
  }

  /**
   * The names used in a range of years, in order of first use; own days count whatever their year.
   */
  Set<String> names(int fromYear, int toYear) {
    Set<String> names = new LinkedHashSet<>();
    for (int year = fromYear; year <= toYear; year++) {
      in(year).forEach(holiday -> names.add(holiday.name()));
    }
    own.forEach(holiday -> names.add(holiday.name()));
    return names;
  }

  /** Dates by name over a range of years; the empty name holds the dates of all. */
  Map<String, Set<LocalDate>> byName(int fromYear, int toYear) {
    Map<String, Set<LocalDate>> dates = new HashMap<>();
    dates.put("", new HashSet<>());
    for (int year = fromYear; year <= toYear; year++) {
      for (Holiday holiday : in(year)) {
        dates.computeIfAbsent(holiday.name(), key -> new HashSet<>()).add(holiday.date());
        dates.get("").add(holiday.date());
      }
    }
    return dates;
  }
}
