package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.FltsException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.model.ModelTree;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Forecaster} must keep. Extend it, implement {@link #subject()}, and override
 * the hooks only where the method honestly cannot do with the defaults.
 *
 * <p>What declared capabilities promise is tested in {@link ForecasterCapabilitiesContract}, which
 * this class extends, so one subclass runs everything.
 */
public abstract class ForecasterContract extends ForecasterCapabilitiesContract {

  @Test
  @DisplayName("A forecast has as many steps as were asked for, and they follow the history")
  void horizonIsKept() {
    FittedForecaster fitted = fitted();
    for (int steps : new int[] {1, 7, 30}) {
      Forecast forecast = fitted.forecast(steps);
      assertThat(forecast.mean()).hasSize(steps);
      assertThat(forecast.index()).isEqualTo(example().index().next(steps));
      assertThat(forecast.seriesId()).isEqualTo(example().id());
      assertThat(forecast.producer().forecaster()).isEqualTo(subject().name());
    }
  }

  @Test
  @DisplayName("Nothing but finite numbers is returned as a success")
  void valuesAreFinite() {
    Forecast forecast = fitted().forecast(ForecastRequest.of(30).withLevels(levels())).single();
    assertThat(Arrays.stream(forecast.mean())).allMatch(Double::isFinite);
    for (double[] row : forecast.quantiles().toArray()) {
      assertThat(Arrays.stream(row)).allMatch(Double::isFinite);
    }
  }

  @Test
  @DisplayName("Forecasts of a plain series stay in the neighbourhood of its history")
  void forecastIsSane() {
    double[] history = example().toArray();
    double low = Arrays.stream(history).min().orElseThrow();
    double high = Arrays.stream(history).max().orElseThrow();
    for (double value : fitted().forecast(horizon()).mean()) {
      assertThat(value).isBetween(low - 2 * (high - low), high + 2 * (high - low));
    }
  }

  @Test
  @DisplayName("Fitting and forecasting leave the input as it was")
  void inputIsNotModified() {
    Panel panel = Panel.of(example());
    String before = panel.fingerprint();
    FittedForecaster fitted = subject().fit(panel);
    fitted.forecast(ForecastRequest.of(horizon()).withHistory(panel));
    assertThat(panel.fingerprint()).isEqualTo(before);
  }

  @Test
  @DisplayName("Changing a returned array changes nothing in the model or in later forecasts")
  void resultsAreCopies() {
    FittedForecaster fitted = fitted();
    ForecastRequest request = ForecastRequest.of(horizon()).withLevels(levels());
    Forecast first = fitted.forecast(request).single();
    double[] mean = first.mean();
    Arrays.fill(first.mean(), -1e9);
    for (double[] row : first.quantiles().toArray()) {
      Arrays.fill(row, -1e9);
    }
    assertThat(first.mean()).isEqualTo(mean);
    assertThat(fitted.forecast(request).single()).isEqualTo(first);
  }

  @Test
  @DisplayName("The same data, parameters and seed give the same bits, fitted twice")
  void fitIsDeterministic() {
    ForecastRequest request = everything(11);
    FitRequest fit = request(Panel.of(example())).withSeed(5);
    assertThat(subject().fit(fit).forecast(request))
        .isEqualTo(subject().fit(fit).forecast(request));
  }

  @Test
  @DisplayName("One thread or several give the same bits")
  void threadsDoNotMatter() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      FitRequest fit = request(panel()).withSeed(5);
      FittedForecaster fitted = subject().fit(fit);
      PanelForecast alone = fitted.forecast(everything(3));
      PanelForecast together = subject().fit(fit.withExecutor(threads)).forecast(everything(3));
      assertThat(together).isEqualTo(alone);
      ForecastRequest lent = everything(3).withExecutor(threads);
      assertThat(fitted.forecast(lent)).isEqualTo(alone);
      assertThat(fitted.forecast(lent.withHistory(panel())))
          .isEqualTo(fitted.forecast(everything(3).withHistory(panel())));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("Concurrent forecasts of one fitted model agree with a lone one")
  void concurrentForecastsAgree() throws Exception {
    FittedForecaster fitted = fittedPanel();
    PanelForecast expected = fitted.forecast(everything(3));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<PanelForecast>> calls = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        long seed = i % 2 == 0 ? 3 : 4;
        calls.add(() -> fitted.forecast(everything(seed)));
      }
      List<Future<PanelForecast>> answers = threads.invokeAll(calls);
      for (int i = 0; i < answers.size(); i += 2) {
        assertThat(answers.get(i).get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("Saved and read again, it forecasts the same bits, and writes the same content")
  void saveAndReadKeepEveryBit() {
    FittedForecaster fitted = fittedPanel();
    ModelTree saved = ModelTree.of(fitted::write);
    FittedForecaster read = subject().read(saved.reader());
    assertThat(read.forecast(everything(3))).isEqualTo(fitted.forecast(everything(3)));
    ForecastRequest over = everything(3).withHistory(panel());
    assertThat(read.forecast(over)).isEqualTo(fitted.forecast(over));
    assertThat(ModelTree.of(read::write)).isEqualTo(saved);
    assertThat(read.provenance()).isEqualTo(fitted.provenance());
  }

  @Test
  @DisplayName("Content that is not its model is refused as a damaged model")
  void foreignContentIsRefused() {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> subject().read(ModelTree.of(out -> out.text("hello", "world")).reader()));
  }

  @Test
  @DisplayName("Provenance names the forecaster, its parameters, the data and the seed")
  void provenanceIsTrue() {
    FittedForecaster fitted = subject().fit(request(Panel.of(example())).withSeed(77));
    assertThat(fitted.provenance().forecaster()).isEqualTo(subject().name());
    assertThat(fitted.provenance().parameters()).isEqualTo(subject().parameters().values());
    assertThat(fitted.provenance().dataFingerprint()).isEqualTo(Panel.of(example()).fingerprint());
    assertThat(fitted.provenance().seed()).isEqualTo(77);
  }

  @Test
  @DisplayName("Other history of the training data itself continues like the training data")
  void historyOfTrainingContinuesAlike() {
    FittedForecaster fitted = fitted();
    Forecast continued = fitted.forecast(horizon());
    Forecast over =
        fitted
            .forecast(ForecastRequest.of(horizon()).withHistory(Panel.of(example())))
            .get(example().id());
    double scale = Arrays.stream(example().toArray()).map(Math::abs).max().orElse(1);
    for (int step = 0; step < horizon(); step++) {
      assertThat(over.mean(step))
          .isCloseTo(continued.mean(step), within(otherHistoryTolerance() * scale));
    }
  }

  @Test
  @DisplayName("Other history is continued at its own end and leaves the fitted model as it was")
  void otherHistoryIsContinued() {
    FittedForecaster fitted = fitted();
    Forecast before = fitted.forecast(horizon());
    TimeSeries shorter = example().head(example().length() - 5);
    Forecast over =
        fitted
            .forecast(ForecastRequest.of(horizon()).withHistory(Panel.of(shorter)))
            .get(example().id());
    assertThat(over.index()).isEqualTo(shorter.index().next(horizon()));
    assertThat(fitted.forecast(horizon())).isEqualTo(before);
  }

  @Test
  @DisplayName("History of another frequency is refused by a message that names both")
  void otherFrequencyIsRefused() {
    TimeSeries daily =
        TimeSeries.of(
            example().id(),
            LocalDateTime.parse("2010-01-01T00:00"),
            Frequency.parse("D"),
            example().toArray());
    FittedForecaster fitted = fitted();
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> fitted.forecast(ForecastRequest.of(2).withHistory(Panel.of(daily))))
        .withMessageContaining("D")
        .withMessageContaining(example().frequency().toString());
  }

  @Test
  @DisplayName("A panel answers with one outcome per series, in order")
  void panelIsAnsweredInOrder() {
    PanelForecast forecasts = fittedPanel().forecast(ForecastRequest.of(horizon()));
    List<String> ids = forecasts.outcomes().stream().map(o -> o.seriesId()).toList();
    assertThat(ids).isEqualTo(panel().series().stream().map(TimeSeries::id).toList());
    assertThat(forecasts.failures()).isEmpty();
  }

  @Test
  @DisplayName("One bad series never fails the panel; its outcome names the series and the reason")
  void oneBadSeriesDoesNotFailThePanel() {
    double[] nothing = new double[60];
    Arrays.fill(nothing, Double.NaN);
    Panel panel =
        Panel.of(
            example(), ContractSeries.series("all-missing", nothing), example().withId("third"));
    PanelForecast forecasts = subject().fit(request(panel)).forecast(ForecastRequest.of(2));
    assertThat(forecasts.size()).isEqualTo(3);
    assertThat(forecasts.forecasts()).hasSize(2);
    assertThat(forecasts.failures()).hasSize(1);
    assertThat(forecasts.failures().get(0).seriesId()).isEqualTo("all-missing");
    assertThat(forecasts.failures().get(0).reason()).contains("all-missing");
  }

  @Test
  @DisplayName(
      "Empty, all-missing and too short series are refused by a message that names the series")
  void unusableSeriesAreRefused() {
    assertRefused(ContractSeries.series("empty"));
    assertRefused(ContractSeries.series("nothing", Double.NaN, Double.NaN, Double.NaN));
    int minimum = subject().capabilities().minimumLength();
    if (minimum > 1) {
      assertRefused(ContractSeries.seasonless("short", minimum - 1, 1));
    }
  }

  private void assertRefused(TimeSeries series) {
    assertThatExceptionOfType(FltsException.class)
        .isThrownBy(() -> subject().fit(request(Panel.of(series))).forecast(1))
        .withMessageContaining("'" + series.id() + "'");
  }

  @Test
  @DisplayName("A series of the declared minimum length is forecast")
  void minimumLengthIsEnough() {
    TimeSeries shortest =
        ContractSeries.seasonless("shortest", subject().capabilities().minimumLength(), 1);
    Forecast forecast = subject().fit(FitRequest.of(shortest)).forecast(1);
    assertThat(Arrays.stream(forecast.mean())).allMatch(Double::isFinite);
  }

  @Test
  @DisplayName("A constant series is forecast as that constant")
  void constantStaysConstant() {
    for (double value : new double[] {0, 42, -3e6}) {
      Forecast forecast =
          subject().fit(request(Panel.of(ContractSeries.constant("flat", 60, value)))).forecast(5);
      for (double mean : forecast.mean()) {
        assertThat(mean)
            .isCloseTo(value, within(constantTolerance() * Math.max(1, Math.abs(value))));
      }
    }
  }

  @Test
  @DisplayName("Huge and tiny magnitudes are forecast in proportion")
  void magnitudesAreHandled() {
    for (double factor : new double[] {1e12, 1e-12}) {
      TimeSeries scaled = ContractSeries.scaled(example(), factor);
      for (double mean : subject().fit(request(Panel.of(scaled))).forecast(horizon()).mean()) {
        assertThat(mean / factor).isBetween(-1000.0, 1000.0);
        assertThat(Math.abs(mean / factor)).isGreaterThan(1);
      }
    }
  }

  @Test
  @DisplayName(
      "Forecasts lie within the bounds that were declared at fit time, also when read again")
  void boundsAreKept() {
    double[] falling = new double[60];
    for (int i = 0; i < falling.length; i++) {
      falling[i] = Math.max(0, 60 - 1.1 * i + 3 * Math.sin(2 * Math.PI * i / 12));
    }
    FitRequest fit =
        request(Panel.of(ContractSeries.series("load", falling))).withBounds(new Bounds(0, 50));
    FittedForecaster fitted = subject().fit(fit);
    FittedForecaster read = subject().read(ModelTree.of(fitted::write).reader());
    for (FittedForecaster one : List.of(fitted, read)) {
      Forecast forecast = one.forecast(everything(9)).single();
      assertThat(Arrays.stream(forecast.mean())).allMatch(v -> v >= 0 && v <= 50);
      for (double[] row : forecast.quantiles().toArray()) {
        assertThat(Arrays.stream(row)).allMatch(v -> v >= 0 && v <= 50);
      }
      for (double[] path : forecast.paths()) {
        assertThat(Arrays.stream(path)).allMatch(v -> v >= 0 && v <= 50);
      }
    }
  }

  @Test
  @DisplayName("A deadline that has passed ends in a clear exception or in a usable model")
  void deadlineIsRespected() {
    FitRequest fit = request(Panel.of(example())).withDeadline(Deadline.after(Duration.ZERO));
    try {
      assertThat(Arrays.stream(subject().fit(fit).forecast(2).mean())).allMatch(Double::isFinite);
    } catch (DeadlineExceededException e) {
      assertThat(e).hasMessageContaining("deadline");
    }
  }

  @Test
  @DisplayName("A null request is refused at once")
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> subject().fit((FitRequest) null));
    assertThatNullPointerException().isThrownBy(() -> fitted().forecast((ForecastRequest) null));
  }

  @Test
  @DisplayName("A horizon of zero, or an absurd one, is refused by a message that names it")
  void absurdHorizonIsRefused() {
    FittedForecaster fitted = fitted();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fitted.forecast(0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fitted.forecast(1_000_000_000, Levels.none()))
        .withMessageContaining("1000000000");
  }
}
