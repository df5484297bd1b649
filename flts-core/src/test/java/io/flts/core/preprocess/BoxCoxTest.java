package io.flts.core.preprocess;

import static io.flts.core.preprocess.Prepared.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxCoxTest {
  private static final double Z90 = 1.2815515655446004;
  private static final TimeSeries SERIES = daily(1, 2, 4, 8);

  private static BoxCox fixed(double lambda) {
    return new BoxCox().with(Parameters.of("selection", "fixed", "lambda", lambda));
  }

  /** A forecast that is normal on the transformed scale, with its 80 % interval. */
  private static Forecast normal(double centre, double deviation) {
    return Forecast.builder("site-7", SERIES.index().next(1), new double[] {centre})
        .quantiles(
            Quantiles.of(
                new double[] {0.1, 0.5, 0.9},
                new double[][] {{centre - Z90 * deviation}, {centre}, {centre + Z90 * deviation}}))
        .build();
  }

  @Test
  @DisplayName("The transform by hand: logarithm, square root, shift")
  void byHand() {
    assertThat(Prepared.values(fixed(0), 1, Math.E)).containsExactly(0, 1);
    assertThat(Prepared.values(fixed(0.5), 4, 9))
        .containsExactly(new double[] {2, 4}, within(1e-12));
    assertThat(Prepared.values(fixed(0).with(Parameters.of("shift", 1)), 0, Math.E - 1))
        .containsExactly(new double[] {0, 1}, within(1e-12));
  }

  @Test
  @DisplayName("The mean behind a logarithm is that of the log-normal; quantiles go through")
  void logNormal() {
    Forecast raw = fixed(0).fit(Panel.of(SERIES)).invert(normal(1, 0.5));
    assertThat(raw.mean()[0]).isCloseTo(Math.exp(1 + 0.125), within(1e-9));
    assertThat(raw.quantiles().get(1, 0)).isCloseTo(Math.E, within(1e-12));
    assertThat(raw.quantiles().get(2, 0)).isCloseTo(Math.exp(1 + Z90 * 0.5), within(1e-9));
    assertThat(raw.point()).isEqualTo(Forecast.Point.MEAN);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 0.75, 2})
  @DisplayName("The mean behind any power is that of simulated draws")
  void anyPower(double lambda) {
    double centre = 6;
    double deviation = 1.5;
    FittedPreprocessor fitted = fixed(lambda).fit(Panel.of(SERIES));
    double mean = fitted.invert(normal(centre, deviation)).mean()[0];
    Random random = new Random(5);
    double sum = 0;
    int draws = 1_000_000;
    for (int i = 0; i < draws; i++) {
      double transformed = centre + deviation * random.nextGaussian();
      sum += Math.pow(Math.max(0, lambda * transformed + 1), 1 / lambda);
    }
    assertThat(mean).isCloseTo(sum / draws, within(0.005 * mean));
    double median = Math.pow(lambda * centre + 1, 1 / lambda);
    assertThat(mean > median).as("bends the other way above 1").isEqualTo(lambda < 1);
  }

  @Test
  @DisplayName("Without quantiles the centre is the inverse and says that it is a median")
  void withoutSpread() {
    Forecast bare = Forecast.builder("site-7", SERIES.index().next(1), new double[] {1}).build();
    Forecast raw = fixed(0).fit(Panel.of(SERIES)).invert(bare);
    assertThat(raw.mean()[0]).isCloseTo(Math.E, within(1e-12));
    assertThat(raw.point()).isEqualTo(Forecast.Point.MEDIAN);
  }

  @Test
  @DisplayName("Guerrero's choice makes the spread of the seasons even")
  void guerrero() {
    // The deviation within a week grows with its level: the logarithm evens it, lambda is near 0.
    double[] values = new double[70];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(0.05 * (i / 7)) * (10 + (i % 7));
    }
    FittedPreprocessor fitted = new BoxCox().fit(Panel.of(daily(values)));
    double[] prepared = fitted.transform(Panel.of(daily(values))).get(0).toArray();
    assertThat(range(prepared, 63))
        .isCloseTo(range(prepared, 0), within(0.02 * range(prepared, 0)));
    assertThat(range(values, 63) / range(values, 0)).isGreaterThan(1.5);
  }

  private static double range(double[] values, int week) {
    return values[week + 6] - values[week];
  }

  @Test
  @DisplayName("Values that are not positive are refused with place and remedy")
  void notPositive() {
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> new BoxCox().fit(Panel.of(daily(3, 0, 2))))
        .withMessageContainingAll("'site-7'", "0.0 at 2024-01-02", "positive", "Raise 'shift'");
  }
}
