package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.model.ModelTree;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that break networks: never a NaN weight, never an absurd forecast. */
class HostileDataTest {

  static Stream<Forecaster> forecasters() {
    Parameters small = Parameters.of("hidden", 8, "layers", 2).and("epochs", 3).and("lr", 0.05);
    return Stream.of(
        new Lstm().with(small),
        new Gru().with(small.and("clip", 0)),
        new Mlp().with(small.and("normalize", "window")),
        new NLinear(),
        new DLinear());
  }

  private static double[] wave(int length) {
    SplittableRandom random = new SplittableRandom(4);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 100 + 20 * Math.sin(i * 0.5) + random.nextDouble();
    }
    return values;
  }

  private static TimeSeries series(String id, double[] values) {
    return TimeSeries.of(id, TimeIndex.ofSteps(0, values.length), values);
  }

  private static List<TimeSeries> hostile() {
    double[] spiked = wave(200);
    spiked[60] = 1e9;
    spiked[120] = -1e9;
    double[] holes = wave(200);
    Arrays.fill(holes, 30, 90, Double.NaN);
    double[] constant = new double[200];
    Arrays.fill(constant, 7);
    double[] huge = Arrays.stream(wave(200)).map(v -> v * 1e100).toArray();
    double[] step = wave(200);
    for (int i = 150; i < 200; i++) {
      step[i] += 1e6;
    }
    return List.of(
        series("spiked", spiked),
        series("holes", holes),
        series("constant", constant),
        series("huge", huge),
        series("step", step));
  }

  @ParameterizedTest
  @MethodSource("forecasters")
  @DisplayName("Spikes, holes, constants, huge values and steps give finite, plausible forecasts")
  void hostileSeriesAreSafe(Forecaster forecaster) {
    for (TimeSeries series : hostile()) {
      TimeSeries known =
          series
              .withCovariate(Covariate.past("flat", new double[series.length()]))
              .withCovariate(Covariate.past("wild", hostile().get(0).toArray()));
      Forecast forecast =
          forecaster.fit(FitRequest.of(known).withHorizon(5).withSeed(1)).forecast(12);
      double far =
          10 * Arrays.stream(series.toArray()).filter(v -> v == v).map(Math::abs).max().orElse(1);
      for (double mean : forecast.mean()) {
        assertThat(mean).as(forecaster.name() + " on " + series.id()).isBetween(-far, far);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forecasters")
  @DisplayName("A deviation that overflows is refused by a message that names series and remedy")
  void overflowIsRefused(Forecaster forecaster) {
    double[] values = Arrays.stream(wave(100)).map(v -> v * 1e300).toArray();
    assertThatExceptionOfType(FltsException.class)
        .isThrownBy(() -> forecaster.fit(series("vast", values)))
        .withMessageContaining("'vast'")
        .withMessageContaining("Rescale");
  }

  @ParameterizedTest
  @MethodSource("forecasters")
  @DisplayName("A level far from training moves the forecast with it")
  void levelShiftIsFollowed(Forecaster forecaster) {
    FittedForecaster fitted = forecaster.fit(series("load", wave(300)));
    double[] later = Arrays.stream(wave(40)).map(v -> v + 1000).toArray();
    Panel history = Panel.of(series("load", later));
    double mean = fitted.forecast(ForecastRequest.of(1).withHistory(history)).single().mean(0);
    if (!forecaster.name().equals("dlinear")) {
      assertThat(mean).isBetween(900.0, 1300.0);
    } else {
      assertThat(mean).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("forecasters")
  @DisplayName("The same seed writes the same model on one thread and on two")
  void savedModelIsDeterministic(Forecaster forecaster) {
    Panel panel = Panel.of(series("a", wave(300)), series("b", wave(250)));
    FitRequest request = FitRequest.of(panel).withHorizon(3).withSeed(9);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      ModelTree alone = ModelTree.of(forecaster.fit(request)::write);
      assertThat(ModelTree.of(forecaster.fit(request.withExecutor(two))::write)).isEqualTo(alone);
    } finally {
      two.shutdownNow();
    }
  }
}
