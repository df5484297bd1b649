package io.flts.api.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link Scorer} must keep. Extend it and implement {@link #subject()}. */
public abstract class ScorerContract extends ServiceContract<Scorer> {
  private static final int SEASON = 12;

  @Override
  final Class<Scorer> serviceType() {
    return Scorer.class;
  }

  /** A forecast whose mean and every required quantile are the given values plus the error. */
  private ScoredCase scored(String id, double factor, double error, double... actuals) {
    double[] history = ContractSeries.scaled(ContractSeries.monthly(id, 60, 5), factor).toArray();
    Forecast forecast = forecast(id, factor * error, scaled(factor, actuals));
    Forecast reference = forecast(id, factor * 9, scaled(factor, actuals));
    return ScoredCase.of(forecast, scaled(factor, actuals), history, SEASON)
        .withReference(reference);
  }

  private static double[] scaled(double factor, double[] values) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  private Forecast forecast(String id, double error, double[] actuals) {
    double[] mean = new double[actuals.length];
    for (int step = 0; step < mean.length; step++) {
      mean[step] = Double.isNaN(actuals[step]) ? 100 : actuals[step] + error;
    }
    double[] probabilities = subject().requiredLevels().probabilities();
    double[][] rows = new double[probabilities.length][];
    Arrays.fill(rows, mean);
    return Forecast.builder(id, ContractSeries.monthly(id, 60, 5).index().next(mean.length), mean)
        .quantiles(Quantiles.of(probabilities, rows))
        .build();
  }

  private double score(ScoredCase... cases) {
    return subject().score(ScoringContext.of(cases));
  }

  private static final double[] ACTUALS = {104, 98, 110};

  @Test
  @DisplayName("A perfect forecast has the best score there is; where lower is better, zero")
  void perfectIsBest() {
    double perfect = score(scored("a", 1, 0, ACTUALS));
    double wrong = score(scored("a", 1, 3, ACTUALS));
    switch (subject().direction()) {
      case LOWER_IS_BETTER -> {
        assertThat(perfect).isEqualTo(0);
        assertThat(wrong).isGreaterThan(0);
      }
      case HIGHER_IS_BETTER -> assertThat(perfect).isGreaterThan(wrong);
      case TARGET_IS_BETTER -> assertThat(perfect).isFinite();
    }
  }

  @Test
  @DisplayName("A worse forecast never scores better")
  void worseIsNotBetter() {
    double near = score(scored("a", 1, 2, ACTUALS));
    double far = score(scored("a", 1, 20, ACTUALS));
    switch (subject().direction()) {
      case LOWER_IS_BETTER -> assertThat(far).isGreaterThan(near);
      case HIGHER_IS_BETTER -> assertThat(far).isLessThan(near);
      case TARGET_IS_BETTER -> assertThat(far).isLessThanOrEqualTo(near);
    }
  }

  @Test
  @DisplayName("Dependence on the scale is as declared")
  void scaleDependenceIsTrue() {
    double plain = score(scored("a", 1, 3, ACTUALS));
    double tenfold = score(scored("a", 10, 3, ACTUALS));
    if (subject().scaleDependent()) {
      assertThat(Math.abs(tenfold - plain)).isGreaterThan(1e-6);
    } else {
      assertThat(tenfold).isCloseTo(plain, within(1e-9));
    }
  }

  @Test
  @DisplayName("Steps whose actual value is unknown are left out")
  void unknownActualsAreLeftOut() {
    double without = score(scored("a", 1, 3, 104, 98));
    double with = score(scored("a", 1, 3, 104, 98, Double.NaN));
    assertThat(with).isCloseTo(without, within(1e-12));
  }

  @Test
  @DisplayName("Without any known actual value the score is NaN, not a made-up number")
  void nothingKnownIsNaN() {
    assertThat(score(scored("a", 1, 3, Double.NaN, Double.NaN))).isNaN();
  }

  @Test
  @DisplayName("The order of the cases does not matter, and the same cases give the same bits")
  void orderDoesNotMatter() {
    ScoredCase one = scored("a", 1, 3, ACTUALS);
    ScoredCase two = scored("b", 1, -5, 90, 95, 130);
    ScoredCase three = scored("c", 1, 1, 101, 99, 105);
    assertThat(score(three, two, one)).isCloseTo(score(one, two, three), within(1e-9));
    assertThat(score(one, two, three)).isEqualTo(score(one, two, three));
  }

  @Test
  @DisplayName("Scoring leaves the cases as they were")
  void inputIsNotModified() {
    ScoredCase one = scored("a", 1, 3, ACTUALS);
    List<double[]> before = List.of(one.actuals(), one.history(), one.forecast().mean());
    score(one);
    assertThat(one.actuals()).isEqualTo(before.get(0));
    assertThat(one.history()).isEqualTo(before.get(1));
    assertThat(one.forecast().mean()).isEqualTo(before.get(2));
  }
}
