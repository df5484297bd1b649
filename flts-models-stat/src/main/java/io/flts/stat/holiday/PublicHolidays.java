package io.flts.stat.holiday;

import io.flts.api.calendar.Holiday;
import io.flts.api.calendar.HolidayCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * National public holidays of 23 countries, from rules and dated facts shipped with the library.
 *
 * <p>Fixed days, n-th weekdays, days counted from Easter, observed and substitute days follow
 * rules; lunar, lunisolar and Islamic days (China, India, South Korea, Turkey) are dated facts for
 * 2010 to 2035. The sources stand at the head of each country's file beside this class. Regional
 * days are left out.
 *
 * <p>Immutable and thread-safe; a country's file is read when it is first asked for.
 *
 * @since 0.1.0
 */
public final class PublicHolidays implements HolidayCalendar {

  private static final Set<String> COUNTRIES =
      Set.of(
          "AT", "AU", "BE", "BR", "CA", "CH", "CN", "DE", "ES", "FR", "GB", "IE", "IN", "JP", "KR",
          "MX", "NL", "NO", "PL", "PT", "TR", "US", "ZA");

  private final ConcurrentHashMap<String, CountryHolidays> read = new ConcurrentHashMap<>();

  /** The calendar; reads nothing yet. */
  public PublicHolidays() {}

  @Override
  public Set<String> countries() {
    return new TreeSet<>(COUNTRIES);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Names are English. A day given instead of a lost one is named after it with {@code
   * (observed)}.
   */
  @Override
  public List<Holiday> holidays(String country, int year) {
    CountryHolidays rules = rules(country);
    if (year < rules.firstYear() || year > rules.lastYear()) {
      throw new IllegalArgumentException(
          "Holidays of "
              + country
              + " are known for "
              + rules.firstYear()
              + " to "
              + rules.lastYear()
              + ", not for "
              + year
              + ". Shorten the history or the horizon, or give the days yourself.");
    }
    return rules.between(year, year).values().stream().flatMap(Collection::stream).toList();
  }

  private CountryHolidays rules(String country) {
    if (!COUNTRIES.contains(country)) {
      throw new IllegalArgumentException(
          "No holidays for country '"
              + country
              + "'. Available: "
              + String.join(", ", countries())
              + " (ISO 3166 codes, upper case). Give the days yourself, or add a HolidayCalendar.");
    }
    return read.computeIfAbsent(country, PublicHolidays::load);
  }

  private static CountryHolidays load(String code) {
    String file = code + ".holidays";
    try (InputStream in = PublicHolidays.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + file + " is missing from the library.");
      }
      return RuleParser.parse(code, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Resource " + file + " cannot be read.", e);
    }
  }
}
