package io.flts.stat.safeguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.perseries.PerSeriesForecaster;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.stat.arima.Arima;
import io.flts.stat.intermittent.Adida;
import io.flts.stat.intermittent.Imapa;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Run over a short flat history, a model still knows how far the training series ranged. */
class OtherHistoryTest {

  private static final LocalDateTime START = LocalDateTime.parse("2001-01-01T00:00");
  private static final int FLAT = 18;

  private static TimeSeries series(LocalDateTime start, double... y) {
    return TimeSeries.of("s", start, Frequency.parse("MS"), y);
  }

  /** 96 months with a trend and a season. */
  private static TimeSeries training() {
    Random random = new Random(3);
    double[] y = new double[96];
    for (int t = 0; t < y.length; t++) {
      y[t] = 100 + t + 10 * Math.sin(2 * Math.PI * t / 12) + random.nextGaussian();
    }
    return series(START, y);
  }

  private static TimeSeries flat(double level) {
    double[] y = new double[FLAT];
    Arrays.fill(y, level);
    return series(START.plusMonths(96), y);
  }

  static Stream<Forecaster> methods() {
    return ServiceLoader.load(Forecaster.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(one -> one instanceof PerSeriesForecaster)
        .filter(one -> one.getClass().getPackageName().startsWith("io.flts.stat"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  @DisplayName("No method falls back because the other history is flat")
  void noFallback(Forecaster method) {
    FittedForecaster fitted = method.fit(FitRequest.of(training()).withHorizon(12));
    assertThat(fitted.forecast(12).producer().isFallback()).isFalse();
    Forecast over =
        fitted.forecast(ForecastRequest.of(12).withHistory(Panel.of(flat(150)))).single();
    assertThat(over.producer().fallback()).isEmpty();
  }

  @Test
  @DisplayName("A random walk with drift goes on drifting from a flat history")
  void drift() {
    Parameters walk =
        Parameters.of("p", 0, "d", 1)
            .and("q", 0)
            .and("seasonal-p", 0)
            .and("seasonal-d", 0)
            .and("seasonal-q", 0)
            .and("constant", "yes");
    TimeSeries training = training();
    double slope = (training.get(95) - training.get(0)) / 95;
    double[] mean =
        new Arima()
            .with(walk)
            .fit(training)
            .forecast(ForecastRequest.of(3).withHistory(Panel.of(flat(150))))
            .single()
            .mean();
    for (int h = 0; h < 3; h++) {
      assertThat(mean[h]).isCloseTo(150 + slope * (h + 1), within(1e-6));
    }
  }

  static Stream<Forecaster> aggregation() {
    return Stream.of(new Adida(), new Imapa());
  }

  @ParameterizedTest
  @MethodSource("aggregation")
  @DisplayName("Demand that came evenly of late may be as uneven again as in training")
  void demand(Forecaster method) {
    Random random = new Random(5);
    double[] y =
        random.ints(96, 0, 4).mapToDouble(v -> v == 0 ? 1 + random.nextInt(20) : 0).toArray();
    Forecast over =
        method
            .fit(series(START, y))
            .forecast(
                ForecastRequest.of(2).withLevels(Levels.of(0.9)).withHistory(Panel.of(flat(3))))
            .single();
    assertThat(over.producer().fallback()).isEmpty();
    assertThat(over.mean()[0]).isCloseTo(3, within(1e-9));
    assertThat(over.interval(0.9).upper()[0]).isGreaterThan(5);
  }
}
