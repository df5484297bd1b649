package io.flts.stat.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ErrorsTest {

  /** 99 paths of two steps: errors −49 to 49 at the first, twice that at the second. */
  private static Errors errors() {
    float[] paths = new float[198];
    for (int p = 0; p < 99; p++) {
      paths[2 * p] = p - 49;
      paths[2 * p + 1] = 2 * (p - 49);
    }
    return new Errors(2, paths);
  }

  @Test
  @DisplayName("Quantiles are the finite-sample ones, per step")
  void quantilesAreFiniteSample() {
    Errors errors = errors();
    assertThat(errors.quantile(0, 0.5)).isZero();
    // position p·(99 + 1) − 1
    assertThat(errors.quantile(0, 0.05)).isCloseTo(-45, within(1e-9));
    assertThat(errors.quantile(0, 0.95)).isCloseTo(45, within(1e-9));
    assertThat(errors.quantile(1, 0.95)).isCloseTo(90, within(1e-9));
    assertThat(errors.quantile(0, 0.999)).isGreaterThan(49);
    assertThat(errors.quantile(0, 0.001)).isLessThan(-49);
  }

  @Test
  @DisplayName("Beyond the learned horizon quantiles widen by the square root of the repetitions")
  void repetitionsWiden() {
    assertThat(errors().quantile(2, 0.95)).isCloseTo(45 * Math.sqrt(2), within(1e-9));
    assertThat(errors().quantile(5, 0.95)).isCloseTo(90 * Math.sqrt(3), within(1e-9));
  }

  @Test
  @DisplayName("A path keeps the dependence between its steps")
  void pathsKeepDependence() {
    Errors errors = errors();
    for (int p = 0; p < 99; p++) {
      assertThat(errors.error(1, p, 7)).isEqualTo(2 * errors.error(0, p, 7));
    }
  }
}
