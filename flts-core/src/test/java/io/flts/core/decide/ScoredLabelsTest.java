package io.flts.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoredLabelsTest {
  private static final boolean[] TRUTH = {true, false, true, false, false, true};
  private static final double[] PROBABILITIES = {0.9, 0.8, 0.6, 0.4, 0.3, 0.1};

  private static ScoredLabels six() {
    return ScoredLabels.of(PROBABILITIES, TRUTH);
  }

  @Test
  void yesIsSaidFromTheThresholdOn() {
    assertThat(six().at(0.6)).isEqualTo(new ConfusionCounts(2, 1, 1, 2));
    assertThat(six().at(Math.nextUp(0.6))).isEqualTo(new ConfusionCounts(1, 2, 1, 2));
    assertThat(six().at(0)).isEqualTo(new ConfusionCounts(3, 0, 3, 0));
    assertThat(six().at(1)).isEqualTo(new ConfusionCounts(0, 3, 0, 3));
  }

  @Test
  void measuresFollowTheirDefinitions() {
    ConfusionCounts counts = new ConfusionCounts(6, 2, 3, 9);
    assertThat(counts.cases()).isEqualTo(20);
    assertThat(counts.accuracy()).isEqualTo(0.75);
    assertThat(counts.baseRate()).isEqualTo(0.4);
    assertThat(counts.predictedRate()).isEqualTo(0.45);
    assertThat(counts.precision()).isCloseTo(6 / 9.0, within(1e-15));
    assertThat(counts.recall()).isEqualTo(0.75);
    assertThat(counts.specificity()).isEqualTo(0.75);
    assertThat(counts.balancedAccuracy()).isEqualTo(0.75);
    assertThat(counts.f1()).isCloseTo(12 / 17.0, within(1e-15));
    assertThat(counts.macroF1()).isCloseTo((12 / 17.0 + 18 / 23.0) / 2, within(1e-15));
  }

  @Test
  void whatHasNoCaseIsZero() {
    ConfusionCounts neverYes = new ConfusionCounts(0, 5, 0, 5);
    assertThat(neverYes.precision()).isZero();
    assertThat(neverYes.f1()).isZero();
    assertThat(new ConfusionCounts(0, 0, 0, 0).accuracy()).isZero();
  }

  @Test
  void areaUnderTheCurveCountsPairs() {
    // of the 9 pairs (yes, no): 0.9 wins 3, 0.6 wins 2, 0.1 wins none
    assertThat(six().areaUnderCurve()).isEqualTo(5 / 9.0);
    assertThat(ScoredLabels.of(new double[] {1, 1}, new boolean[] {true, false}).areaUnderCurve())
        .isEqualTo(0.5);
    assertThat(ScoredLabels.of(new double[] {1, 2}, new boolean[] {true, true}).areaUnderCurve())
        .isNaN();
  }

  @Test
  void lossesFollowTheirDefinitions() {
    ScoredLabels two = ScoredLabels.of(new double[] {0.75, 0.5}, new double[] {1, 0});
    assertThat(two.brierScore()).isEqualTo((0.0625 + 0.25) / 2);
    assertThat(two.logarithmicLoss())
        .isCloseTo(-(Math.log(0.75) + Math.log(0.5)) / 2, within(1e-15));
    ScoredLabels sure = ScoredLabels.of(new double[] {0}, new boolean[] {true});
    assertThat(sure.logarithmicLoss()).isCloseTo(-Math.log(1e-15), within(1e-9));
  }

  @Test
  void costsDecideOnTheThreshold() {
    ThresholdTable missesAreDear = six().thresholds(new ErrorCosts(10, 1));
    assertThat(missesAreDear.best().threshold()).isEqualTo(0.01);
    assertThat(missesAreDear.best().cost()).isEqualTo(3);
    ThresholdTable alarmsAreDear = six().thresholds(new ErrorCosts(1, 10));
    assertThat(alarmsAreDear.best().threshold()).isEqualTo(0.81);
    assertThat(alarmsAreDear.best().cost()).isEqualTo(2);
    assertThat(alarmsAreDear.savingOver(0.5)).isEqualTo(11 - 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alarmsAreDear.at(0.505))
        .withMessageContaining("0.505");
    assertThat(new ErrorCosts(10, 1).thresholdOfTrueProbabilities())
        .isCloseTo(1 / 11.0, within(1e-15));
  }

  @Test
  void groupsAreJudgedByThemselves() {
    String[] groups = {"young", "old", "old", "young", "old", "young"};
    GroupReport report = six().byGroup(groups, 0.5);
    assertThat(report.rows()).extracting(GroupReport.Row::group).containsExactly("old", "young");
    GroupReport.Row old = report.rows().get(0);
    assertThat(old.counts()).isEqualTo(new ConfusionCounts(1, 0, 1, 1));
    assertThat(old.areaUnderCurve()).isEqualTo(0.5);
    assertThat(report.rows().get(1).counts()).isEqualTo(new ConfusionCounts(1, 1, 0, 1));
    assertThat(report.all().counts()).isEqualTo(six().at(0.5));
    assertThat(report.rateRatio()).isCloseTo(0.5, within(1e-15));
    assertThat(report.toText())
        .isEqualTo(
            """
            group    cases  true rate   yes rate   accuracy   balanced      AUC
            old          3     0.3333     0.6667     0.6667     0.7500   0.5000
            young        3     0.6667     0.3333     0.6667     0.7500   0.5000
            all          6     0.5000     0.5000     0.6667     0.6667   0.5556
            """);
  }

  @Test
  void whatIsNoProbabilityOrTruthIsRefusedByItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoredLabels.of(new double[] {0.5, Double.NaN}, new double[] {0, 1}))
        .withMessageContaining("case 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoredLabels.of(new double[] {0.5, 0.5}, new double[] {2, 1}))
        .withMessageContaining("2.0 of case 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoredLabels.of(new double[] {0.5}, new double[] {0, 1}))
        .withMessageContaining("1 probabilities for 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new ErrorCosts(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ErrorCosts(-1, 2));
  }
}
