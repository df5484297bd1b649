package io.flts.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Levels;
import io.flts.api.parameter.Parameters;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Scores of quantiles and intervals")
class DistributionScoresTest {

  private static double score(Scorer scorer, ScoredCase... cases) {
    return scorer.score(ScoringContext.of(cases));
  }

  @Test
  @DisplayName("The quantile loss charges q per unit above and 1 - q per unit below")
  void pinball() {
    Scorer pinball = new PinballLoss().with(Parameters.of("quantiles", List.of(0.1, 0.9)));
    ScoredCase one = Cases.quantiles(new double[] {0.1, 0.9}, new double[] {2, 6}, 10, 0);
    // y = 10: 0.1*8 and 0.9*4; y = 0: 0.9*2 and 0.1*6
    assertThat(score(pinball, one)).isCloseTo((0.8 + 3.6 + 1.8 + 0.6) / 4, within(1e-12));
    Scorer wql = new WeightedQuantileLoss().with(Parameters.of("quantiles", List.of(0.1, 0.9)));
    assertThat(score(wql, one)).isCloseTo(2 * ((0.8 + 3.6 + 1.8 + 0.6) / 2) / 10, within(1e-12));
  }

  @Test
  @DisplayName("Without the quantiles or the interval asked for there is no score")
  void absentQuantiles() {
    ScoredCase bare = Cases.of("a", new double[] {1}, 1);
    for (Scorer scorer :
        List.of(
            new PinballLoss(),
            new WeightedQuantileLoss(),
            new ContinuousRankedProbabilityScore(),
            new Coverage(),
            new WinklerScore(),
            new MeanScaledIntervalScore())) {
      assertThat(score(scorer, bare)).as(scorer.name()).isNaN();
      assertThat(scorer.requiredLevels().size()).as(scorer.name()).isPositive();
    }
  }

  @Test
  @DisplayName(
      "CRPS of a normal forecast is near the closed form (Gneiting and Raftery 2007, eq. 21)")
  void crpsOfNormal() {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double[] fine = IntStream.range(1, 500).mapToDouble(k -> k / 500.0).toArray();
    for (double actual : new double[] {-2.5, -0.7, 0, 1.3}) {
      double exact =
          actual * (2 * normal.cumulativeProbability(actual) - 1)
              + 2 * normal.density(actual)
              - 1 / Math.sqrt(Math.PI);
      assertThat(
              crps(normal, actual, QuantileGrid.TWENTIETHS.stream().mapToDouble(p -> p).toArray()))
          .isCloseTo(exact, within(0.03 * exact));
      assertThat(crps(normal, actual, fine)).isCloseTo(exact, within(5e-4));
    }
  }

  private static double crps(NormalDistribution normal, double actual, double[] probabilities) {
    double[] values = new double[probabilities.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = normal.inverseCumulativeProbability(probabilities[k]);
    }
    List<Double> asked = IntStream.range(0, values.length).mapToObj(k -> probabilities[k]).toList();
    Scorer crps = new ContinuousRankedProbabilityScore().with(Parameters.of("quantiles", asked));
    return score(crps, Cases.quantiles(probabilities, values, actual));
  }

  @Test
  @DisplayName("CRPS of a forecast that is one number is its absolute error")
  void crpsOfNumber() {
    double[] probabilities = {0.05, 0.3, 0.5, 0.9};
    Scorer crps =
        new ContinuousRankedProbabilityScore()
            .with(Parameters.of("quantiles", List.of(0.5, 0.05, 0.9, 0.3)));
    double[] weights = QuantileGrid.midpointWeights(List.of(0.05, 0.3, 0.5, 0.9));
    assertThat(IntStream.range(0, 4).mapToDouble(k -> weights[k]).sum())
        .isCloseTo(1, within(1e-12));
    // symmetric grids integrate q and 1 - q exactly, whichever side the actual value is on
    Scorer even = new ContinuousRankedProbabilityScore();
    double[] grid = QuantileGrid.TWENTIETHS.stream().mapToDouble(p -> p).toArray();
    double[] seven = IntStream.range(0, 19).mapToDouble(k -> 7).toArray();
    assertThat(score(even, Cases.quantiles(grid, seven, 10))).isCloseTo(3, within(1e-9));
    assertThat(score(even, Cases.quantiles(grid, seven, 5))).isCloseTo(2, within(1e-9));
    assertThat(score(crps, Cases.quantiles(probabilities, new double[] {7, 7, 7, 7}, 7))).isZero();
  }

  @Test
  @DisplayName("Coverage counts the ends of the interval as inside")
  void coverage() {
    double[] ends = {Levels.lower(0.95), Levels.upper(0.95)};
    ScoredCase one = Cases.quantiles(ends, new double[] {2, 6}, 2, 6, 4, 7, Double.NaN);
    assertThat(score(new Coverage(), one)).isEqualTo(0.75);
    assertThat(new Coverage().direction()).isEqualTo(Scorer.Direction.TARGET_IS_BETTER);
  }

  @Test
  @DisplayName(
      "The interval score is the width plus 2/alpha per unit outside; MSIS scales it per case")
  void intervalScore() {
    double[] ends = {Levels.lower(0.9), Levels.upper(0.9)};
    ScoredCase one = Cases.quantiles(ends, new double[] {2, 6}, 1, 6.5, 4);
    double sum = (4 + 20 * 1) + (4 + 20 * 0.5) + 4;
    Parameters level = Parameters.of("level", 0.9);
    assertThat(score(new WinklerScore().with(level), one)).isCloseTo(sum / 3, within(1e-9));
    assertThat(score(new MeanScaledIntervalScore().with(level), one))
        .isCloseTo(sum / 3 / (7 / 3.0), within(1e-9));
  }
}
