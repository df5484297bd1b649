package io.flts.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecaster;
import io.flts.api.series.Covariate;
import io.flts.api.series.Frequency;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import io.flts.core.score.BuiltInScorers;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No fold of a backtest sees its future")
class LeakageTest {
  private static final double POISON = 1e6;
  private static final int LENGTH = 60;

  /**
   * A series with a past and a future covariate; from a position on, what is not known is poison.
   */
  private static TimeSeries series(String id, int length, int poisonedFrom) {
    Random random = new Random(7);
    double[] target = random.doubles(length, 0, 1).toArray();
    double[] past = random.doubles(length, 0, 1).toArray();
    double[] future = random.doubles(length + 10, 0, 1).toArray();
    Arrays.fill(target, Math.min(poisonedFrom, length), length, POISON);
    Arrays.fill(past, Math.min(poisonedFrom, length), length, POISON);
    return TimeSeries.of(id, LocalDateTime.parse("2024-01-01T00:00"), Frequency.parse("h"), target)
        .withCovariate(Covariate.past("load", past))
        .withCovariate(Covariate.future("plan", future));
  }

  private static Backtest backtest(RollingOrigin plan, Forecaster spy) {
    return Backtest.builder(plan)
        .candidate(spy)
        .available(
            List.of(
                Models.naive(),
                Models.seasonalNaive(24),
                Models.watched("linear", Capabilities.of(1), series -> {})))
        .scorers(BuiltInScorers.get("mae"))
        .build();
  }

  @Test
  @DisplayName("neither in a fit nor in a history, with refits or without, expanding or sliding")
  void poisonIsNeverSeen() {
    for (Capability[] capabilities :
        List.of(new Capability[0], new Capability[] {Capability.GLOBAL})) {
      for (int refitEvery : new int[] {1, 2, RollingOrigin.NEVER}) {
        for (int maximumHistory : new int[] {0, 20}) {
          List<TimeSeries> seen = Collections.synchronizedList(new ArrayList<>());
          Forecaster spy = Models.watched("spy", Capabilities.of(1, capabilities), seen::add);
          RollingOrigin plan =
              RollingOrigin.of(4, 1).withRefitEvery(refitEvery).withMaximumHistory(maximumHistory);
          backtest(plan, spy)
              .run(Panel.of(series("a", LENGTH, LENGTH - 4), series("b", LENGTH, LENGTH - 4)));
          assertThat(seen).isNotEmpty().allSatisfy(LeakageTest::isClean);
        }
      }
    }
  }

  private static void isClean(TimeSeries given) {
    assertThat(Arrays.stream(given.toArray()).max().orElseThrow()).isLessThan(POISON);
    double[] past = given.covariate("load").orElseThrow().toArray();
    assertThat(past).hasSize(given.length());
    assertThat(Arrays.stream(past).max().orElseThrow()).isLessThan(POISON);
    assertThat(given.covariate("plan").orElseThrow().length())
        .as("what is known in advance may be used")
        .isGreaterThanOrEqualTo(given.length() + 4);
  }

  @Test
  @DisplayName("Changing the future changes no forecast made before it")
  void forecastsDoNotDependOnTheFuture() {
    RollingOrigin plan = RollingOrigin.of(4, 6).withRefitEvery(2);
    int origin = LENGTH - 4 - 5 * 4; // of the first window
    BacktestResult clean =
        backtest(plan, Models.trainingMean()).run(Panel.of(series("a", LENGTH, LENGTH)));
    for (int window = 0; window < 6; window++) {
      BacktestResult poisoned =
          backtest(plan, Models.trainingMean())
              .run(Panel.of(series("a", LENGTH, origin + window * 4)));
      for (int earlier = 0; earlier <= window; earlier++) {
        assertThat(poisoned.cases("training-mean").get(earlier).forecast())
            .isEqualTo(clean.cases("training-mean").get(earlier).forecast());
      }
    }
  }

  @Test
  @DisplayName("A model of all series is refused where one series' past is another's future")
  void raggedEnds() {
    Panel ragged = Panel.of(series("late", LENGTH, LENGTH), series("early", LENGTH - 14, LENGTH));
    List<TimeSeries> seen = Collections.synchronizedList(new ArrayList<>());
    Forecaster global = Models.watched("net", Capabilities.of(1, Capability.GLOBAL), seen::add);
    BacktestResult refused = backtest(RollingOrigin.of(4, 3), global).run(ragged);
    assertThat(refused.cases("net")).isEmpty();
    assertThat(refused.failures("net").get(0).reason()).contains("alignedByClock");
    assertThat(refused.cases("naive")).hasSize(6);
    assertThat(seen).isEmpty();

    BacktestResult aligned = backtest(RollingOrigin.of(4, 3).alignedByClock(), global).run(ragged);
    assertThat(aligned.failures("net")).isEmpty();
    assertThat(aligned.cases("net"))
        .extracting(BacktestCase::cutoff)
        .as("'early' ends before these origins, so only 'late' is judged")
        .containsExactly("2024-01-02T23:00:00", "2024-01-03T03:00:00", "2024-01-03T07:00:00");
    assertThat(aligned.skipped()).extracting(SkippedSeries::seriesId).containsExactly("early");
  }

  @Test
  @DisplayName("By the clock, a series that ends earlier is judged where it still has values")
  void raggedByClock() {
    Panel ragged = Panel.of(series("late", LENGTH, LENGTH), series("early", LENGTH - 6, LENGTH));
    BacktestResult result =
        backtest(RollingOrigin.of(4, 3).alignedByClock(), Models.trainingMean()).run(ragged);
    List<BacktestCase> early =
        result.cases("naive").stream().filter(one -> one.seriesId().equals("early")).toList();
    assertThat(early).extracting(BacktestCase::window).containsExactly(0, 1);
    assertThat(early.get(0).cutoff()).isEqualTo("2024-01-02T23:00:00");
    assertThat(early.get(1).scored().actuals()[3]).as("steps beyond its end are unknown").isNaN();
  }
}
