package io.flts.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScoredLabelsPropertyTest {

  /** Coarse scores, so that ties are frequent. */
  private static double[] scores(Random random, int n) {
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      scores[i] = random.nextInt(11) / 10.0;
    }
    return scores;
  }

  private static boolean[] truth(Random random, int n) {
    boolean[] truth = new boolean[n];
    for (int i = 0; i < n; i++) {
      truth[i] = random.nextBoolean();
    }
    return truth;
  }

  @Property(tries = 300)
  void areaUnderTheCurveIsTheShareOfOrderedPairs(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    Random random = new Random(seed);
    double[] scores = scores(random, n);
    boolean[] truth = truth(random, n);
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (truth[i] && !truth[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    double area = ScoredLabels.of(scores, truth).areaUnderCurve();
    if (pairs == 0) {
      assertThat(area).isNaN();
    } else {
      assertThat(area).isCloseTo(won / pairs, within(1e-12));
    }
  }

  @Property(tries = 300)
  void theTableCountsEveryCaseOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    Random random = new Random(seed);
    double[] scores = scores(random, n);
    boolean[] truth = truth(random, n);
    for (ThresholdTable.Row row :
        ScoredLabels.of(scores, truth).thresholds(new ErrorCosts(3, 2)).rows()) {
      int missed = 0;
      int alarms = 0;
      for (int i = 0; i < n; i++) {
        boolean yes = scores[i] >= row.threshold();
        missed += truth[i] && !yes ? 1 : 0;
        alarms += !truth[i] && yes ? 1 : 0;
      }
      assertThat(row.cost()).isEqualTo(3.0 * missed + 2.0 * alarms);
      assertThat(row.counts().cases()).isEqualTo(n);
    }
  }
}
