package io.flts.stat.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearTest {

  private static TimeSeries steps(double... values) {
    return TimeSeries.of("s", TimeIndex.ofSteps(1, values.length), values);
  }

  @Test
  void anExactLinearRecurrenceIsContinuedExactly() {
    double[] values = new double[90];
    for (int t = 0; t < values.length; t++) {
      values[t] = 20 + 3 * Math.sin(0.4 * t) + 2 * Math.cos(0.9 * t);
    }
    FittedForecaster fitted =
        new Linear()
            .with(Parameters.of("window", 8, "ridge", 0))
            .fit(FitRequest.of(steps(values).head(80)).withHorizon(5));
    double[] mean = fitted.forecast(10).mean();
    for (int step = 0; step < 10; step++) {
      assertThat(mean[step]).isCloseTo(values[80 + step], within(1e-4));
    }
  }

  @Test
  void aKnownFutureCovariateIsUsedAtItsOwnStep() {
    Random random = new Random(4);
    int n = 300;
    double[] promotion = new double[n + 6];
    double[] values = new double[n];
    for (int t = 0; t < promotion.length; t++) {
      promotion[t] = random.nextInt(2);
    }
    for (int t = 0; t < n; t++) {
      values[t] = 10 + 7 * promotion[t] + 0.01 * random.nextGaussian();
    }
    TimeSeries series = steps(values).withCovariate(Covariate.future("promotion", promotion));
    Forecast forecast = new Linear().fit(FitRequest.of(series).withHorizon(3)).forecast(6);
    for (int step = 0; step < 6; step++) {
      assertThat(forecast.mean(step)).isCloseTo(10 + 7 * promotion[n + step], within(0.1));
    }
  }

  @Test
  void covariatesAreTakenByNameWhateverTheirOrder() {
    Random random = new Random(5);
    double[] a = random.doubles(100).toArray();
    double[] b = random.doubles(100).toArray();
    double[] y = new double[100];
    for (int t = 1; t < 100; t++) {
      y[t] = 2 * a[t - 1] - b[t - 1];
    }
    TimeSeries ab =
        steps(y).withCovariate(Covariate.past("a", a)).withCovariate(Covariate.past("b", b));
    TimeSeries ba =
        steps(y).withCovariate(Covariate.past("b", b)).withCovariate(Covariate.past("a", a));
    FittedForecaster fitted = new Linear().fit(ab);
    Forecast expected = fitted.forecast(1);
    assertThat(fitted.forecast(ForecastRequest.of(1).withHistory(Panel.of(ba))).single())
        .isEqualTo(expected);
    assertThat(expected.mean(0)).isCloseTo(2 * a[99] - b[99], within(0.01));
  }

  @Test
  void nominalIntervalsCoverAutoregressiveNoise() {
    Random random = new Random(6);
    double[] y = new double[3000];
    for (int t = 1; t < y.length; t++) {
      y[t] = 0.7 * y[t - 1] + random.nextGaussian();
    }
    TimeSeries series = steps(y);
    FittedForecaster fitted = new Linear().fit(FitRequest.of(series.head(1000)).withHorizon(4));
    int inside = 0;
    int count = 0;
    for (int origin = 1000; origin + 4 < y.length; origin += 4) {
      Forecast forecast =
          fitted
              .forecast(
                  ForecastRequest.of(4)
                      .withLevels(Levels.of(0.8))
                      .withHistory(Panel.of(series.head(origin))))
              .single();
      for (int step = 0; step < 4; step++) {
        count++;
        double actual = y[origin + step];
        if (actual >= forecast.interval(0.8).lower(step)
            && actual <= forecast.interval(0.8).upper(step)) {
          inside++;
        }
      }
    }
    assertThat((double) inside / count).isCloseTo(0.8, within(0.03));
  }

  @Test
  void aWindowLongerThanTheHistoryIsRefusedNamingSeriesValueRuleAndRemedy() {
    assertThatExceptionOfType(InsufficientDataException.class)
        .isThrownBy(
            () ->
                new Linear()
                    .with(Parameters.of("window", 50))
                    .fit(steps(1, 2, 3, 5, 8, 13, 21, 34, 55, 89)))
        .withMessageContaining("'s'")
        .withMessageContaining("10 observed")
        .withMessageContaining("window 50")
        .withMessageContaining("Shorten");
  }
}
