package io.flts.api.calendar;

import java.util.List;
import java.util.Set;

/**
 * A source of public holidays of one or more countries.
 *
 * <p>Found by {@link java.util.ServiceLoader} under {@code io.flts.api.calendar.HolidayCalendar}.
 *
 * @implSpec Immutable and thread-safe, with a public constructor without arguments.
 * @since 0.1.0
 */
public interface HolidayCalendar {

  /** ISO 3166 codes, upper case, of the countries it knows. */
  Set<String> countries();

  /**
   * The national public holidays of a year, in order of date; several on one day are several
   * entries.
   *
   * @throws IllegalArgumentException where the country or the year is not covered, naming what is
   */
  List<Holiday> holidays(String country, int year);
}
