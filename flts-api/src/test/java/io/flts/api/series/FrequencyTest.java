package io.flts.api.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyTest {

  @ParameterizedTest
  @CsvSource({
    "h, PT1H",
    "H, PT1H",
    "15min, PT15M",
    "15T, PT15M",
    "30min, PT30M",
    "s, PT1S",
    "S, PT1S",
    "PT24H, PT24H",
    "PT90M, PT90M",
    "2h, PT2H"
  })
  @DisplayName("Names of exact steps, new and old, mean the same elapsed time")
  void exactSteps(String name, String duration) {
    Frequency frequency = Frequency.parse(name);
    assertThat(frequency.duration()).isEqualTo(Duration.parse(duration));
    assertThat(frequency.isCalendar()).isFalse();
    assertThat(Frequency.parse(frequency.toString())).isEqualTo(frequency);
  }

  @ParameterizedTest
  @CsvSource({
    "D, P1D",
    "P1D, P1D",
    "W, P7D",
    "W-SUN, P7D",
    "MS, P1M",
    "ME, P1M",
    "M, P1M",
    "P1M, P1M",
    "QS, P3M",
    "QE, P3M",
    "Q, P3M",
    "YS, P12M",
    "YE, P12M",
    "A, P12M",
    "2D, P2D"
  })
  @DisplayName("Names of calendar steps, new and old, mean the same period")
  void calendarSteps(String name, String period) {
    Frequency frequency = Frequency.parse(name);
    assertThat(frequency.period()).isEqualTo(Period.parse(period));
    assertThat(frequency.isCalendar()).isTrue();
    assertThat(Frequency.parse(frequency.toString())).isEqualTo(frequency);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "0h", "-1D", "P0D", "PT0S", "P1M2D", "1.5h", "W-XXX", "99999999999h"})
  @DisplayName("A name that is none is refused with the names there are")
  void unknownNames(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frequency.parse(name))
        .satisfies(
            e -> assertThat(e.getMessage()).matches("(?s).*(is not known\\. Use |must be ).*"));
  }

  @ParameterizedTest
  @CsvSource({
    "15min, 96",
    "30min, 48",
    "h, 24",
    "D, 7",
    "W, 52",
    "MS, 12",
    "QE, 4",
    "YS, 1",
    "PT24H, 7",
    "P1M, 12",
    "2h, 12"
  })
  @DisplayName("The usual season follows from the step")
  void seasons(String name, int season) {
    assertThat(Frequency.parse(name).season()).isEqualTo(season);
  }
}
