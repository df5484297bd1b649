package io.flts.dl.forecast;

import io.flts.api.series.Frequency;
import io.flts.api.series.TimeIndex;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;

/**
 * Sine and cosine pairs of where in the day, the week and the year a time lies.
 *
 * <p>Day with two harmonics and week for steps shorter than a day, week for steps of a day, year
 * for steps up to a quarter when the training data span more than a year. Nothing for steps without
 * times.
 *
 * @param day whether the time of day matters
 * @param week whether the day of week matters
 * @param year whether the day of year matters
 */
record Calendar(boolean day, boolean week, boolean year) {
  private static final double DAY_SECONDS = 86_400;

  static Calendar none() {
    return new Calendar(false, false, false);
  }

  static Calendar of(Frequency frequency, TimeIndex longest) {
    if (!longest.hasTimes() || longest.length() < 2) {
      return none();
    }
    Duration duration = frequency.duration();
    Period period = frequency.period();
    boolean shorter = duration != null && duration.toSeconds() < DAY_SECONDS;
    boolean daily =
        (period != null && period.toTotalMonths() == 0 && period.getDays() == 1)
            || (duration != null && duration.toSeconds() == (long) DAY_SECONDS);
    boolean yearly = period != null && period.toTotalMonths() > 3;
    LocalDateTime first = longest.localTime(0);
    LocalDateTime last = longest.localTime(longest.length() - 1);
    boolean longEnough = first.plusYears(1).isBefore(last);
    return new Calendar(shorter, shorter || daily, longEnough && !yearly);
  }

  int size() {
    return (day ? 4 : 0) + (week ? 2 : 0) + (year ? 4 : 0);
  }

  void write(TimeIndex index, int position, float[] into, int at) {
    if (size() == 0) {
      return;
    }
    LocalDateTime time = index.localTime(position);
    int to = at;
    double ofDay = time.toLocalTime().toSecondOfDay() / DAY_SECONDS;
    if (day) {
      to = pair(ofDay, into, to);
      to = pair(2 * ofDay, into, to);
    }
    if (week) {
      to = pair((time.getDayOfWeek().getValue() - 1 + ofDay) / 7, into, to);
    }
    if (year) {
      double ofYear = (time.getDayOfYear() - 1 + ofDay) / 365.25;
      to = pair(ofYear, into, to);
      pair(2 * ofYear, into, to);
    }
  }

  private static int pair(double turn, float[] into, int at) {
    into[at] = (float) StrictMath.sin(2 * Math.PI * turn);
    into[at + 1] = (float) StrictMath.cos(2 * Math.PI * turn);
    return at + 2;
  }
}
