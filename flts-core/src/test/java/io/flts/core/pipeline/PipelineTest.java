package io.flts.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownServiceException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Levels;
import io.flts.api.model.ModelTree;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.preprocess.BoxCox;
import io.flts.core.preprocess.CalendarFeatures;
import io.flts.core.preprocess.Clip;
import io.flts.core.preprocess.Difference;
import io.flts.core.preprocess.Impute;
import io.flts.core.preprocess.Scale;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final ServiceCatalog CATALOG = ServiceCatalog.load().and(new DriftingMean());

  private static TimeSeries hourly(String id, int length, long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 100 + 20 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian();
    }
    return TimeSeries.of(id, LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("h"), values);
  }

  private static Pipeline everything() {
    return Pipeline.of(new DriftingMean())
        .after(
            new Impute(),
            new Clip(),
            new CalendarFeatures(),
            new BoxCox(),
            new Difference().with(Parameters.of("seasonal-order", 1, "order", 0)),
            new Scale().with(Parameters.of("method", "min-max")));
  }

  @Test
  @DisplayName("Parameters of the parts are seen and set under their prefixed names")
  void partParameters() {
    Pipeline pipeline =
        Pipeline.of(new DriftingMean()).after(new Scale(), new Impute(), new Scale());
    assertThat(pipeline.parameters().values().asMap())
        .containsKeys("weight", "scale-method", "scale-2-method", "impute-method");
    Pipeline changed = pipeline.with(Parameters.of("scale-2-method", "robust", "weight", 0.9));
    assertThat(changed.preprocessors().get(2).parameters().values().get("method"))
        .isEqualTo("robust");
    assertThat(changed.preprocessors().get(0).parameters().values().get("method"))
        .isEqualTo("standard");
    assertThat(changed.forecaster().parameters().values().get("weight")).isEqualTo(0.9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pipeline.with(Parameters.of("scale-3-method", "robust")))
        .withMessageContaining("scale-3-method");
    assertThat(pipeline).hasToString("pipeline scale > impute > scale > drifting-mean");
  }

  @Test
  @DisplayName("Preprocessors named later stand in front of those named before")
  void afterPutsInFront() {
    Pipeline pipeline = Pipeline.of(new DriftingMean()).after(new Scale()).after(new Impute());
    assertThat(pipeline).hasToString("pipeline impute > scale > drifting-mean");
  }

  @Test
  @DisplayName("Capabilities follow the composition")
  void capabilities() {
    assertThat(Pipeline.of(new DriftingMean()).capabilities())
        .isEqualTo(new DriftingMean().capabilities());
    Pipeline imputing = Pipeline.of(new DriftingMean()).after(new Impute());
    assertThat(imputing.capabilities().has(Capability.MISSING_VALUES)).isTrue();
    assertThat(imputing.capabilities().has(Capability.UPDATABLE)).isFalse();
    Pipeline scaling = Pipeline.of(new DriftingMean()).after(new CalendarFeatures(), new Scale());
    assertThat(scaling.capabilities().has(Capability.UPDATABLE)).isTrue();
    assertThat(scaling.capabilities().has(Capability.EXPLAINABLE)).isFalse();
    assertThat(scaling.capabilities().has(Capability.MISSING_VALUES)).isFalse();
    Pipeline late = Pipeline.of(new DriftingMean()).after(new Difference(), new Impute());
    assertThat(late.capabilities().has(Capability.MISSING_VALUES)).isFalse();
    assertThat(late.capabilities().minimumLength()).isEqualTo(2);
  }

  @Test
  @DisplayName("Shift and scale of the series shift and scale the forecast")
  void equivariance() {
    TimeSeries series = hourly("a", 200, 1);
    double[] moved = series.toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = 7 * moved[i] - 300;
    }
    Pipeline pipeline = Pipeline.of(new DriftingMean()).after(new Impute(), new Scale());
    Forecast one = pipeline.fit(series).forecast(5, Levels.of(0.8));
    Forecast other = pipeline.fit(series.withValues(moved)).forecast(5, Levels.of(0.8));
    for (int step = 0; step < 5; step++) {
      assertThat(other.mean(step)).isCloseTo(7 * one.mean(step) - 300, within(1e-9 * 1000));
      assertThat(other.interval(0.8).upper(step))
          .isCloseTo(7 * one.interval(0.8).upper(step) - 300, within(1e-9 * 1000));
    }
  }

  @Test
  @DisplayName("What comes after the training data changes nothing that is fitted")
  void noLeak() {
    TimeSeries series = hourly("a", 300, 2).withCovariate(Covariate.future("plan", ramp(300)));
    double[] other = series.toArray();
    double[] otherPlan = ramp(300);
    for (int i = 200; i < 300; i++) {
      other[i] = 1e6 * (i - 250);
      otherPlan[i] = -1e6;
    }
    TimeSeries changed =
        series.withValues(other).withCovariate(Covariate.future("plan", otherPlan));
    FitRequest fit = FitRequest.of(Panel.of(series.head(200)));
    FitRequest fitChanged = FitRequest.of(Panel.of(changed.head(200)));
    // the plan is known in the future, so it may be remembered, but nothing may be estimated from
    // it
    FittedForecaster fitted = everything().fit(fit);
    FittedForecaster fittedChanged = everything().fit(fitChanged);
    ModelTree one = ModelTree.of(fitted::write);
    ModelTree two = ModelTree.of(fittedChanged::write);
    assertThat(one.entries().get("preprocessors")).isEqualTo(two.entries().get("preprocessors"));
    assertThat(fittedChanged.forecast(48)).isEqualTo(fitted.forecast(48));
  }

  private static double[] ramp(int length) {
    double[] values = new double[length];
    Arrays.setAll(values, i -> i % 50);
    return values;
  }

  @Test
  @DisplayName(
      "A pipeline saved with names and parameters is made again and forecasts the same bits")
  void savedForecaster() {
    Pipeline pipeline =
        Pipeline.of(everything().with(Parameters.of("weight", 0.55))).after(new Impute());
    Panel panel = Panel.of(hourly("a", 200, 3), hourly("b", 180, 4));
    FittedForecaster fitted = pipeline.fit(panel);
    ModelTree tree = ModelTree.of(out -> SavedForecaster.write(out, pipeline, fitted));
    SavedForecaster again = SavedForecaster.read(tree.reader(), CATALOG);
    assertThat(again.forecaster().parameters()).isEqualTo(pipeline.parameters());
    assertThat(again.forecaster()).hasToString(pipeline.toString());
    assertThat(again.fitted().provenance()).isEqualTo(fitted.provenance());
    ForecastRequest request =
        ForecastRequest.of(30).withLevels(Levels.of(0.8, 0.95)).withPaths(5).withSeed(9);
    assertThat(again.fitted().forecast(request)).isEqualTo(fitted.forecast(request));
    ForecastRequest over = request.withHistory(Panel.of(hourly("b", 90, 5), hourly("a", 100, 6)));
    assertThat(again.fitted().forecast(over)).isEqualTo(fitted.forecast(over));
    assertThat(ModelTree.of(out -> SavedForecaster.write(out, again.forecaster(), again.fitted())))
        .isEqualTo(tree);
  }

  @Test
  @DisplayName("A saved service that is not on the class path is named")
  void absentServiceIsNamed() {
    FittedForecaster fitted = everything().fit(hourly("a", 200, 3));
    ModelTree tree = ModelTree.of(out -> SavedForecaster.write(out, everything(), fitted));
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(() -> SavedForecaster.read(tree.reader(), ServiceCatalog.load()))
        .withMessageContaining("'drifting-mean'");
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> SavedForecaster.read(ModelTree.empty().reader(), CATALOG));
  }

  @Test
  @DisplayName("The mean behind a logarithm is the mean of the log-normal, not its median")
  void meanIsWithoutBias() {
    Random random = new Random(8);
    double[] values = new double[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(2 + 0.5 * random.nextGaussian());
    }
    TimeSeries series =
        TimeSeries.of("a", LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("h"), values);
    Pipeline pipeline =
        Pipeline.of(new DriftingMean().with(Parameters.of("weight", 0.01)))
            .after(new BoxCox().with(Parameters.of("selection", "fixed", "lambda", 0)));
    Forecast forecast = pipeline.fit(series).forecast(1);
    assertThat(forecast.point()).isEqualTo(Forecast.Point.MEAN);
    assertThat(forecast.quantiles().size())
        .as("the spread is asked for, but not handed on")
        .isZero();
    double sampleMean = Arrays.stream(values).average().orElseThrow();
    assertThat(forecast.mean(0)).isCloseTo(sampleMean, within(0.08 * sampleMean));
    assertThat(forecast.mean(0)).isGreaterThan(Math.exp(2) * 1.05);
  }

  @Test
  @DisplayName("Known futures and calendar features reach a forecaster that uses them")
  void futuresReachTheForecaster() {
    Pipeline pipeline = everything();
    TimeSeries series = hourly("a", 200, 3).withCovariate(Covariate.future("plan", ramp(200 + 24)));
    FittedForecaster fitted = pipeline.fit(series);
    assertThat(fitted.forecast(24).mean()).hasSize(24);
    assertThat(fitted.forecast(ForecastRequest.of(24).withHistory(Panel.of(series))).failures())
        .isEmpty();
  }
}
