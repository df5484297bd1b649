package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.CovariateException;
import io.flts.api.error.FltsException;
import io.flts.api.error.InvalidSeriesException;
import io.flts.api.error.UnknownSeriesException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Component;
import io.flts.api.forecast.Explainable;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Interval;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Updatable;
import io.flts.api.forecast.WarmStartable;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link ForecasterContract} that holds declared capabilities to what they promise. */
public abstract class ForecasterCapabilitiesContract extends ServiceContract<Forecaster> {
  private @Nullable FittedForecaster fitted;
  private @Nullable FittedForecaster fittedPanel;

  @Override
  final Class<Forecaster> serviceType() {
    return Forecaster.class;
  }

  /** The series most tests use: 120 months with trend, season and noise. */
  protected TimeSeries example() {
    return ContractSeries.monthly("example", 120, 42);
  }

  /** A panel of three such series. */
  protected Panel panel() {
    return Panel.of(
        example(),
        ContractSeries.monthly("second", 110, 43),
        ContractSeries.monthly("third", 96, 44));
  }

  /** The horizon most tests ask for. */
  protected int horizon() {
    return 12;
  }

  /** How a fit is asked for; override to shorten long trainings. */
  protected FitRequest request(Panel panel) {
    return FitRequest.of(panel).withHorizon(horizon());
  }

  /**
   * How far, relative to the series, the mean may differ when the training data come as other
   * history.
   */
  protected double otherHistoryTolerance() {
    return 1e-6;
  }

  /** How far, relative to the constant, a forecast of a constant series may lie from it. */
  protected double constantTolerance() {
    return 1e-6;
  }

  /** The subject fitted to {@link #example()}; fitted once. */
  protected final FittedForecaster fitted() {
    FittedForecaster present = fitted;
    if (present == null) {
      present = subject().fit(request(Panel.of(example())));
      fitted = present;
    }
    return present;
  }

  /** The subject fitted to {@link #panel()}; fitted once. */
  protected final FittedForecaster fittedPanel() {
    FittedForecaster present = fittedPanel;
    if (present == null) {
      present = subject().fit(request(panel()));
      fittedPanel = present;
    }
    return present;
  }

  final boolean can(Capability capability) {
    return subject().capabilities().has(capability);
  }

  /** Levels where the subject gives quantiles, else none. */
  final Levels levels() {
    return can(Capability.QUANTILES) ? Levels.of(0.5, 0.8, 0.95) : Levels.none();
  }

  /** A request for everything the subject can give. */
  final ForecastRequest everything(long seed) {
    return ForecastRequest.of(horizon())
        .withLevels(levels())
        .withPaths(can(Capability.PATHS) ? 20 : 0)
        .withSeed(seed);
  }

  @Test
  @DisplayName("Quantiles are given, in order and nested, or refused where not declared")
  void quantilesAreAsDeclared() {
    ForecastRequest request =
        ForecastRequest.of(horizon())
            .withLevels(Levels.of(0.5, 0.8, 0.95).and(Levels.quantiles(0.5)));
    if (!can(Capability.QUANTILES)) {
      assertThatIllegalArgumentException().isThrownBy(() -> fitted().forecast(request));
      return;
    }
    Forecast forecast = fitted().forecast(request).single();
    assertThat(forecast.quantiles().probabilities())
        .containsExactly(0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975);
    double[][] rows = forecast.quantiles().toArray();
    for (int step = 0; step < horizon(); step++) {
      for (int k = 1; k < rows.length; k++) {
        assertThat(rows[k][step]).isGreaterThanOrEqualTo(rows[k - 1][step]);
      }
    }
    Interval wide = forecast.interval(0.95);
    assertThat(wide.upper(0))
        .as("a noisy series has uncertain futures")
        .isGreaterThan(wide.lower(0));
  }

