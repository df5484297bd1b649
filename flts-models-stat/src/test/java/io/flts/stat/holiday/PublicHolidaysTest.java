package io.flts.stat.holiday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.calendar.Holiday;
import io.flts.api.calendar.HolidayCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PublicHolidaysTest {

  private final PublicHolidays calendar = new PublicHolidays();

  private LocalDate date(String country, String name, int year) {
    return calendar.holidays(country, year).stream()
        .filter(holiday -> holiday.name().equals(name))
        .map(Holiday::date)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(HolidayCalendar.class))
        .anyMatch(found -> found instanceof PublicHolidays);
    assertThat(HolidayCalendars.installed().countries()).hasSize(23).contains("IN", "US", "JP");
  }

  @Test
  void knowsDaysThatAnybodyCanLookUp() {
    assertThat(date("US", "Thanksgiving Day", 2024)).isEqualTo("2024-11-28");
    assertThat(date("US", "Memorial Day", 1999)).isEqualTo("1999-05-31");
    assertThat(date("DE", "Easter Monday", 2024)).isEqualTo("2024-04-01");
    assertThat(date("GB", "Coronation of Charles III", 2023)).isEqualTo("2023-05-08");
    assertThat(date("IN", "Diwali (Deepavali)", 2023)).isEqualTo("2023-11-12");
    assertThat(date("IN", "Holi", 2024)).isEqualTo("2024-03-25");
    assertThat(date("JP", "Vernal Equinox Day", 2024)).isEqualTo("2024-03-20");
    assertThat(date("KR", "Chuseok", 2024)).isEqualTo("2024-09-17");
    assertThat(date("CN", "Chinese New Year (Spring Festival)", 2024)).isEqualTo("2024-02-10");
  }

  @Test
  void anObservedDayMayLieInTheYearBefore() {
    assertThat(calendar.holidays("US", 2021))
        .contains(Holiday.of(LocalDate.parse("2021-12-31"), "New Year's Day (observed)"));
  }

  @Test
  void entriesAreInOrderOfDate() {
    for (String country : calendar.countries()) {
      List<LocalDate> dates = calendar.holidays(country, 2025).stream().map(Holiday::date).toList();
      assertThat(dates).as(country).isSorted().isNotEmpty();
      assertThat(dates).allMatch(date -> date.getYear() == 2025);
    }
  }

  /**
   * An outside check of the dated facts: the moon. A mean lunation is 29.530588853 days, a new moon
   * was on 2000-01-06 18:14 UT; the true moon leaves the mean one by up to 0.6 days.
   */
  @Test
  void lunisolarDaysHaveTheRightMoon() {
    for (int year = 2010; year <= 2035; year++) {
      assertThat(moonAge(date("IN", "Diwali (Deepavali)", year))).isBetween(-1.8, 1.2);
      assertThat(moonAge(date("IN", "Guru Nanak's Birthday", year)) - 14.77).isBetween(-1.8, 1.8);
      assertThat(moonAge(date("IN", "Eid al-Adha", year)) - 10).isBetween(-1.5, 2.5);
      assertThat(moonAge(date("CN", "Mid-Autumn Festival", year)) - 14.77).isBetween(-2.0, 2.0);
      assertThat(moonAge(date("KR", "Korean New Year", year))).isBetween(-1.5, 1.5);
    }
  }

  /** Days since the mean new moon at noon UT, in (−7, 22.5]. */
  private static double moonAge(LocalDate date) {
    double days = date.toEpochDay() + 0.5 - (10_962 + (18 + 14 / 60.0) / 24);
    double lunations = days / 29.530588853;
    double age = (lunations - Math.floor(lunations)) * 29.530588853;
    return age > 22.5 ? age - 29.530588853 : age;
  }

  @Test
  void whatIsNotCoveredIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar.holidays("XX", 2024))
        .withMessageContaining("'XX'")
        .withMessageContaining("US");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar.holidays("IN", 2036))
        .withMessageContaining("2035")
        .withMessageContaining("2036");
  }

  @Test
  void datesAheadOfAnAnnouncementSaySo() {
    assertThat(calendar.holidays("TR", 2034)).anyMatch(Holiday::estimated);
    assertThat(calendar.holidays("TR", 2020)).noneMatch(Holiday::estimated);
    assertThat(calendar.holidays("US", 2034)).noneMatch(Holiday::estimated);
  }

  @Test
  void aRuleThatCannotBeReadIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleParser.parse("ZZ", "Some Day | 13-45 | sometimes"))
        .withMessageContaining("ZZ")
        .withMessageContaining("Some Day | 13-45");
  }
}
