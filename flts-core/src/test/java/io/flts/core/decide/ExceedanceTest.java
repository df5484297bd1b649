package io.flts.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ExceedanceTest {

  private static final double NAN = Double.NaN;

  private static TimeSeries load(double... values) {
    return TimeSeries.of("load", TimeIndex.ofSteps(0, values.length), values);
  }

  private static Forecast.Builder forecast(int steps) {
    return Forecast.builder("load", TimeIndex.ofSteps(10, steps), new double[steps]);
  }

  @Test
  void theIndicatorLooksBackOverItsWindow() {
    TimeSeries series = load(1, 9, 1, 1, 1, NAN, 1, 9, NAN);
    TimeSeries one = Exceedance.above(5).indicator(series, 1);
    assertThat(one.toArray()).containsExactly(0, 1, 0, 0, 0, NAN, 0, 1, NAN);
    TimeSeries three = Exceedance.above(5).indicator(series, 3);
    assertThat(three.toArray()).containsExactly(NAN, 1, 1, 1, 0, NAN, NAN, 1, 1);
    assertThat(three.id()).isEqualTo("load>5.0");
    assertThat(three.requireCovariate(Exceedance.LEVEL, 0).toArray()).isEqualTo(series.toArray());
    TimeSeries below = Exceedance.below(1.5).indicator(series, 1);
    assertThat(below.toArray()).containsExactly(1, 0, 1, 1, 1, NAN, 1, 0, NAN);
    assertThat(below.id()).isEqualTo("load<1.5");
  }

  @Test
  void pathsAreCounted() {
    Forecast forecast =
        forecast(3).paths(new double[][] {{1, 6, 1}, {6, 1, 7}, {1, 1, 6}, {5, 5, 5}}).build();
    Exceedance five = Exceedance.above(5);
    assertThat(five.at(forecast)).containsExactly(0.25, 0.25, 0.5);
    assertThat(five.within(forecast)).containsExactly(0.25, 0.5, 0.75);
    assertThat(Exceedance.below(5).within(forecast)).containsExactly(0.5, 0.75, 0.75);
  }

  @Test
  void quantilesOfANormalForecastGiveItsExactTail() {
    NormalDistribution normal = new NormalDistribution(100, 15);
    double[] probabilities = {0.1, 0.5, 0.9};
    double[][] values = new double[3][1];
    for (int k = 0; k < 3; k++) {
      values[k][0] = normal.inverseCumulativeProbability(probabilities[k]);
    }
    Forecast forecast = forecast(1).quantiles(Quantiles.of(probabilities, values)).build();
    for (double limit : new double[] {60, 90, 100, 118, 140}) {
      double below = normal.cumulativeProbability(limit);
      assertThat(Exceedance.above(limit).at(forecast)[0]).isCloseTo(1 - below, within(1e-9));
      assertThat(Exceedance.below(limit).at(forecast)[0]).isCloseTo(below, within(1e-9));
    }
  }

  @Test
  void aLoadThatIsOftenExactlyZeroPassesZeroOnlyWithTheRest() {
    Forecast forecast =
        forecast(1)
            .quantiles(Quantiles.of(new double[] {0.1, 0.5, 0.9}, new double[][] {{0}, {0}, {8}}))
            .build();
    assertThat(Exceedance.above(0).at(forecast)[0]).isEqualTo(0.5);
    assertThat(Exceedance.below(0).at(forecast)[0]).isZero();
    Forecast constant =
        forecast(1)
            .quantiles(Quantiles.of(new double[] {0.1, 0.9}, new double[][] {{3}, {3}}))
            .build();
    assertThat(Exceedance.above(2).at(constant)[0]).isEqualTo(1);
    assertThat(Exceedance.above(4).at(constant)[0]).isZero();
  }

  @Test
  void whatIsNotToldByTheForecastIsRefusedWithTheRemedy() {
    Forecast bare = forecast(2).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exceedance.above(1).at(bare))
        .withMessageContaining("'load'")
        .withMessageContaining("withPaths");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exceedance.above(1).within(bare))
        .withMessageContaining("withPaths");
    assertThatIllegalArgumentException().isThrownBy(() -> Exceedance.above(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exceedance.above(1).indicator(load(1), 0));
  }
}
