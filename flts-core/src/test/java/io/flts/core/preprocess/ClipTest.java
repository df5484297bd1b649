package io.flts.core.preprocess;

import static io.flts.core.preprocess.Prepared.NONE;
import static io.flts.core.preprocess.Prepared.daily;
import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.parameter.Parameters;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.series.Covariate;
import io.flts.api.series.Panel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClipTest {
  /** Quartiles 2 and 4 by linear interpolation. */
  private static final double[] ONE_TO_FIVE = {1, 2, 3, 4, 5};

  @Test
  @DisplayName("IQR: quartiles plus and minus three ranges, measured on the training data")
  void fences() {
    FittedPreprocessor fitted = new Clip().fit(Panel.of(daily(ONE_TO_FIVE)));
    assertThat(fitted.transform(Panel.of(daily(-5, -4, 3, 10, 11, 1000, NONE))).get(0).toArray())
        .containsExactly(-4, -4, 3, 10, 10, 10, NONE);
  }

  @Test
  @DisplayName("IQR: an outlier in the training data does not protect itself")
  void outlierInTraining() {
    assertThat(Prepared.values(new Clip(), 1, 2, 3, 4, 5, 6, 1e9)[6]).isLessThan(20);
  }

  @Test
  @DisplayName("Percentile: the percentiles are the limits")
  void percentiles() {
    Clip clip =
        new Clip()
            .with(
                Parameters.of("method", "percentile", "lower-percentile", 25)
                    .and("upper-percentile", 75));
    assertThat(Prepared.values(clip, ONE_TO_FIVE)).containsExactly(2, 2, 3, 4, 4);
  }

  @Test
  @DisplayName("Outliers become missing on request, for an imputer behind")
  void missing() {
    FittedPreprocessor fitted =
        new Clip().with(Parameters.of("outliers", "missing")).fit(Panel.of(daily(ONE_TO_FIVE)));
    assertThat(fitted.transform(Panel.of(daily(3, 1000))).get(0).toArray())
        .containsExactly(3, NONE);
  }

  @Test
  @DisplayName("Where the quartiles coincide there are no limits")
  void noSpread() {
    assertThat(Prepared.values(new Clip(), 0, 0, 0, 0, 0, 0, 0, 9))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 9);
  }

  @Test
  @DisplayName("Covariates are clipped on request only")
  void covariates() {
    Covariate price = Covariate.past("price", 1, 2, 3, 4, 1000);
    Panel panel = Panel.of(daily(ONE_TO_FIVE).withCovariate(price));
    assertThat(priceOf(new Clip(), panel)).isEqualTo(1000);
    assertThat(priceOf(new Clip().with(Parameters.of("covariates", true)), panel)).isEqualTo(10);
  }

  private static double priceOf(Clip clip, Panel panel) {
    return clip.fit(panel).transform(panel).get(0).covariate("price").orElseThrow().get(4);
  }
}
