package io.flts.core.preprocess;

import static io.flts.core.preprocess.Prepared.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  @DisplayName("First, second and seasonal differences by hand")
  void byHand() {
    assertThat(Prepared.values(new Difference(), 1, 4, 9, 16)).containsExactly(3, 5, 7);
    assertThat(Prepared.values(new Difference().with(Parameters.of("order", 2)), 1, 4, 9, 16))
        .containsExactly(2, 2);
    Difference seasonal =
        new Difference().with(Parameters.of("order", 0, "seasonal-order", 1).and("season", 2));
    TimeSeries prepared = Prepared.of(seasonal, daily(1, 10, 2, 12, 4));
    assertThat(prepared.toArray()).containsExactly(1, 2, 2);
    assertThat(prepared.index().label(0)).isEqualTo("2024-01-03T00:00:00");
  }

  @Test
  @DisplayName("A forecast of differences is summed up from the last raw values")
  void sums() {
    TimeSeries series = daily(1, 4, 9, 16);
    FittedPreprocessor fitted =
        new Difference().with(Parameters.of("order", 2)).fit(Panel.of(series));
    Forecast twos =
        Forecast.builder("site-7", series.index().next(3), new double[] {2, 2, 2}).build();
    assertThat(fitted.invert(twos).mean()).containsExactly(new double[] {25, 36, 49}, within(1e-9));
  }

  @Test
  @DisplayName("Intervals of a random walk widen with the root of the horizon")
  void intervals() {
    TimeSeries series = daily(1, 2, 1, 2);
    FittedPreprocessor fitted = new Difference().fit(Panel.of(series));
    Forecast steps =
        Forecast.builder("site-7", series.index().next(4), new double[4])
            .quantiles(
                Quantiles.of(
                    new double[] {0.1, 0.9}, new double[][] {{-1, -1, -1, -1}, {1, 1, 1, 1}}))
            .build();
    Quantiles raw = fitted.invert(steps).quantiles();
    for (int step = 0; step < 4; step++) {
      assertThat(raw.get(1, step)).isCloseTo(2 + Math.sqrt(step + 1), within(1e-9));
      assertThat(raw.get(0, step)).isCloseTo(2 - Math.sqrt(step + 1), within(1e-9));
    }
  }

  @Test
  @DisplayName("A series that the differences use up is refused")
  void tooShort() {
    Difference seasonal = new Difference().with(Parameters.of("seasonal-order", 1));
    assertThatExceptionOfType(InsufficientDataException.class)
        .isThrownBy(() -> Prepared.of(seasonal, daily(1, 2, 3)))
        .withMessageContainingAll("'site-7'", "3 observations", "at least 9", "shorten the season");
  }
}
