package io.flts.core.preprocess;

import static io.flts.core.preprocess.Prepared.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flts.api.error.CovariateException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.parameter.Parameters;
import io.flts.api.series.Covariate;
import io.flts.api.series.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LagsTest {
  private static final Lags ONE_AND_THREE = new Lags().with(Parameters.of("lags", List.of(1, 3)));

  @Test
  @DisplayName("Lag k is the value k observations before; the longest lag is cut off in front")
  void lags() {
    TimeSeries prepared = Prepared.of(ONE_AND_THREE, daily(10, 11, 12, 13, 14));
    assertThat(prepared.toArray()).containsExactly(13, 14);
    assertThat(prepared.index().label(0)).isEqualTo("2024-01-04T00:00:00");
    assertThat(prepared.covariate("target-lag-1").orElseThrow().toArray()).containsExactly(12, 13);
    assertThat(prepared.covariate("target-lag-3").orElseThrow().toArray()).containsExactly(10, 11);
    assertThat(prepared.covariate("target-lag-1").orElseThrow().kind())
        .isEqualTo(Covariate.Kind.PAST);
    assertThat(ONE_AND_THREE.shortensBy()).isEqualTo(3);
  }

  @Test
  @DisplayName("Covariates are lagged by name, the target not when told so")
  void covariates() {
    Lags lags =
        new Lags()
            .with(Parameters.of("lags", List.of(2), "target", false))
            .with(Parameters.of("covariates", List.of("price")));
    TimeSeries prepared =
        Prepared.of(lags, daily(1, 2, 3).withCovariate(Covariate.past("price", 7, 8, 9)));
    assertThat(prepared.covariate("price-lag-2").orElseThrow().toArray()).containsExactly(7);
    assertThat(prepared.covariate("target-lag-2")).isEmpty();
    assertThatExceptionOfType(CovariateException.class)
        .isThrownBy(() -> Prepared.of(lags, daily(1, 2, 3)))
        .withMessageContainingAll("'site-7'", "'price'", "Supply");
  }

  @Test
  @DisplayName("A series no longer than the longest lag is refused")
  void tooShort() {
    assertThatExceptionOfType(InsufficientDataException.class)
        .isThrownBy(() -> Prepared.of(ONE_AND_THREE, daily(1, 2, 3)))
        .withMessageContainingAll("'site-7'", "3 observations", "at least 4", "Shorten the lags");
  }
}
