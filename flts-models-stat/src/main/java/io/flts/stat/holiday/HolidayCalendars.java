package io.flts.stat.holiday;

import io.flts.api.calendar.Holiday;
import io.flts.api.calendar.HolidayCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * All holiday calendars at hand: those found by {@link ServiceLoader}, and {@link PublicHolidays}
 * where none of them knows a country.
 *
 * <p>Immutable and thread-safe. Made at fit time; nothing is looked up when forecasting.
 *
 * @since 0.1.0
 */
public final class HolidayCalendars implements HolidayCalendar {

  private final List<HolidayCalendar> calendars;

  private HolidayCalendars(List<HolidayCalendar> calendars) {
    this.calendars = List.copyOf(calendars);
  }

  /** The calendars of the class loader of this library, plug-ins before the built-in one. */
  public static HolidayCalendars installed() {
    List<HolidayCalendar> found = new ArrayList<>();
    for (HolidayCalendar calendar :
        ServiceLoader.load(HolidayCalendar.class, HolidayCalendars.class.getClassLoader())) {
      if (!(calendar instanceof PublicHolidays)) {
        found.add(calendar);
      }
    }
    found.add(new PublicHolidays());
    return new HolidayCalendars(found);
  }

  /** The given calendars; the first that knows a country answers for it. */
  public static HolidayCalendars of(HolidayCalendar... calendars) {
    return new HolidayCalendars(List.of(calendars));
  }

  @Override
  public Set<String> countries() {
    Set<String> all = new TreeSet<>();
    calendars.forEach(calendar -> all.addAll(calendar.countries()));
    return all;
  }

  @Override
  public List<Holiday> holidays(String country, int year) {
    for (HolidayCalendar calendar : calendars) {
      if (calendar.countries().contains(country)) {
        return calendar.holidays(country, year);
      }
    }
    throw new IllegalArgumentException(
        "No holidays for country '"
            + country
            + "'. Available: "
            + String.join(", ", countries())
            + " (ISO 3166 codes, upper case). Give the days yourself, or add a HolidayCalendar.");
  }
}
