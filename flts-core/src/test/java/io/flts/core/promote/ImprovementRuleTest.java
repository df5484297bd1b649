package io.flts.core.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flts.api.score.Scorer.Direction;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The improvement rule")
class ImprovementRuleTest {

  private static ImprovementRule rule(Direction direction) {
    return new ImprovementRule(ImprovementRule.DEFAULT_MINIMUM, direction);
  }

  @ParameterizedTest
  @DisplayName("decides the cases of golden/seed/deploy_rule.json, where higher is better")
  @CsvSource({", 0.1, true", "0.963, 0.964, true", "0.963, 0.9639, false", "0.971, 0.9026, false"})
  void higherIsBetter(Double old, double challenger, boolean promote) {
    assertThat(rule(Direction.HIGHER_IS_BETTER).isMetBy(old, challenger)).isEqualTo(promote);
  }

  @ParameterizedTest
  @DisplayName("mirrors them where lower is better, equality included")
  @CsvSource({
    ", 9, true",
    "0.964, 0.963, true",
    "0.9639, 0.963, false",
    "0.9026, 0.971, false",
    "0.3, 0.299, true",
    "1.001, 1, true",
    "100.001, 100, true",
    "0.0219, 0.0209, true",
    "0.0219, 0.02091, false"
  })
  void lowerIsBetter(Double old, double challenger, boolean promote) {
    assertThat(rule(Direction.LOWER_IS_BETTER).isMetBy(old, challenger)).isEqualTo(promote);
  }

  @Test
  @DisplayName("compares decimal numbers: binary subtraction would get a border wrong")
  void decimalSafe() {
    double difference = 0.964 - 0.963;
    assertThat(difference).isNotEqualTo(0.001);
    int wrongInBinary = 0;
    for (int i = 1; i < 1000; i++) {
      double old = BigDecimal.valueOf(i, 3).doubleValue();
      double challenger = BigDecimal.valueOf(i + 1, 3).doubleValue();
      assertThat(rule(Direction.HIGHER_IS_BETTER).isMetBy(old, challenger)).isTrue();
      if (challenger - old < 0.001) {
        wrongInBinary++;
      }
    }
    assertThat(wrongInBinary).isPositive();
  }

  @Test
  @DisplayName("never promotes a score that is no number, nor over one")
  void notFinite() {
    ImprovementRule rule = rule(Direction.LOWER_IS_BETTER);
    assertThat(rule.isMetBy(null, Double.NaN)).isFalse();
    assertThat(rule.isMetBy(1.0, Double.NaN)).isFalse();
    assertThat(rule.isMetBy(1.0, Double.NEGATIVE_INFINITY)).isFalse();
    assertThat(rule.isMetBy(Double.NaN, 1.0)).isFalse();
  }

  @Test
  @DisplayName("needs a direction and a minimum from 0")
  void refusals() {
    assertThatIllegalArgumentException().isThrownBy(() -> rule(Direction.TARGET_IS_BETTER));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImprovementRule(new BigDecimal("-1"), Direction.LOWER_IS_BETTER));
  }
}
