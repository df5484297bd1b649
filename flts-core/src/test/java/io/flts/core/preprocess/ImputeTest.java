package io.flts.core.preprocess;

import static io.flts.core.preprocess.Prepared.NONE;
import static io.flts.core.preprocess.Prepared.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.InsufficientDataException;
import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.Covariate;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ImputeTest {

  private static Impute by(String method) {
    return new Impute().with(Parameters.of("method", method));
  }

  @Test
  @DisplayName("Linear: the straight line within, the nearest value at the ends")
  void linear() {
    assertThat(Prepared.values(by("linear"), NONE, 1, NONE, NONE, 4, NONE))
        .containsExactly(new double[] {1, 1, 2, 3, 4, 4}, within(1e-12));
  }

  @Test
  @DisplayName("Forward: the last observed value, in front the first")
  void forward() {
    assertThat(Prepared.values(by("forward"), NONE, 1, NONE, NONE, 4, NONE))
        .containsExactly(1, 1, 1, 1, 4, 4);
  }

  @Test
  @DisplayName("Mean: the mean of the training data, not of what is prepared later")
  void mean() {
    FittedPreprocessor fitted = by("mean").fit(Panel.of(daily(1, NONE, 3, 8)));
    assertThat(fitted.transform(Panel.of(daily(1, NONE, 3, 8))).get(0).toArray())
        .containsExactly(1, 4, 3, 8);
    assertThat(fitted.transform(Panel.of(daily(100, NONE))).get(0).toArray())
        .containsExactly(100, 4);
  }

  @Test
  @DisplayName("Seasonal: the place in the week counts, where a straight line would cut it off")
  void seasonal() {
    double[] week = {10, 20, 30, 40, 50, 0, 5};
    double[] values = new double[28];
    for (int i = 0; i < 28; i++) {
      values[i] = week[i % 7] + i / 7 * 7; // and a trend that steps up weekly
    }
    double[] gap = values.clone();
    gap[12] = NONE; // a Saturday: 7, between 57 and 12
    double seasonal = Prepared.values(by("seasonal"), gap)[12];
    double straight = Prepared.values(by("linear"), gap)[12];
    assertThat(straight).isEqualTo((57 + 12) / 2.0);
    assertThat(seasonal).isCloseTo(7, within(3.5));
  }

  @Test
  @DisplayName("Nearest: the mean over the rows most alike in the other columns, and no others")
  void nearest() {
    // The load follows the temperature; time says nothing.
    double[] temperature = {0, 30, 0, 30, 0, 30, 0, 30, 0, 30};
    double[] load = {100, 10, 104, 12, NONE, 14, 102, NONE, 98, 16};
    TimeSeries series = daily(load).withCovariate(Covariate.past("temperature", temperature));
    Impute two = by("nearest").with(Parameters.of("neighbours", 2));
    double[] filled = Prepared.of(two, series).toArray();
    assertThat(filled[4]).isBetween(98.0, 104.0);
    assertThat(filled[7]).isBetween(10.0, 16.0);
    assertThat(filled[0]).isEqualTo(100);

    // With all rows as neighbours it is the mean, so the neighbours are really what counts.
    double[] all =
        Prepared.of(by("nearest").with(Parameters.of("neighbours", 1000)), series).toArray();
    assertThat(all[4]).isCloseTo((100 + 10 + 104 + 12 + 14 + 102 + 98 + 16) / 8.0, within(1e-9));
    double[] line = Prepared.of(by("linear"), series).toArray();
    assertThat(line[4]).isEqualTo(13);
  }

  @Test
  @DisplayName("Nearest: one neighbour is the very value of the row most alike")
  void oneNearest() {
    double[] key = {1, 2, 3, 4, 5, 6, 2.1};
    double[] load = {10, 20, 30, 40, 50, 60, NONE};
    TimeSeries series = daily(load).withCovariate(Covariate.past("key", key));
    Impute one = by("nearest").with(Parameters.of("neighbours", 1, "season", 1));
    // The row before the missing one is at 60, so only the key speaks for 20 and against it 60.
    assertThat(Prepared.of(one, series).toArray()[6]).isIn(10.0, 20.0, 30.0);
  }

  @Test
  @DisplayName("Nearest looks up rows of the training data when other history has a gap")
  void nearestUsesTrainingRows() {
    double[] temperature = {0, 30, 0, 30, 0, 30};
    TimeSeries training =
        daily(100, 10, 100, 10, 100, 10).withCovariate(Covariate.past("temperature", temperature));
    FittedPreprocessor fitted =
        by("nearest").with(Parameters.of("neighbours", 2)).fit(Panel.of(training));
    TimeSeries later = daily(NONE, NONE).withCovariate(Covariate.past("temperature", 30, 0));
    assertThat(fitted.transform(Panel.of(later)).get(0).toArray()).containsExactly(10, 100);
  }

  @Test
  @DisplayName("Covariates are filled in past and future, or left alone on request")
  void covariates() {
    TimeSeries series = daily(1, 2, 3).withCovariate(Covariate.future("price", 5, NONE, 7, NONE));
    FittedPreprocessor fitted = by("linear").fit(Panel.of(series));
    assertThat(fitted.transform(Panel.of(series)).get(0).covariate("price").orElseThrow().toArray())
        .containsExactly(5, 6, 7, 7);
    FutureCovariates future =
        FutureCovariates.none()
            .and(
                "site-7",
                new FutureCovariates.Window(
                    series.index().next(3), Map.of("price", new double[] {1, NONE, 3})));
    assertThat(fitted.transformFuture(future).of("site-7").values().get("price"))
        .containsExactly(1, 2, 3);
    TimeSeries kept = Prepared.of(new Impute().with(Parameters.of("covariates", false)), series);
    assertThat(kept.covariate("price").orElseThrow().toArray()).containsExactly(5, NONE, 7, NONE);
  }

  @Test
  @DisplayName(
      "A history without any value takes the training mean; training without any is refused")
  void nothingObserved() {
    for (String method : new String[] {"linear", "mean", "forward", "seasonal", "nearest"}) {
      FittedPreprocessor fitted = by(method).fit(Panel.of(daily(2, 4)));
      assertThat(fitted.transform(Panel.of(daily(NONE, NONE))).get(0).toArray())
          .as(method)
          .doesNotContain(NONE);
      assertThatExceptionOfType(InsufficientDataException.class)
          .isThrownBy(() -> by(method).fit(Panel.of(daily(NONE, NONE))))
          .withMessageContainingAll(
              "'site-7'", "no observed value among 2", "at least 1", "Supply");
    }
  }
}
