package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.FltsException;
import io.flts.api.error.ModelFormatException;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.model.ModelTree;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Preprocessor} must keep. Extend it, implement {@link #subject()}, and override
 * the hooks only where the method honestly cannot do with the defaults.
 */
public abstract class PreprocessorContract extends ServiceContract<Preprocessor> {
  private static final int HORIZON = 12;

  @Override
  final Class<Preprocessor> serviceType() {
    return Preprocessor.class;
  }

  /** The series most tests use: 132 positive months, of which the last 12 play the future. */
  protected TimeSeries example() {
    TimeSeries series = ContractSeries.monthly("example", 132, 42);
    double[] temperature = new double[132];
    double[] price = new double[132];
    for (int i = 0; i < 132; i++) {
      temperature[i] = 10 + 8 * Math.cos(2 * Math.PI * i / 12);
      price[i] = 5 + i % 7;
    }
    return series
        .withCovariate(Covariate.past("temperature", temperature))
        .withCovariate(Covariate.future("price", price));
  }

  /** How far, relative to the series, an inverted path may lie from the raw one. */
  protected double inverseTolerance() {
    return 1e-9;
  }

  private TimeSeries history() {
    return example().head(example().length() - HORIZON);
  }

  private FittedPreprocessor fitted() {
    return subject().fit(Panel.of(history()));
  }

  @Test
  @DisplayName("Input is left as it was")
  void inputIsNotModified() {
    Panel panel = Panel.of(history());
    String before = panel.fingerprint();
    subject().fit(panel).transform(panel);
    assertThat(panel.fingerprint()).isEqualTo(before);
  }

  @Test
  @DisplayName("Ids, order and the end of every series stay")
  void idsAndEndStay() {
    Panel panel = Panel.of(history(), history().withId("second"));
    Panel prepared = subject().fit(panel).transform(panel);
    assertThat(prepared.size()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      TimeSeries raw = panel.get(i);
      TimeSeries done = prepared.get(i);
      assertThat(done.id()).isEqualTo(raw.id());
      assertThat(done.index().label(done.length())).isEqualTo(raw.index().label(raw.length()));
    }
  }

  @Test
  @DisplayName("The future prepared and brought back is the future, for paths exactly")
  void inverseUndoesTransform() {
    FittedPreprocessor fitted = fitted();
    TimeSeries all = example();
    TimeSeries prepared = fitted.transform(Panel.of(all)).get(0);
    double[] future = prepared.toArray(prepared.length() - HORIZON, prepared.length());
    Forecast forecast = forecast(future);
    for (Forecast raw :
        new Forecast[] {fitted.invert(forecast), fitted.invert(forecast, history())}) {
      assertThat(raw.index()).isEqualTo(forecast.index());
      double[] path = raw.paths()[0];
      for (int step = 0; step < HORIZON; step++) {
        double actual = all.get(all.length() - HORIZON + step);
        assertThat(path[step])
            .isCloseTo(actual, within(inverseTolerance() * Math.max(1, Math.abs(actual))));
      }
    }
  }

  private Forecast forecast(double[] prepared) {
    double[] low = prepared.clone();
    double[] high = prepared.clone();
    for (int step = 0; step < HORIZON; step++) {
      low[step] -= 0.01;
      high[step] += 0.01;
    }
    return Forecast.builder(history().id(), history().index().next(HORIZON), prepared)
        .quantiles(Quantiles.of(new double[] {0.1, 0.5, 0.9}, new double[][] {low, prepared, high}))
        .paths(new double[][] {prepared, high})
        .build();
  }

  @Test
  @DisplayName("Inverted quantiles keep their order")
  void quantilesStaySorted() {
    FittedPreprocessor fitted = fitted();
    TimeSeries prepared = fitted.transform(Panel.of(example())).get(0);
    Forecast raw =
        fitted.invert(forecast(prepared.toArray(prepared.length() - HORIZON, prepared.length())));
    for (int step = 0; step < HORIZON; step++) {
      assertThat(raw.quantiles().get(0, step)).isLessThanOrEqualTo(raw.quantiles().get(1, step));
      assertThat(raw.quantiles().get(1, step)).isLessThanOrEqualTo(raw.quantiles().get(2, step));
    }
  }

  @Test
  @DisplayName("The known future is prepared like the known past")
  void futureIsPreparedAlike() {
    FittedPreprocessor fitted = fitted();
    TimeSeries all = example();
    TimeSeries prepared = fitted.transform(Panel.of(all)).get(0);
    double[] price = all.requireCovariate("price", 0).toArray(all.length() - HORIZON, all.length());
    FutureCovariates future =
        fitted.transformFuture(
            FutureCovariates.none()
                .and(
                    all.id(),
                    new FutureCovariates.Window(
                        history().index().next(HORIZON), Map.of("price", price))));
    FutureCovariates.Window window = future.of(all.id());
    assertThat(window).isNotNull();
    for (Covariate covariate : prepared.covariates()) {
      if (covariate.kind() == Covariate.Kind.FUTURE) {
        double[] values = window.values().get(covariate.name());
        assertThat(values).as("future of %s", covariate.name()).isNotNull();
        double[] expected =
            Arrays.copyOfRange(covariate.toArray(), prepared.length() - HORIZON, prepared.length());
        for (int step = 0; step < HORIZON; step++) {
          assertThat(values[step]).isCloseTo(expected[step], within(1e-9));
        }
      }
    }
  }

  @Test
  @DisplayName("What is estimated comes from the training data alone")
  void nothingIsLearntAfterFit() {
    FittedPreprocessor fitted = fitted();
    ModelTree before = ModelTree.of(fitted::write);
    fitted.transform(Panel.of(ContractSeries.scaled(example(), 1000)));
    assertThat(ModelTree.of(fitted::write)).isEqualTo(before);
    TimeSeries once = fitted.transform(Panel.of(history())).get(0);
    assertThat(fitted.transform(Panel.of(history())).get(0)).isEqualTo(once);
  }

  @Test
  @DisplayName("Saved and read again, it prepares and inverts the same bits")
  void saveAndReadKeepEveryBit() {
    FittedPreprocessor fitted = fitted();
    ModelTree saved = ModelTree.of(fitted::write);
    FittedPreprocessor read = subject().read(saved.reader());
    TimeSeries prepared = fitted.transform(Panel.of(example())).get(0);
    assertThat(read.transform(Panel.of(example())).get(0)).isEqualTo(prepared);
    Forecast forecast = forecast(prepared.toArray(prepared.length() - HORIZON, prepared.length()));
    assertThat(read.invert(forecast)).isEqualTo(fitted.invert(forecast));
    assertThat(ModelTree.of(read::write)).isEqualTo(saved);
  }

  @Test
  @DisplayName("Content that is not its own is refused as damaged")
  void foreignContentIsRefused() {
    ModelTree own = ModelTree.of(fitted()::write);
    if (!own.entries().isEmpty()) {
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> subject().read(ModelTree.empty().reader()));
    }
  }

  @Test
  @DisplayName("Constant columns are prepared to finite values and brought back to the constant")
  void constantIsHandled() {
    TimeSeries flat = ContractSeries.constant("example", 60, 7);
    FittedPreprocessor fitted;
    try {
      fitted = subject().fit(Panel.of(flat));
    } catch (FltsException refused) {
      assertThat(refused).hasMessageContaining("'example'");
      return;
    }
    TimeSeries prepared = fitted.transform(Panel.of(flat)).get(0);
    assertThat(Arrays.stream(prepared.toArray())).allMatch(Double::isFinite);
    double[] last = prepared.toArray(prepared.length() - 2, prepared.length());
    Forecast forecast =
        Forecast.builder("example", flat.index().next(2), last)
            .paths(new double[][] {last})
            .build();
    assertThat(fitted.invert(forecast).paths()[0][1]).isCloseTo(7, within(1e-9 * 7));
  }
}
