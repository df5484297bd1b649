package io.flts.stat.holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** When a holiday falls: the dates of one year. Immutable and thread-safe. */
@FunctionalInterface
interface DayPattern {

  /** The dates in a year, ascending; empty where there is none. */
  List<LocalDate> in(int year);

  /** The same day every year. */
  static DayPattern fixed(int month, int day) {
    return year -> List.of(LocalDate.of(year, month, day));
  }

  /**
   * The n-th weekday of a month.
   *
   * @param ordinal 1 is the first, −1 the last
   */
  static DayPattern nthWeekday(DayOfWeek weekday, int ordinal, Month month) {
    return year -> {
      LocalDate first = LocalDate.of(year, month, 1);
      LocalDate anchor = ordinal > 0 ? first : first.plusMonths(1);
      int ahead = Math.floorMod(weekday.getValue() - anchor.getDayOfWeek().getValue(), 7);
      int weeks = ordinal > 0 ? ordinal - 1 : ordinal;
      return List.of(anchor.plusDays(ahead + 7L * weeks));
    };
  }

  /** A number of days after (or before) Easter Sunday of the western churches. */
  static DayPattern easter(int offset) {
    return year -> List.of(easterSunday(year).plusDays(offset));
  }

  /** Listed dates, shifted. */
  static DayPattern dates(NavigableSet<LocalDate> dates, int offset) {
    return year -> {
      List<LocalDate> found = new ArrayList<>();
      LocalDate from = LocalDate.of(year, 1, 1);
      for (LocalDate date : dates.subSet(from, from.plusYears(1))) {
        found.add(date.plusDays(offset));
      }
      return found;
    };
  }

  /**
   * Japan's equinox day, valid for 1980 to 2099: day = ⌊base + 0.242194·(y − 1980)⌋ − ⌊(y −
   * 1980)/4⌋.
   *
   * @param base 20.8431 in March, 23.2488 in September
   */
  static DayPattern equinox(Month month, double base) {
    return year -> {
      int since = year - 1980;
      int day = (int) Math.floor(base + 0.242194 * since) - Math.floorDiv(since, 4);
      return List.of(LocalDate.of(year, month, day));
    };
  }

  /** Easter Sunday in the Gregorian calendar (anonymous algorithm, Nature 1876). */
  static LocalDate easterSunday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31;
    int day = (h + l - 7 * m + 114) % 31 + 1;
    return LocalDate.of(year, month, day);
  }
}
