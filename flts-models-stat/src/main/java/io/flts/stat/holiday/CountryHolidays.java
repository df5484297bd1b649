package io.flts.stat.holiday;

import io.flts.api.calendar.Holiday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules of one country and the days they give.
 *
 * <p>Immutable and thread-safe.
 *
 * @param code ISO 3166-1 alpha-2 code
 * @param firstYear first year the listed dates cover; rules alone reach further
 * @param lastYear last year covered
 * @param japaneseSubstitutes whether a Sunday holiday moves on and a day between two holidays is
 *     one
 */
record CountryHolidays(
    String code,
    List<HolidayRule> rules,
    int firstYear,
    int lastYear,
    boolean japaneseSubstitutes) {

  private static final String OBSERVED = " (observed)";

  /** Dates of a range of years and what is celebrated on each, in rule order. */
  SortedMap<LocalDate, List<Holiday>> between(int fromYear, int toYear) {
    TreeMap<LocalDate, List<Holiday>> days = new TreeMap<>();
    // A neighbouring year may reach in: 1 January on a Saturday is observed on 31 December.
    for (int year = fromYear - 1; year <= toYear + 1; year++) {
      addYear(year, days);
    }
    return days.subMap(LocalDate.of(fromYear, 1, 1), LocalDate.of(toYear + 1, 1, 1));
  }

  private void addYear(int year, TreeMap<LocalDate, List<Holiday>> days) {
    List<HolidayRule.Day> base = new ArrayList<>();
    for (HolidayRule rule : rules) {
      base.addAll(rule.days(year));
    }
    for (HolidayRule.Day day : base) {
      add(days, day.holiday());
      LocalDate observed = day.rule().also().apply(day.date());
      if (!observed.equals(day.date())) {
        add(days, observed(day, observed));
      }
    }
    base.sort(Comparator.comparing(HolidayRule.Day::date));
    List<Given> given = new ArrayList<>();
    for (HolidayRule.Day day : base) {
      substitute(year, day, days, given);
    }
    if (japaneseSubstitutes) {
      japanese(base, days);
    }
  }

  private record Given(LocalDate lost, LocalDate instead) {}

  private static void substitute(
      int year, HolidayRule.Day day, TreeMap<LocalDate, List<Holiday>> days, List<Given> given) {
    Substitute right = day.rule().substitute();
    if (right == null || !right.grantedIn(year)) {
      return;
    }
    boolean overlaps = right.onOverlap() && days.get(day.date()).size() > 1;
    if (!overlaps && !right.weekdays().contains(day.date().getDayOfWeek())) {
      return;
    }
    // Two holidays lost on one day share the day given instead.
    for (Given earlier : given) {
      if (earlier.lost().equals(day.date())) {
        add(days, observed(day, earlier.instead()));
        return;
      }
    }
    LocalDate next = day.date().plusDays(1);
    while (isWeekend(next) || days.containsKey(next)) {
      next = next.plusDays(1);
    }
    given.add(new Given(day.date(), next));
    add(days, observed(day, next));
  }

  /** Act on National Holidays, article 3, paragraphs 2 and 3. */
  private static void japanese(List<HolidayRule.Day> base, TreeMap<LocalDate, List<Holiday>> days) {
    for (HolidayRule.Day day : base) {
      LocalDate sandwiched = day.date().plusDays(1);
      if (!days.containsKey(sandwiched)
          && sandwiched.getDayOfWeek() != DayOfWeek.SUNDAY
          && base.stream().anyMatch(other -> other.date().equals(sandwiched.plusDays(1)))) {
        add(days, Holiday.of(sandwiched, "National Holiday"));
      }
    }
    for (HolidayRule.Day day : base) {
      if (day.date().getDayOfWeek() == DayOfWeek.SUNDAY) {
        LocalDate next = day.date().plusDays(1);
        while (days.containsKey(next)) {
          next = next.plusDays(1);
        }
        add(days, Holiday.of(next, "Substitute Holiday"));
      }
    }
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
  }

  private static Holiday observed(HolidayRule.Day day, LocalDate date) {
    Holiday holiday = day.holiday();
    return new Holiday(date, holiday.name() + OBSERVED, holiday.estimated());
  }

  private static void add(TreeMap<LocalDate, List<Holiday>> days, Holiday holiday) {
    List<Holiday> sameDay = days.computeIfAbsent(holiday.date(), key -> new ArrayList<>(1));
    if (!sameDay.contains(holiday)) {
      sameDay.add(holiday);
    }
  }
}
