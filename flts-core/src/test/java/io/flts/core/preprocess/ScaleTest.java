package io.flts.core.preprocess;

import static io.flts.core.preprocess.Prepared.NONE;
import static io.flts.core.preprocess.Prepared.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  private static Scale by(String method) {
    return new Scale().with(Parameters.of("method", method));
  }

  @Test
  @DisplayName("Standard: mean 0, population deviation 1")
  void standard() {
    assertThat(Prepared.values(by("standard"), 2, 4, 4, 4, 5, 5, 7, 9))
        .containsExactly(new double[] {-1.5, -.5, -.5, -.5, 0, 0, 1, 2}, within(1e-12));
  }

  @Test
  @DisplayName("Min-max: from 0 to 1 on the training data, beyond on other data")
  void minMax() {
    FittedPreprocessor fitted = by("min-max").fit(Panel.of(daily(10, NONE, 30, 20)));
    assertThat(fitted.transform(Panel.of(daily(10, 30, 20, 40, NONE))).get(0).toArray())
        .containsExactly(0, 1, 0.5, 1.5, NONE);
  }

  @Test
  @DisplayName("Robust: median and interquartile range, whatever the outlier")
  void robust() {
    assertThat(Prepared.values(by("robust"), 1, 2, 3, 4, 1e6)).startsWith(-1, -0.5, 0, 0.5);
  }

  @Test
  @DisplayName("Max-abs: divided by the largest magnitude, zero stays zero")
  void maxAbs() {
    assertThat(Prepared.values(by("max-abs"), -8, 0, 4)).containsExactly(-1, 0, 0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "min-max", "robust"})
  @DisplayName("A constant column becomes 0 and comes back exactly, also where rounding jitters it")
  void constant(String method) {
    TimeSeries flat =
        daily(0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3).withCovariate(Covariate.past("price", 5, 5, 5, 5));
    FittedPreprocessor fitted = by(method).fit(Panel.of(flat));
    TimeSeries prepared = fitted.transform(Panel.of(flat)).get(0);
    for (double value : prepared.toArray()) {
      assertThat(value).isCloseTo(0, within(1e-15));
    }
    assertThat(prepared.covariate("price").orElseThrow().toArray()).containsExactly(0, 0, 0, 0);
    Forecast zero = Forecast.builder("site-7", flat.index().next(1), new double[] {0}).build();
    assertThat(fitted.invert(zero).mean()[0]).isCloseTo(0.3, within(1e-15));
  }

  @Test
  @DisplayName("Max-abs: a constant is its own magnitude, zeros stay zeros")
  void constantMaxAbs() {
    assertThat(Prepared.values(by("max-abs"), 5, 5)).containsExactly(1, 1);
    assertThat(Prepared.values(by("max-abs"), 0, 0)).containsExactly(0, 0);
  }

  @Test
  @DisplayName("Robust: where half of the values are equal, the deviation is the size")
  void halfEqual() {
    double[] prepared = Prepared.values(by("robust"), 0, 0, 0, 0, 0, 0, 0, 8);
    double deviation = Math.sqrt(7); // mean 1, squares 7 * 1 + 49, over 8
    assertThat(prepared[7]).isCloseTo(8 / deviation, within(1e-12));
  }

  @Test
  @DisplayName("Mean, quantiles and paths come back on the raw scale")
  void inverse() {
    TimeSeries series = daily(10, 30);
    FittedPreprocessor fitted = by("min-max").fit(Panel.of(series));
    Forecast prepared =
        Forecast.builder("site-7", series.index().next(1), new double[] {0.5})
            .quantiles(Quantiles.of(new double[] {0.1, 0.9}, new double[][] {{0}, {2}}))
            .paths(new double[][] {{1}})
            .build();
    Forecast raw = fitted.invert(prepared);
    assertThat(raw.mean()).containsExactly(20);
    assertThat(raw.quantiles().get(0, 0)).isEqualTo(10);
    assertThat(raw.quantiles().get(1, 0)).isEqualTo(50);
    assertThat(raw.paths()[0]).containsExactly(30);
  }
}
