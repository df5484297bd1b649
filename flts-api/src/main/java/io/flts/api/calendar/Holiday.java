package io.flts.api.calendar;

import java.time.LocalDate;

/**
 * A day that is a holiday.
 *
 * @param date the day
 * @param name its name in English, the same every year
 * @param estimated whether the date is computed ahead of an announcement and may move by a day
 * @since 0.1.0
 */
public record Holiday(LocalDate date, String name, boolean estimated) {

  /** A holiday whose date is certain. */
  public static Holiday of(LocalDate date, String name) {
    return new Holiday(date, name, false);
  }
}
