package io.flts.stat.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.model.ModelTree;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.decide.Exceedance;
import io.flts.core.decide.ScoredLabels;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The probability of passing a limit within the horizon, learned by the boosting engine. */
class ExceedanceClassifierTest {
  private static final int WINDOW = 6;
  private static final int TRAINING = 1600;

  @BeforeEach
  void needsTheLibrary() {
    Assumptions.assumeTrue(Boosting.availability().isAvailable(), Boosting.availability().reason());
  }

  private static TimeSeries load() {
    Random random = new Random(3);
    double[] values = new double[2000];
    double state = 0;
    for (int t = 0; t < values.length; t++) {
      state = 0.9 * state + random.nextGaussian();
      values[t] = 100 + 8 * Math.sin(2 * Math.PI * t / 24) + 2 * state;
    }
    return TimeSeries.of(
        "load", LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("h"), values);
  }

  private static Forecaster classifier() {
    return new XgboostForecaster()
        .with(
            Parameters.of("objective", "logistic", "rounds", 150)
                .and("depth", 4)
                .and("window", 12));
  }

  @Test
  void probabilitiesOfPassingWithinTheWindowAreRight() {
    TimeSeries alarms = Exceedance.above(110).indicator(load(), WINDOW);
    FittedForecaster fitted =
        classifier().fit(FitRequest.of(alarms.head(TRAINING)).withHorizon(WINDOW));
    double[] probabilities = new double[alarms.length() - TRAINING - WINDOW];
    double[] truth = new double[probabilities.length];
    for (int i = 0; i < truth.length; i++) {
      TimeSeries history = alarms.head(TRAINING + i).tail(400);
      probabilities[i] =
          fitted
              .forecast(ForecastRequest.of(WINDOW).withHistory(Panel.of(history)))
              .single()
              .mean(WINDOW - 1);
      truth[i] = alarms.get(TRAINING + i + WINDOW - 1);
    }
    ScoredLabels judged = ScoredLabels.of(probabilities, truth);
    double base = judged.positives() / (double) judged.size();
    assertThat(base).isBetween(0.1, 0.9);
    assertThat(Arrays.stream(probabilities)).allMatch(p -> p >= 0 && p <= 1);
    assertThat(judged.areaUnderCurve()).isGreaterThan(0.85);
    assertThat(judged.brierScore()).isLessThan(0.7 * base * (1 - base));
    assertThat(Arrays.stream(probabilities).average().orElseThrow()).isCloseTo(base, within(0.1));
  }

  @Test
  void itIsSavedAndReadBitForBit() {
    TimeSeries alarms = Exceedance.above(110).indicator(load(), 1).head(600);
    FittedForecaster fitted = classifier().fit(FitRequest.of(alarms).withHorizon(3));
    FittedForecaster read = classifier().read(ModelTree.of(fitted::write).reader());
    ForecastRequest request = ForecastRequest.of(5).withLevels(Levels.of(0.8)).withPaths(3);
    Forecast forecast = fitted.forecast(request).single();
    assertThat(read.forecast(request).single()).isEqualTo(forecast);
    for (double[] row : forecast.quantiles().toArray()) {
      assertThat(Arrays.stream(row)).allMatch(p -> p >= 0 && p <= 1);
    }
  }

  @Test
  void whatNeverHappenedIsGivenNextToNoProbability() {
    TimeSeries never = Exceedance.above(1e6).indicator(load(), 1).head(400);
    assertThat(classifier().fit(never).forecast(1).mean(0)).isBetween(0.0, 0.02);
    TimeSeries always = Exceedance.above(-1e6).indicator(load(), 1).head(400);
    assertThat(classifier().fit(always).forecast(1).mean(0)).isBetween(0.98, 1.0);
  }

  @Test
  void otherValuesThanYesAndNoAreRefused() {
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> classifier().fit(load()))
        .withMessageContaining("'load'")
        .withMessageContaining("1 for yes");
  }
}