  @Test
  @DisplayName("Paths are given and follow the seed, or are refused where not declared")
  void pathsAreAsDeclared() {
    ForecastRequest request = ForecastRequest.of(horizon()).withPaths(20).withSeed(1);
    if (!can(Capability.PATHS)) {
      assertThatIllegalArgumentException().isThrownBy(() -> fitted().forecast(request));
      return;
    }
    double[][] paths = fitted().forecast(request).single().paths();
    assertThat(paths.length).isEqualTo(20);
    assertThat(paths[0]).hasSize(horizon());
    assertThat(fitted().forecast(request).single().paths()).isDeepEqualTo(paths);
    assertThat(Arrays.deepEquals(fitted().forecast(request.withSeed(2)).single().paths(), paths))
        .as("another seed gives other paths")
        .isFalse();
    assertThat(paths[0]).as("paths differ from each other").isNotEqualTo(paths[1]);
  }

  @Test
  @DisplayName("Missing values are bridged, or refused by a message that names series and remedy")
  void missingValuesAreAsDeclared() {
    TimeSeries gappy = ContractSeries.withGaps(example().withId("gappy"));
    FitRequest fit = request(Panel.of(gappy));
    if (can(Capability.MISSING_VALUES)) {
      Forecast forecast = subject().fit(fit).forecast(horizon());
      assertThat(Arrays.stream(forecast.mean())).allMatch(Double::isFinite);
      double[] full = fitted().forecast(horizon()).mean();
      for (int step = 0; step < horizon(); step++) {
        assertThat(forecast.mean(step))
            .as("a few gaps change little")
            .isCloseTo(full[step], within(40.0));
      }
      return;
    }
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> subject().fit(fit))
        .withMessageContaining("'gappy'")
        .withMessageContaining("missing")
        .withMessageContaining(gappy.index().label(7));
    PanelForecast over =
        fitted()
            .forecast(
                ForecastRequest.of(2).withHistory(Panel.of(ContractSeries.withGaps(example()))));
    assertThat(over.failures()).hasSize(1);
  }

  @Test
  @DisplayName("A season, where declared, is a parameter of which 0 means the frequency's own")
  void seasonIsAsDeclared() {
    boolean declared =
        subject().parameters().specs().stream().anyMatch(spec -> spec.name().equals("season"));
    if (can(Capability.SEASONAL)) {
      assertThat(declared).isTrue();
    }
  }

  @Test
  @DisplayName("Unknown series are answered from their history, or refused where not declared")
  void coldStartIsAsDeclared() {
    TimeSeries stranger = ContractSeries.monthly("stranger", 100, 99);
    ForecastOutcome outcome =
        fittedPanel()
            .forecast(ForecastRequest.of(3).withHistory(Panel.of(stranger)))
            .outcome("stranger");
    if (can(Capability.COLD_START)) {
      assertThat(outcome).isInstanceOf(Forecast.class);
    } else {
      assertThat(outcome).isInstanceOf(ForecastFailure.class);
      FltsException cause = ((ForecastFailure) outcome).cause();
      assertThat(cause)
          .isInstanceOf(UnknownSeriesException.class)
          .hasMessageContaining("'stranger'");
    }
  }

  @Test
  @DisplayName("A model per series gives the same forecasts whatever the order of the panel")
  void orderDoesNotMatter() {
    if (can(Capability.GLOBAL)) {
      return;
    }
    Panel panel = panel();
    Panel reversed = Panel.of(panel.get(2), panel.get(1), panel.get(0));
    PanelForecast one = fittedPanel().forecast(everything(3));
    PanelForecast other = subject().fit(request(reversed)).forecast(everything(3));
    for (TimeSeries series : panel) {
      assertThat(other.get(series.id())).isEqualTo(one.get(series.id()));
    }
  }

  @Test
  @DisplayName("New observations move the state on exactly like a longer history, where declared")
  void appendIsExact() {
    assertThat(fitted().power(Updatable.class).isPresent()).isEqualTo(can(Capability.UPDATABLE));
    if (!can(Capability.UPDATABLE)) {
      return;
    }
    TimeSeries all = example();
    TimeSeries head = all.head(110);
    FittedForecaster early = subject().fit(request(Panel.of(head)));
    FittedForecaster updated =
        early.power(Updatable.class).orElseThrow().append(Panel.of(all.slice(110, 120)));
    Forecast appended = updated.forecast(horizon());
    Forecast over =
        early.forecast(ForecastRequest.of(horizon()).withHistory(Panel.of(all))).single();
    assertThat(appended.index()).isEqualTo(all.index().next(horizon()));
    for (int step = 0; step < horizon(); step++) {
      assertThat(appended.mean(step))
          .isCloseTo(over.mean(step), within(otherHistoryTolerance() * 150));
    }
    assertThat(early.forecast(horizon()).index()).isEqualTo(head.index().next(horizon()));
    assertThatExceptionOfType(InvalidSeriesException.class)
        .as("a gap is refused")
        .isThrownBy(
            () -> early.power(Updatable.class).orElseThrow().append(Panel.of(all.slice(112, 120))));
    assertThatExceptionOfType(UnknownSeriesException.class)
        .isThrownBy(
            () ->
                early
                    .power(Updatable.class)
                    .orElseThrow()
                    .append(Panel.of(all.slice(110, 120).withId("stranger"))));
  }

  @Test
  @DisplayName("Additive components add up to the forecast, where declared")
  void explanationAddsUp() {
    assertThat(fitted().power(Explainable.class).isPresent())
        .isEqualTo(can(Capability.EXPLAINABLE));
    if (!can(Capability.EXPLAINABLE)) {
      return;
    }
    ForecastRequest request = ForecastRequest.of(horizon());
    Forecast forecast = fitted().forecast(request).single();
    List<Component> components =
        fitted()
            .power(Explainable.class)
            .orElseThrow()
            .explain(request)
            .components()
            .getOrDefault(example().id(), List.of());
    assertThat(components).isNotEmpty();
    boolean additive =
        components.stream().noneMatch(c -> c.role() == Component.Role.MULTIPLICATIVE);
    if (additive) {
      double[] sum = new double[horizon()];
      for (Component component : components) {
        if (component.role() == Component.Role.ADDITIVE) {
          assertThat(component.index().length()).isGreaterThanOrEqualTo(horizon());
          double[] values = component.values();
          for (int step = 0; step < horizon(); step++) {
            sum[step] += values[values.length - horizon() + step];
          }
        }
      }
      for (int step = 0; step < horizon(); step++) {
        assertThat(sum[step]).isCloseTo(forecast.mean(step), within(1e-6 * 150));
      }
    }
  }

  @Test
  @DisplayName("Warm start is implemented exactly where it is declared")
  void warmStartIsAsDeclared() {
    assertThat(subject() instanceof WarmStartable).isEqualTo(can(Capability.WARM_STARTABLE));
    if (subject() instanceof WarmStartable warm) {
      FittedForecaster again = warm.fitFrom(fitted(), request(Panel.of(example())));
      assertThat(Arrays.stream(again.forecast(horizon()).mean())).allMatch(Double::isFinite);
    }
  }

  @Test
  @DisplayName(
      "Future covariates, where used, are asked for by name when they do not reach far enough")
  void futureCovariatesAreRequired() {
    double[] known = new double[example().length()];
    double[] target = example().toArray();
    for (int i = 0; i < known.length; i++) {
      known[i] = Math.sin(i * 0.7) > 0.5 ? 1 : 0;
      target[i] += 25 * known[i];
    }
    TimeSeries series =
        example().withValues(target).withCovariate(Covariate.future("promotion", known));
    FittedForecaster model = subject().fit(request(Panel.of(series)));
    ForecastOutcome outcome = model.forecast(ForecastRequest.of(horizon())).outcome(series.id());
    if (can(Capability.FUTURE_COVARIATES)) {
      assertThat(outcome).isInstanceOf(ForecastFailure.class);
      assertThat(((ForecastFailure) outcome).cause())
          .isInstanceOf(CovariateException.class)
          .hasMessageContaining("'promotion'")
          .hasMessageContaining("'" + series.id() + "'");
      double[] longer = Arrays.copyOf(known, known.length + horizon());
      TimeSeries extended = series.withCovariate(Covariate.future("promotion", longer));
      assertThat(
              model
                  .forecast(ForecastRequest.of(horizon()).withHistory(Panel.of(extended)))
                  .failures())
          .isEmpty();
    } else {
      assertThat(outcome).isInstanceOf(Forecast.class);
    }
  }
}
