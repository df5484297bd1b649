package io.flts.stat.holiday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.CovariateException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class HolidayFeaturesTest {

  private static TimeSeries series(String start, String frequency, int length) {
    return TimeSeries.of(
        "load", LocalDateTime.parse(start), Frequency.parse(frequency), new double[length]);
  }

  private static Covariate column(TimeSeries series, Parameters parameters, String name) {
    Panel panel = Panel.of(series);
    return new HolidayFeatures()
        .with(parameters)
        .fit(panel)
        .transform(panel)
        .get(0)
        .covariate(name)
        .orElseThrow();
  }

  @Test
  void everyHourOfAHolidayIsMarked() {
    Covariate holiday =
        column(series("2024-07-03T12:00", "h", 48), Parameters.of("country", "US"), "holiday");
    assertThat(holiday.kind()).isEqualTo(Covariate.Kind.FUTURE);
    for (int hour = 0; hour < 48; hour++) {
      assertThat(holiday.get(hour)).isEqualTo(hour >= 12 && hour < 36 ? 1 : 0);
    }
  }

  @Test
  void windowsPointBeforeAndAfter() {
    Parameters windows = Parameters.of("country", "US", "lower-window", -1).and("upper-window", 1);
    TimeSeries days = series("2024-07-01T00:00", "D", 7);
    assertThat(column(days, windows, "holiday-1").toArray()).containsExactly(0, 0, 1, 0, 0, 0, 0);
    assertThat(column(days, windows, "holiday").toArray()).containsExactly(0, 0, 0, 1, 0, 0, 0);
    assertThat(column(days, windows, "holiday+1").toArray()).containsExactly(0, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void longStepsCountTheHolidaysWithinThem() {
    Parameters germany = Parameters.of("country", "DE");
    // May 2024: Labour Day, Ascension, Pentecost Monday; June none; October one; December two.
    assertThat(column(series("2024-05-01T00:00", "MS", 8), germany, "holiday").toArray())
        .containsExactly(3, 0, 0, 0, 0, 1, 0, 2);
    assertThat(column(series("2024-05-31T00:00", "ME", 8), germany, "holiday").toArray())
        .containsExactly(3, 0, 0, 0, 0, 1, 0, 2);
  }

  @Test
  void ownDaysStandBesideThoseOfTheCountry() {
    Parameters own = Parameters.of("country", "", "days", "fair:2024-03-02").and("columns", "each");
    assertThat(column(series("2024-03-01T00:00", "D", 3), own, "holiday:fair").toArray())
        .containsExactly(0, 1, 0);
  }

  @Test
  void aTakenNameAndAnIndexWithoutDatesAreRefused() {
    TimeSeries taken =
        series("2024-03-01T00:00", "D", 3).withCovariate(Covariate.past("holiday", 0, 0, 0));
    assertThatExceptionOfType(CovariateException.class)
        .isThrownBy(() -> column(taken, Parameters.none(), "holiday"))
        .withMessageContaining("'load'");
    TimeSeries counted = TimeSeries.of("steps", TimeIndex.ofSteps(1, 3), 1, 2, 3);
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> column(counted, Parameters.none(), "holiday"))
        .withMessageContaining("'steps'");
  }
}
