package io.flts.core.multioutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Updatable;
import io.flts.api.model.ModelTree;
import io.flts.api.parameter.Parameters;
import io.flts.api.registry.ModelArtifact;
import io.flts.api.registry.ModelRef;
import io.flts.api.registry.ModelVersion;
import io.flts.api.registry.Promotion;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.bundle.BundleSchema;
import io.flts.core.bundle.ForecasterBundle;
import io.flts.core.bundle.ModelBundle;
import io.flts.core.catalog.ServiceCatalog;
import io.flts.core.decide.Exceedance;
import io.flts.core.pipeline.DriftingMean;
import io.flts.core.pipeline.Pipeline;
import io.flts.core.pipeline.SavedForecaster;
import io.flts.core.preprocess.Scale;
import io.flts.core.registry.InMemoryRegistry;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MultiOutputTest {
  private static final ServiceCatalog CATALOG = ServiceCatalog.load().and(new DriftingMean());
  private static final ForecastRequest REQUEST =
      ForecastRequest.of(5).withLevels(Levels.of(0.8)).withPaths(3).withSeed(4);

  private static TimeSeries series(String id, long seed) {
    Random random = new Random(seed);
    double[] values = new double[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 * seed + random.nextGaussian();
    }
    return TimeSeries.of(id, LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("h"), values);
  }

  /** Eight loads and two alarms, as the replaced pipeline had them in one version. */
  private static Map<String, Forecaster> tenTargets() {
    Map<String, Forecaster> targets = new LinkedHashMap<>();
    for (int i = 1; i <= 8; i++) {
      targets.put("load-" + i, new DriftingMean().with(Parameters.of("weight", 0.1 * i)));
    }
    targets.put("load-1>10.5", Pipeline.of(new DriftingMean()).after(new Scale()));
    targets.put("load-2<20.0", new DriftingMean());
    return targets;
  }

  private static Panel tenSeries() {
    List<TimeSeries> all = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      all.add(series("load-" + i, i));
    }
    all.add(Exceedance.above(10.5).indicator(all.get(0), 1));
    all.add(Exceedance.below(20).indicator(all.get(1), 1));
    return Panel.of(all);
  }

  @Test
  @DisplayName("Every target is forecast by its own part, exactly as that would alone")
  void everyTargetHasItsPart() {
    PanelForecast whole = MultiOutput.of(tenTargets()).fit(tenSeries()).forecast(REQUEST);
    assertThat(whole.forecasts()).hasSize(10);
    tenTargets()
        .forEach(
            (target, forecaster) -> {
              Forecast alone =
                  forecaster.fit(tenSeries().get(target)).forecast(REQUEST).get(target);
              Forecast part = whole.get(target);
              assertThat(part.mean()).isEqualTo(alone.mean());
              assertThat(part.quantiles()).isEqualTo(alone.quantiles());
              assertThat(part.paths()).isDeepEqualTo(alone.paths());
              assertThat(part.producedBy()).isEqualTo("multi-output");
            });
    assertThat(whole.get("load-1>10.5").mean(0)).isBetween(0.0, 1.0);
  }

  @Test
  @DisplayName("It is saved as one bundle, registered, promoted and loaded as one")
  void oneBundle() throws Exception {
    MultiOutput model = MultiOutput.of(tenTargets());
    FittedForecaster fitted = model.fit(tenSeries());
    ModelBundle bundle = ForecasterBundle.of(model, fitted, BundleSchema.none(), Map.of());
    assertThat(bundle.manifest().services()).hasSize(1 + 10 + 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bundle.write(bytes);
    try (InMemoryRegistry registry = new InMemoryRegistry()) {
      ModelVersion version =
          registry.register("site", ModelArtifact.of(bytes.toByteArray()), Map.of(), Map.of());
      registry.promote(
          Promotion.of("site", "production", version.version(), "test", "first version"));
      ModelVersion served = registry.resolve(ModelRef.parse("site@production"));
      try (InputStream in = registry.open(served)) {
        SavedForecaster again = ForecasterBundle.read(ModelBundle.read(in.readAllBytes()), CATALOG);
        assertThat(again.fitted().forecast(REQUEST)).isEqualTo(fitted.forecast(REQUEST));
        assertThat(again.forecaster()).hasToString(model.toString());
        assertThat(ForecasterBundle.configHash(again.forecaster()))
            .isEqualTo(ForecasterBundle.configHash(model));
      }
    }
  }

  @Test
  @DisplayName(
      "A target without a series is refused by its name, and so is a series without target")
  void fitNeedsEveryPart() {
    MultiOutput model = MultiOutput.of("down", new DriftingMean()).and("up", new DriftingMean());
    assertThatExceptionOfType(InsufficientDataException.class)
        .isThrownBy(() -> model.fit(series("down", 1)))
        .withMessageContaining("'up'");
    assertThatExceptionOfType(UnknownSeriesException.class)
        .isThrownBy(() -> model.fit(Panel.of(series("down", 1), series("side", 1))))
        .withMessageContaining("'side'")
        .withMessageContaining("[down, up]");
    TimeSeries empty = series("up", 1).head(0);
    assertThatExceptionOfType(InsufficientDataException.class)
        .isThrownBy(() -> model.fit(Panel.of(series("down", 1), empty)))
        .withMessageContaining("Target 'up'");
  }

  @Test
  @DisplayName("A saved model of which a part is missing is refused by the name of the part")
  void missingPartIsNamed() {
    MultiOutput model = MultiOutput.of(tenTargets());
    FittedForecaster fitted = model.fit(tenSeries());
    ModelTree saved = ModelTree.of(fitted::write);
    assertThat(saved.reader().section("parts").keys()).hasSize(10);
    FittedForecaster firstAlone =
        MultiOutput.of("load-1", new DriftingMean()).fit(series("load-1", 1));
    ModelTree damaged = ModelTree.of(firstAlone::write);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> model.read(damaged.reader()))
        .withMessageContaining("'load-2'")
        .withMessageContaining("[load-1]");
    assertThat(model.read(saved.reader()).forecast(REQUEST)).isEqualTo(fitted.forecast(REQUEST));
  }

  @Test
  @DisplayName("Several sites share the targets; other history is answered by target")
  void sitesAndHistory() {
    MultiOutput model =
        MultiOutput.of("down", new DriftingMean().with(Parameters.of("weight", 0.9)))
            .and(MultiOutput.REST, new DriftingMean().with(Parameters.of("weight", 0.1)));
    Panel panel = Panel.of(series("a/down", 1), series("x", 2), series("b/down", 3));
    FittedForecaster fitted = model.fit(panel);
    PanelForecast all = fitted.forecast(ForecastRequest.of(2));
    assertThat(all.outcomes())
        .extracting(o -> o.seriesId())
        .containsExactly("a/down", "x", "b/down");
    Panel history = Panel.of(series("b/down", 7), series("nobody/down", 1));
    PanelForecast over = fitted.forecast(ForecastRequest.of(2).withHistory(history));
    double expected =
        new DriftingMean()
            .with(Parameters.of("weight", 0.9))
            .fit(series("b/down", 7))
            .forecast(2)
            .mean(0);
    assertThat(over.get("b/down").mean(0)).isEqualTo(expected);
    assertThat(over.outcome("nobody/down")).isInstanceOf(ForecastFailure.class);
  }

  @Test
  @DisplayName("Components and new observations go to the part they belong to")
  void powers() {
    MultiOutput model = MultiOutput.of("down", new DriftingMean()).and("up", new DriftingMean());
    Panel all = Panel.of(series("down", 1), series("up", 2));
    FittedForecaster whole = model.fit(all);
    assertThat(
            whole
                .power(Explainable.class)
                .orElseThrow()
                .explain(ForecastRequest.of(2))
                .components())
        .containsOnlyKeys("down", "up");
    FittedForecaster early = model.fit(all.map(series -> series.head(50)));
    FittedForecaster later =
        early.power(Updatable.class).orElseThrow().append(Panel.of(all.get("up").slice(50, 60)));
    ForecastRequest two = ForecastRequest.of(2);
    assertThat(later.forecast(two).get("down")).isEqualTo(early.forecast(two).get("down"));
    assertThat(later.forecast(two).get("up").index()).isEqualTo(all.get("up").index().next(2));
  }

  @Test
  @DisplayName("Names of targets are checked")
  void names() {
    MultiOutput one = MultiOutput.of("down", new DriftingMean());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.and("down", new DriftingMean()))
        .withMessageContaining("'down'");
    assertThatIllegalArgumentException().isThrownBy(() -> one.and("a/b", new DriftingMean()));
    assertThatIllegalArgumentException().isThrownBy(() -> MultiOutput.of(Map.of()));
    assertThat(one.with(Parameters.of("targets", List.of("up"))).targets()).containsOnlyKeys("up");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.with(Parameters.of("targets", List.of("up", "down"))))
        .withMessageContaining("1 parts");
    assertThat(one.capabilities().has(Capability.QUANTILES)).isTrue();
  }
}
