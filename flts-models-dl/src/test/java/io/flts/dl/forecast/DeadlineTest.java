package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Progress;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time by a clock that goes on one second each time it is read. */
class DeadlineTest {
  private static final Forecaster GRU =
      new Gru().with(Parameters.of("hidden", 8, "layers", 1).and("batch", 32).and("epochs", 50));

  private static TimeSeries wave() {
    double[] values = new double[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = 50 + 10 * Math.sin(i * 0.3);
    }
    return TimeSeries.of("wave", TimeIndex.ofSteps(0, values.length), values);
  }

  private static FitRequest within(long seconds) {
    AtomicLong clock = new AtomicLong();
    return FitRequest.of(Panel.of(wave()))
        .withSeed(1)
        .withDeadline(
            Deadline.after(Duration.ofSeconds(seconds), () -> clock.getAndAdd(1_000_000_000L)));
  }

  @Test
  @DisplayName("Four steps into the first epoch, the model is what these steps reached")
  void partOfAnEpochIsKept() {
    FittedForecaster cut = GRU.fit(within(6));
    assertThat(cut.provenance().notes())
        .containsEntry("epochs", "0")
        .containsEntry("best-epoch", "1")
        .hasEntrySatisfying("stopped", note -> assertThat(note).contains("4 steps"));
    FittedForecaster shorter = GRU.fit(within(4));
    assertThat(cut.forecast(1).mean(0)).isNotEqualTo(shorter.forecast(1).mean(0));
    assertThat(cut.forecast(1).mean(0)).isBetween(30.0, 70.0);
  }

  @Test
  @DisplayName("Later, the best finished epoch is the model")
  void bestEpochIsKept() {
    FittedForecaster fitted = GRU.fit(within(60));
    int epochs = Integer.parseInt(fitted.provenance().notes().get("epochs"));
    assertThat(epochs).isBetween(2, 30);
    assertThat(Integer.parseInt(fitted.provenance().notes().get("best-epoch")))
        .isBetween(1, epochs);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  @DisplayName("Without one step done there is no model")
  void nothingDoneIsRefused(long seconds) {
    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(() -> GRU.fit(within(seconds)))
        .withMessageContaining("gru");
  }

  @Test
  @DisplayName("Progress tells epoch, loss, validation loss and seconds left")
  void progressIsTold() {
    List<Progress> told = new ArrayList<>();
    GRU.with(Parameters.of("epochs", 3)).fit(within(100_000).withProgress(told::add));
    assertThat(told).hasSize(3);
    assertThat(told.get(1).task()).isEqualTo("fit gru");
    assertThat(told.get(1).done()).isEqualTo(2);
    assertThat(told.get(1).total()).isEqualTo(3);
    assertThat(told.get(1).figures()).containsKeys("loss", "validation-loss", "seconds-left");
  }
}
