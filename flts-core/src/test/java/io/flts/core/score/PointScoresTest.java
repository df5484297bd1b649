package io.flts.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.UnknownServiceException;
import io.flts.api.parameter.Parameters;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Scores of the mean")
class PointScoresTest {
  // Errors of a: 1, 2, -1 and of b: 4 (its first actual value is unknown); 4 known steps in all.
  private static final ScoredCase A = Cases.of("a", new double[] {9, 18, 41}, 10, 20, 40);
  private static final ScoredCase B = Cases.of("b", new double[] {7, 4}, Double.NaN, 8);

  private static double score(String name, ScoredCase... cases) {
    return BuiltInScorers.get(name).score(ScoringContext.of(cases));
  }

  @ParameterizedTest(name = "{0} of two cases is {1}")
  @DisplayName("Each score is what its definition says, worked out by hand")
  @CsvSource({
    "mse, 5.5", // (1 + 4 + 1 + 16) / 4
    "rmse, 2.345207879911715", // sqrt(5.5)
    "mae, 2", // (1 + 2 + 1 + 4) / 4
    "wape, 10.256410256410257", // 100 * 8 / 78
    "mape, 28.75", // ((10 + 10 + 2.5) / 3 + 50) / 2
    "smape, 37.46139", // by hand: see below
    "mase, 1.1428571428571428", // scale (2 + 1 + 4) / 3 = 7/3; (4/3 + 4) / 2 / (7/3)
    "rmsse, 1.0231901879", // scale (4 + 1 + 16) / 3 = 7; (sqrt(2/7) + sqrt(16/7)) / 2
    "nrmse, 0.12026707", // 2.3452079 / 19.5
  })
  void definitions(String name, double expected) {
    double smape = ((200.0 / 19 + 400.0 / 38 + 200.0 / 81) / 3 + 800.0 / 12) / 2;
    double wanted = name.equals("smape") ? smape : expected;
    assertThat(score(name, A, B)).isCloseTo(wanted, within(1e-7));
  }

  @Test
  @DisplayName("R squared measures against the mean of each series, not of all")
  void rSquared() {
    ScoredCase low = Cases.of("low", new double[] {1, 2}, 1, 3);
    ScoredCase high = Cases.of("high", new double[] {101, 103}, 101, 103);
    assertThat(score("r2", low, high)).isEqualTo(1 - 1 / 4.0);
    assertThat(score("r2", Cases.of("low", new double[] {1, 2}, 1, 3))).isEqualTo(0.5);
    assertThat(score("r2", Cases.of("low", new double[] {5, 5}, 5, 5))).isNaN();
  }

  @Test
  @DisplayName("OWA is the mean of two ratios of averages")
  void overallWeightedAverage() {
    ScoredCase a = A.withReference(Cases.forecast("a", 8, 16, 42));
    double smape = (200.0 / 19 + 400.0 / 38 + 200.0 / 81) / (400.0 / 18 + 800.0 / 36 + 400.0 / 82);
    double mase = 4.0 / 8;
    assertThat(score("owa", a)).isCloseTo((smape + mase) / 2, within(1e-12));
    assertThat(score("owa", a, B)).as("a case without reference").isNaN();
    assertThat(score("owa", A.withReference(Cases.forecast("a", 10, 20, 40))))
        .as("a perfect reference")
        .isNaN();
  }

  @Test
  @DisplayName(
      "Zero actual values are left out of MAPE and count as right in sMAPE where forecast so")
  void zeros() {
    ScoredCase zeros = Cases.of("z", new double[] {5, 0, 8}, 0, 0, 10);
    assertThat(score("mape", zeros)).isEqualTo(20);
    assertThat(score("smape", zeros)).isCloseTo((200 + 0 + 200 * 2 / 18.0) / 3, within(1e-12));
    ScoredCase onlyZeros = Cases.of("z", new double[] {5, 1}, 0, 0);
    assertThat(score("mape", onlyZeros)).isNaN();
    assertThat(score("wape", onlyZeros)).isNaN();
    assertThat(score("nrmse", onlyZeros)).isNaN();
  }

  @Test
  @DisplayName("A case whose history repeats itself, or is too short, has no scaled error")
  void noScale() {
    ScoredCase constant =
        ScoredCase.of(Cases.forecast("c", 4), new double[] {5}, new double[] {3, 3, 3}, 1);
    ScoredCase tooShort =
        ScoredCase.of(Cases.forecast("c", 4), new double[] {5}, new double[] {1, 2}, 2);
    for (String name : List.of("mase", "rmsse")) {
      assertThat(score(name, constant)).as(name).isNaN();
      assertThat(score(name, tooShort)).as(name).isNaN();
      assertThat(score(name, constant, A)).as(name).isEqualTo(score(name, A));
    }
  }

  @Test
  @DisplayName("Missing values in the history are left out of the scale")
  void missingHistory() {
    double[] history = {1, Double.NaN, 2, 6};
    ScoredCase one = ScoredCase.of(Cases.forecast("c", 4), new double[] {5}, history, 1);
    assertThat(score("mase", one)).isEqualTo(1 / 4.0);
  }

  @Test
  @DisplayName("The scale of a seasonal series compares with the value one season before")
  void seasonalScale() {
    double[] history = {1, 10, 2, 14};
    ScoredCase one = ScoredCase.of(Cases.forecast("c", 4), new double[] {5}, history, 2);
    assertThat(score("mase", one)).isEqualTo(1 / 2.5);
  }

  @Test
  @DisplayName("NRMSE takes the divisor it is told")
  void divisors() {
    Scorer nrmse = new NormalizedRootMeanSquaredError();
    ScoringContext context = ScoringContext.of(A);
    double rmse = Math.sqrt(2);
    assertThat(nrmse.with(Parameters.of("divisor", "range")).score(context))
        .isCloseTo(rmse / 30, within(1e-12));
    double mean = 70.0 / 3;
    double deviation =
        Math.sqrt((Math.pow(10 - mean, 2) + Math.pow(20 - mean, 2) + Math.pow(40 - mean, 2)) / 3);
    assertThat(nrmse.with(Parameters.of("divisor", "deviation")).score(context))
        .isCloseTo(rmse / deviation, within(1e-12));
  }

  @Test
  @DisplayName("RMSE stays a number where the squares do not")
  void hugeErrors() {
    ScoredCase huge = Cases.of("h", new double[] {1e200, 0}, -1e200, 1e200);
    assertThat(score("rmse", huge)).isCloseTo(Math.sqrt(2.5) * 1e200, within(1e188));
  }

  @Test
  @DisplayName("An unknown name is refused with the names there are")
  void unknownName() {
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(() -> BuiltInScorers.get("rsme"))
        .withMessageContaining("rsme")
        .withMessageContaining("rmse");
  }
}
