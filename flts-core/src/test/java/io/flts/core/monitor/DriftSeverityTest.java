package io.flts.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Drift severity, as golden/seed/drift_severity.json has it")
class DriftSeverityTest {

  @ParameterizedTest
  @DisplayName("The bands are half-open: the border belongs to the severer one")
  @CsvSource({
    "0, LOW",
    "0.09999999999999999, LOW",
    "0.1, MEDIUM",
    "0.29999999999999993, MEDIUM",
    "0.3, HIGH",
    "0.49999999999999994, HIGH",
    "0.5, CRITICAL",
    "1, CRITICAL",
    "Infinity, CRITICAL",
  })
  void bands(double score, DriftSeverity expected) {
    assertThat(DriftSeverity.of(score)).isEqualTo(expected);
  }

  @Test
  @DisplayName("An alert is raised above 0.3, not at it")
  void alerts() {
    assertThat(DriftSeverity.alerts(0.3)).isFalse();
    assertThat(DriftSeverity.alerts(Math.nextUp(0.3))).isTrue();
  }

  @Test
  @DisplayName("Half of the columns drifted is a drift of the data set")
  void datasetDrift() {
    assertThat(DriftSeverity.isDatasetDrift(5, 10)).isTrue();
    assertThat(DriftSeverity.isDatasetDrift(4, 10)).isFalse();
    assertThat(DriftSeverity.isDatasetDrift(5, 11)).isFalse();
  }

  @Test
  @DisplayName("What is no score is refused")
  void refusals() {
    assertThatIllegalArgumentException().isThrownBy(() -> DriftSeverity.of(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> DriftSeverity.of(-0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> DriftSeverity.isDatasetDrift(3, 2));
  }
}
