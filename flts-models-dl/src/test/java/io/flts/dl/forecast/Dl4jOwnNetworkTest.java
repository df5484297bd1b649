package io.flts.dl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.error.FltsException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Progress;
import io.flts.api.model.ModelTree;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.dl.dl4j.OwnNetworks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks of the caller's own, from data to forecasts and files. */
class Dl4jOwnNetworkTest {

  private static TimeSeries wave(int length) {
    double[] values = new double[length];
    double[] cosine = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 50 + 10 * Math.sin(i * 0.3);
      cosine[i] = Math.cos(i * 0.3);
    }
    return TimeSeries.of("wave", TimeIndex.ofSteps(0, length), values)
        .withCovariate(Covariate.past("cosine", cosine));
  }

  private static Dl4j with(String json, int epochs) {
    return (Dl4j)
        new Dl4j().with(Parameters.of("configuration", json, "epochs", epochs).and("batch", 32));
  }

  private static FitRequest request() {
    return FitRequest.of(Panel.of(wave(200))).withHorizon(2).withSeed(4);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("The loss falls to under half, and the model reads back to the same bits")
  void wavesAreLearned(OwnNetworks network) {
    Dl4j forecaster = with(network.json(), 5);
    FittedForecaster fitted = forecaster.fit(request());
    String[] losses = fitted.provenance().notes().get("losses").split(" ");
    assertThat(Double.parseDouble(losses[4])).isLessThan(0.5 * Double.parseDouble(losses[0]));
    assertThat(fitted.provenance().notes().get("answers"))
        .startsWith(network.exported() ? "exported" : "Deeplearning4j");
    ModelTree saved = ModelTree.of(fitted::write);
    Forecast again = forecaster.read(saved.reader()).forecast(5);
    assertThat(again.mean()).containsExactly(fitted.forecast(5).mean());
  }

  @Test
  @DisplayName("The same seed writes the same model, another seed another, with dropout too")
  void seedsDecide() {
    Dl4j forecaster = with(OwnNetworks.LSTM_STACK.json(), 1);
    ModelTree saved = ModelTree.of(forecaster.fit(request())::write);
    assertThat(ModelTree.of(forecaster.fit(request())::write)).isEqualTo(saved);
    assertThat(ModelTree.of(forecaster.fit(request().withSeed(5))::write)).isNotEqualTo(saved);
  }

  @Test
  @DisplayName("Training goes on from a model, exported or not")
  void warmStart() {
    for (OwnNetworks network : List.of(OwnNetworks.LSTM_STACK, OwnNetworks.NARROWING)) {
      Dl4j forecaster = with(network.json(), 2);
      FittedForecaster first = forecaster.fit(request());
      double begun = loss(first);
      assertThat(loss(forecaster.fitFrom(first, request()))).isLessThan(begun);
    }
  }

  private static double loss(FittedForecaster fitted) {
    return Double.parseDouble(fitted.provenance().notes().get("losses").split(" ")[0]);
  }

  @Test
  @DisplayName("Units of the last layer say how many steps are answered at once")
  void outputsOfTheConfiguration() {
    String three = OwnNetworks.GRU.json().replaceFirst("\"nout\" : 0", "\"nout\" : 3");
    FittedForecaster fitted = with(three, 1).fit(request().withHorizon(7));
    assertThat(fitted.forecast(7).mean()).hasSize(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(three, 1).with(Parameters.of("output", 2)).fit(request()))
        .withMessageContaining("answers 3 numbers; 2 are wanted");
  }

  @Test
  @DisplayName("Epochs are told with losses and time left, and a deadline ends training")
  void progressAndDeadline() {
    List<Progress> told = new ArrayList<>();
    Dl4j forecaster = with(OwnNetworks.DENSE.json(), 3);
    forecaster.fit(request().withProgress(told::add));
    assertThat(told).hasSize(3);
    assertThat(told.get(0).task()).isEqualTo("fit dl4j");
    assertThat(told.get(0).figures()).containsKeys("loss", "validation-loss", "seconds-left");
    AtomicLong clock = new AtomicLong();
    Deadline soon = Deadline.after(Duration.ofSeconds(4), () -> clock.getAndAdd(1_000_000_000L));
    assertThat(forecaster.fit(request().withDeadline(soon)).provenance().notes())
        .containsKey("stopped");
  }

  @Test
  @DisplayName("Holes, spikes and constants give a plausible forecast or a refusal, never NaN")
  void hostileSeries() {
    double[] holes = wave(200).toArray();
    Arrays.fill(holes, 40, 90, Double.NaN);
    double[] spikes = wave(200).toArray();
    spikes[100] = 1e9;
    double[] constant = new double[200];
    Arrays.fill(constant, 7);
    for (double[] values : List.of(holes, spikes, constant)) {
      TimeSeries series = TimeSeries.of("x", TimeIndex.ofSteps(0, values.length), values);
      for (OwnNetworks network : List.of(OwnNetworks.DENSE, OwnNetworks.CONVOLUTION)) {
        try {
          double[] mean =
              with(network.json(), 2).fit(FitRequest.of(series).withHorizon(2)).forecast(4).mean();
          double most = Arrays.stream(values).filter(v -> v == v).map(Math::abs).max().orElse(1);
          for (double value : mean) {
            assertThat(value).isBetween(-10 * most, 10 * most);
          }
        } catch (FltsException e) {
          assertThat(e).hasMessageContaining("dl4j");
        }
      }
    }
  }

  @Test
  @DisplayName("A configuration that names another class is refused where it is set")
  void hostileParameter() {
    String json = OwnNetworks.DENSE.json().replace("org.nd4j.linalg.learning.config.Adam", "a.b.C");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(json, 1))
        .withMessageContaining("confs[0].layer.iupdater.@class names the class 'a.b.C'");
  }

  @Test
  @DisplayName("A saved model with another configuration or other weights is refused as damaged")
  void hostileModel() {
    Dl4j forecaster = with(OwnNetworks.CONVOLUTION.json(), 1);
    FittedForecaster fitted = forecaster.fit(request());
    refusedModel(
        forecaster,
        fitted,
        "configuration",
        "{\"confs\":[{\"layer\":{\"@class\":\"a.b.C\"}}]}",
        "a.b.C");
    refusedModel(forecaster, fitted, "weights", new float[] {1f}, "weights");
    refusedModel(forecaster, fitted, "exported", true, "body");
  }

  private static void refusedModel(
      Dl4j forecaster, FittedForecaster fitted, String key, Object value, String said) {
    ModelTree saved = ModelTree.of(fitted::write);
    ModelTree damaged = ModelTree.of(out -> copy(saved, out, key, value));
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> forecaster.read(damaged.reader()))
        .withMessageContaining(said);
  }

  /** Writes a tree again, with another value under one key of its first level. */
  private static void copy(ModelTree from, ModelWriter out, String key, Object value) {
    from.entries().forEach((name, kept) -> write(out, name, name.equals(key) ? value : kept));
  }

  private static void write(ModelWriter out, String name, Object value) {
    if (value instanceof ModelTree section) {
      copy(section, out.section(name), "", "");
    } else if (value instanceof String text) {
      out.text(name, text);
    } else if (value instanceof Boolean flag) {
      out.flag(name, flag);
    } else if (value instanceof Long whole) {
      out.integer(name, whole);
    } else if (value instanceof Double real) {
      out.real(name, real);
    } else if (value instanceof float[] floats) {
      out.floats(name, floats);
    } else {
      out.reals(name, (double[]) value);
    }
  }
}
