package io.flts.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.parameter.Parameters;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The weighted composite")
class CompositeTest {

  @Test
  @DisplayName("Reproduces the score that the replaced pipeline gave its LSTM, to 1e-15")
  void seedScore() {
    // golden/seed/scoreboard.json: 0.5 RMSE + 0.3 MAE + 0.2 MSE
    Map<String, Double> lstm =
        Map.of(
            "rmse", 0.03182955418991341,
            "mae", 0.01601955108344555,
            "mse", 0.0010131205199286342);
    assertThat(new Composite().combine(lstm)).isCloseTo(0.020923266523976095, within(1e-15));
  }

  @Test
  @DisplayName("Is the weighted sum of its parts")
  void sum() {
    ScoredCase one = Cases.of("a", new double[] {9, 18}, 10, 20);
    double expected = 0.5 * Math.sqrt(2.5) + 0.3 * 1.5 + 0.2 * 2.5;
    assertThat(new Composite().score(ScoringContext.of(one))).isCloseTo(expected, within(1e-15));
  }

  @Test
  @DisplayName("Takes other scorers and weights, and keeps configured and foreign ones")
  void configured() {
    Scorer named =
        new Composite()
            .with(Parameters.of("scorers", List.of("mase", "msis"), "weights", List.of(0.7, 0.3)));
    assertThat(named.scaleDependent()).isFalse();
    assertThat(named.requiredLevels()).isEqualTo(new MeanScaledIntervalScore().requiredLevels());
    Map<Scorer, Double> weighted = new LinkedHashMap<>();
    weighted.put(new WinklerScore().with(Parameters.of("level", 0.8)), 2.0);
    Composite composite = Composite.of(weighted);
    assertThat(composite.requiredLevels().probabilities()).containsExactly(0.1, 0.9);
    Scorer reweighted = composite.with(Parameters.of("weights", List.of(3.0)));
    assertThat(reweighted.requiredLevels().probabilities()).containsExactly(0.1, 0.9);
    assertThat(((Composite) reweighted).weightsByName()).containsExactly(Map.entry("winkler", 3.0));
  }

  @Test
  @DisplayName("Refuses what cannot be added, naming it")
  void refusals() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Composite().with(Parameters.of("weights", List.of(1.0))))
        .withMessageContaining("weights");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Composite.of(Map.of(new CoefficientOfDetermination(), 1.0)))
        .withMessageContaining("r2")
        .withMessageContaining("HIGHER_IS_BETTER");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Composite().combine(Map.of("rmse", 1.0)))
        .withMessageContaining("mae");
  }
}
