package io.flts.stat.tabular;

import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in the day, the week and the year a step lies, and whether its day is a holiday.
 *
 * <p>Each is a number (trees split it) and pairs of sine and cosine (linear models need them). The
 * days of holidays are looked up when a model is fitted and kept with it.
 *
 * @param day whether steps are shorter than a day
 * @param week whether steps are a day or shorter
 * @param year whether the data span a year of steps up to a quarter
 * @param holidays days since 1970-01-01, ascending; empty for none
 */
record CalendarFeatures(boolean day, boolean week, boolean year, int[] holidays) {
  private static final double DAY_SECONDS = 86_400;

  static CalendarFeatures none() {
    return new CalendarFeatures(false, false, false, new int[0]);
  }

  static CalendarFeatures of(TimeIndex longest, int[] holidays) {
    if (!longest.hasTimes() || longest.length() < 2) {
      return none();
    }
    Frequency frequency = longest.frequency();
    Duration duration = frequency.duration();
    Period period = frequency.period();
    boolean shorter = duration != null && duration.toSeconds() < DAY_SECONDS;
    boolean daily =
        (period != null && period.toTotalMonths() == 0 && period.getDays() == 1)
            || (duration != null && duration.toSeconds() == (long) DAY_SECONDS);
    boolean yearly = period != null && period.toTotalMonths() > 3;
    boolean spans =
        longest.localTime(0).plusYears(1).isBefore(longest.localTime(longest.length() - 1));
    boolean days = shorter || daily;
    return new CalendarFeatures(shorter, days, spans && !yearly, days ? holidays : new int[0]);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    if (day) {
      names.addAll(
          List.of("hour", "day-sine", "day-cosine", "day-sine-2", "day-cosine-2", "hour-of-week"));
    }
    if (week) {
      names.addAll(List.of("weekday", "week-sine", "week-cosine"));
    }
    if (year) {
      names.addAll(
          List.of("year-part", "year-sine", "year-cosine", "year-sine-2", "year-cosine-2"));
    }
    if (holidays.length > 0) {
      names.addAll(List.of("holiday", "holiday-before", "holiday-after"));
    }
    return names;
  }

  int size() {
    return (day ? 6 : 0) + (week ? 3 : 0) + (year ? 5 : 0) + (holidays.length > 0 ? 3 : 0);
  }

  void write(TimeIndex index, int position, float[] into, int at) {
    if (size() == 0) {
      return;
    }
    LocalDateTime time = index.localTime(position);
    double ofDay = time.toLocalTime().toSecondOfDay() / DAY_SECONDS;
    int weekday = time.getDayOfWeek().getValue() - 1;
    int to = at;
    if (day) {
      into[to++] = (float) (24 * ofDay);
      to = pair(ofDay, into, to);
      to = pair(2 * ofDay, into, to);
      into[to++] = (float) (24 * (weekday + ofDay));
    }
    if (week) {
      into[to++] = weekday;
      to = pair((weekday + ofDay) / 7, into, to);
    }
    if (year) {
      double ofYear = (time.getDayOfYear() - 1 + ofDay) / 365.25;
      into[to++] = (float) ofYear;
      to = pair(ofYear, into, to);
      to = pair(2 * ofYear, into, to);
    }
    if (holidays.length > 0) {
      int date = Math.toIntExact(time.toLocalDate().toEpochDay());
      into[to++] = isHoliday(date);
      into[to++] = isHoliday(date + 1);
      into[to] = isHoliday(date - 1);
    }
  }

  private float isHoliday(int date) {
    return Arrays.binarySearch(holidays, date) >= 0 ? 1 : 0;
  }

  private static int pair(double turn, float[] into, int at) {
    into[at] = (float) StrictMath.sin(2 * Math.PI * turn);
    into[at + 1] = (float) StrictMath.cos(2 * Math.PI * turn);
    return at + 2;
  }

  void write(ModelWriter out) {
    out.flag("day", day).flag("week", week).flag("year", year).integers("holidays", holidays);
  }

  static CalendarFeatures read(ModelReader in) {
    return new CalendarFeatures(
        in.flag("day"), in.flag("week"), in.flag("year"), in.integers("holidays"));
  }
}
