package io.flts.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flts.api.error.FitFailedException;
import io.flts.api.error.InsufficientDataException;
import io.flts.api.error.UnknownServiceException;
import io.flts.api.forecast.Capabilities;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Progress;
import io.flts.api.score.Scorer;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeIndex;
import io.flts.api.series.TimeSeries;
import io.flts.core.score.BuiltInScorers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rolling-origin backtest")
class BacktestTest {
  private static final Scorer MAE = BuiltInScorers.get("mae");
  private static final List<Forecaster> BASELINES =
      List.of(Models.naive(), Models.seasonalNaive(4));

  private static TimeSeries ramp(String id, int length) {
    double[] values = IntStream.range(0, length).mapToDouble(i -> i).toArray();
    return TimeSeries.of(id, TimeIndex.ofSteps(0, length), values);
  }

  private static Backtest.Builder backtest(RollingOrigin plan) {
    return Backtest.builder(plan).available(BASELINES).scorers(MAE);
  }

  @Test
  @DisplayName("puts the origins one step apart, the last one horizon before the end")
  void origins() {
    BacktestResult result =
        backtest(RollingOrigin.of(3, 4).withStep(2)).build().run(Panel.of(ramp("a", 20)));
    assertThat(result.cases("naive"))
        .extracting(BacktestCase::cutoff)
        .containsExactly("10", "12", "14", "16");
    assertThat(result.cases("naive")).extracting(BacktestCase::window).containsExactly(0, 1, 2, 3);
    assertThat(result.cases("naive").get(3).scored().actuals()).containsExactly(17, 18, 19);
    assertThat(result.cases("naive").get(0).scored().history()).hasSize(11);
    // naive errs by 1, 2, 3 on a ramp of slope 1
    assertThat(result.score("naive", MAE)).isEqualTo(2);
    assertThat(result.scoreByStep("naive", MAE)).containsExactly(1, 2, 3);
  }

  @Test
  @DisplayName("learns from a sliding window where told so")
  void slidingWindow() {
    BacktestResult result =
        backtest(RollingOrigin.of(1, 3).withMaximumHistory(4))
            .candidate(Models.trainingMean())
            .build()
            .run(Panel.of(ramp("a", 10)));
    assertThat(means(result, "training-mean")).containsExactly(4.5, 5.5, 6.5);
    assertThat(result.cases("training-mean").get(0).scored().history()).containsExactly(3, 4, 5, 6);
  }

  @Test
  @DisplayName(
      "fits at every k-th origin and keeps the parameters between, over the longer history")
  void refitInterval() {
    RollingOrigin plan = RollingOrigin.of(1, 5).withRefitEvery(2);
    BacktestResult result =
        backtest(plan).candidate(Models.trainingMean()).build().run(Panel.of(ramp("a", 10)));
    // fitted on 0..4, 0..6 and 0..8; the origins between keep the mean learned before
    assertThat(means(result, "training-mean")).containsExactly(2, 2, 3, 3, 4);
    assertThat(result.cases("training-mean"))
        .extracting(BacktestCase::refitted)
        .containsExactly(true, false, true, false, true);
    assertThat(result.leaderboard().row("training-mean").fits()).isEqualTo(3);
    // the naive model follows the history without being fitted
    assertThat(means(result, "naive")).containsExactly(4, 5, 6, 7, 8);
    BacktestResult never =
        backtest(plan.withRefitEvery(RollingOrigin.NEVER))
            .candidate(Models.trainingMean())
            .build()
            .run(Panel.of(ramp("a", 10)));
    assertThat(means(never, "training-mean")).containsExactly(2, 2, 2, 2, 2);
  }

  private static double[] means(BacktestResult result, String model) {
    return result.cases(model).stream().mapToDouble(one -> one.forecast().mean(0)).toArray();
  }

  @Test
  @DisplayName("gives the same table on one thread and on many")
  void threadsDoNotMatter() throws Exception {
    Panel panel = Panel.of(IntStream.range(0, 30).mapToObj(i -> ramp("s" + i, 20 + i)).toList());
    Backtest.Builder builder =
        backtest(RollingOrigin.of(2, 5).withRefitEvery(2))
            .candidate(Models.trainingMean())
            .levels(Levels.of(0.8));
    String alone = table(builder.build().run(panel));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int repeat = 0; repeat < 5; repeat++) {
        assertThat(table(builder.executor(pool).build().run(panel))).isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static String table(BacktestResult result) throws IOException {
    StringBuilder text = new StringBuilder();
    result.writeTable(text);
    return text.toString();
  }

  @Test
  @DisplayName("writes a long table with quantiles named as people name them")
  void longTable() throws IOException {
    BacktestResult result =
        backtest(RollingOrigin.of(2, 1))
            .levels(Levels.of(0.8).and(Levels.quantiles(0.5, 0.25)))
            .build()
            .run(Panel.of(ramp("a, \"b\"", 6)));
    assertThat(table(result).lines())
        .startsWith(
            "unique_id,ds,cutoff,model,mean,lo-80,q-0.25,q-0.5,hi-80,y",
            "\"a, \"\"b\"\"\",4,3,naive,3.0,-1.0,0.5,3.0,7.0,4.0",
            "\"a, \"\"b\"\"\",5,3,naive,3.0,-1.0,0.5,3.0,7.0,5.0")
        .hasSize(5);
  }

  @Test
  @DisplayName("goes on when one series or one model fails, and says what failed and why")
  void failuresAreReported() {
    Forecaster picky =
        Models.failing(
            "picky",
            training -> {
              if (training.id().equals("bad")) {
                throw new FitFailedException("Series 'bad' does not suit.");
              }
              return 1;
            });
    Forecaster broken =
        Models.failing(
            "broken",
            training -> {
              throw new ArrayIndexOutOfBoundsException("Index 7");
            });
    BacktestResult result =
        backtest(RollingOrigin.of(1, 3))
            .candidate(broken)
            .candidate(picky)
            .build()
            .run(Panel.of(ramp("good", 8), ramp("bad", 8)));
    assertThat(result.cases("naive")).hasSize(6);
    assertThat(result.cases("picky")).hasSize(3);
    assertThat(result.failures("picky"))
        .hasSize(3)
        .allSatisfy(
            failure -> {
              assertThat(failure.seriesId()).isEqualTo("bad");
              assertThat(failure.reason()).contains("does not suit");
            });
    assertThat(result.failures("broken"))
        .hasSize(6)
        .allSatisfy(failure -> assertThat(failure.reason()).contains("broken", "Index 7"));
    Leaderboard board = result.leaderboard();
    assertThat(board.rows())
        .extracting(LeaderboardRow::model)
        .as("whoever failed comes after all that did not, whoever has no score last")
        .containsExactly("naive", "seasonal-naive", "picky", "broken");
    assertThat(board.row("broken").failures()).isEqualTo(6);
    assertThat(board.row("broken").score("mae")).isNaN();
  }

  @Test
  @DisplayName("tries again at the next origin after a fit that failed")
  void recoversAfterFailure() {
    Forecaster needsSix =
        Models.failing(
            "needs-six",
            training -> {
              if (training.length() < 6) {
                throw new InsufficientDataException("too short");
              }
              return training.length();
            });
    BacktestResult result =
        backtest(RollingOrigin.of(1, 5).withRefitEvery(RollingOrigin.NEVER))
            .candidate(needsSix)
            .build()
            .run(Panel.of(ramp("a", 10)));
    assertThat(result.failures("needs-six")).extracting(BacktestFailure::window).containsExactly(0);
    assertThat(means(result, "needs-six")).containsExactly(6, 6, 6, 6);
  }

  @Test
  @DisplayName("compares models only over forecasts that both made")
  void pairedComparison() {
    Forecaster picky =
        Models.failing(
            "picky",
            training -> {
              if (training.length() < 9) {
                throw new FitFailedException("too early");
              }
              return 9;
            });
    BacktestResult result =
        backtest(RollingOrigin.of(1, 5)).candidate(picky).build().run(Panel.of(ramp("a", 10)));
    PairedScore paired = result.compare("picky", "naive", MAE);
    assertThat(paired).isEqualTo(new PairedScore("naive", 0, 1, 1));
    assertThat(result.leaderboard().row("picky").againstBaselines()).contains(paired);
  }

  @Test
  @DisplayName("stops at the deadline with what it has; the rest is reported as failed")
  void deadline() {
    AtomicInteger fits = new AtomicInteger();
    Forecaster slow = Models.watched("slow", Capabilities.of(1), series -> fits.incrementAndGet());
    Deadline afterThree = Deadline.none().orWhen(() -> fits.get() >= 3);
    BacktestResult result =
        backtest(RollingOrigin.of(1, 6))
            .candidate(slow)
            .deadline(afterThree)
            .build()
            .run(Panel.of(ramp("a", 12)));
    assertThat(result.cases("slow")).isNotEmpty().hasSizeLessThan(6);
    assertThat(result.cases("slow").size() + result.failures("slow").size()).isEqualTo(6);
    assertThat(result.failures("slow").get(0).reason()).contains("deadline");
  }

  @Test
  @DisplayName("tells progress up to the last forecast")
  void progress() {
    List<Progress> news = Collections.synchronizedList(new ArrayList<>());
    backtest(RollingOrigin.of(1, 3))
        .progress(news::add)
        .build()
        .run(Panel.of(ramp("a", 9), ramp("b", 9)));
    assertThat(news).hasSize(12);
    assertThat(news.get(11).done()).isEqualTo(12);
    assertThat(news).allSatisfy(one -> assertThat(one.total()).isEqualTo(12));
  }

  @Test
  @DisplayName("hands on what fits tell of their own progress, apart from its own")
  void fitProgress() {
    List<Progress> fits = Collections.synchronizedList(new ArrayList<>());
    List<Progress> news = Collections.synchronizedList(new ArrayList<>());
    backtest(RollingOrigin.of(1, 2))
        .progress(news::add)
        .fitProgress(fits::add)
        .build()
        .run(Panel.of(ramp("a", 9)));
    assertThat(fits).isNotEmpty().allSatisfy(one -> assertThat(one.task()).startsWith("fit "));
    assertThat(news).hasSize(4);
  }

  @Test
  @DisplayName("measures fits and forecasts by the clock it is given")
  void times() {
    AtomicLong clock = new AtomicLong();
    BacktestResult result =
        backtest(RollingOrigin.of(1, 4).withRefitEvery(2))
            .nanoClock(() -> clock.getAndAdd(1000))
            .build()
            .run(Panel.of(ramp("a", 9)));
    assertThat(result.leaderboard().row("naive").fitTime().toNanos()).isEqualTo(2000);
    assertThat(result.leaderboard().row("naive").predictTime().toNanos()).isEqualTo(4000);
  }

  @Test
  @DisplayName("always holds the baselines, and linear beside models that learn from windows")
  void baselines() {
    assertThat(backtest(RollingOrigin.of(1, 1)).build().candidates())
        .extracting(Candidate::label)
        .containsExactly("naive", "seasonal-naive");
    Forecaster global = Models.watched("net", Capabilities.of(1, Capability.GLOBAL), series -> {});
    Backtest.Builder withNet = backtest(RollingOrigin.of(1, 1)).candidate(global);
    assertThatExceptionOfType(UnknownServiceException.class)
        .isThrownBy(withNet::build)
        .withMessageContaining("'linear'")
        .withMessageContaining("flts-models-stat");
    Forecaster linear = Models.watched("linear", Capabilities.of(1), series -> {});
    assertThat(withNet.available(List.of(linear)).build().candidates())
        .extracting(Candidate::label)
        .containsExactly("net", "naive", "seasonal-naive", "linear");
  }

  @Test
  @DisplayName("asks for the quantiles that its scorers need")
  void levelsOfScorers() {
    BacktestResult result =
        backtest(RollingOrigin.of(1, 2))
            .scorers(BuiltInScorers.get("coverage"))
            .build()
            .run(Panel.of(ramp("a", 9)));
    assertThat(result.cases("naive").get(0).forecast().quantiles().probabilities())
        .containsExactly(0.025, 0.975);
    assertThat(result.leaderboard().row("naive").score("coverage")).isEqualTo(1);
  }

  @Test
  @DisplayName("leaves out and names series that are too short, and refuses where all are")
  void shortSeries() {
    Backtest backtest = backtest(RollingOrigin.of(2, 3)).build();
    BacktestResult result = backtest.run(Panel.of(ramp("long", 9), ramp("short", 5)));
    assertThat(result.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.seriesId()).isEqualTo("short");
              assertThat(skipped.windows()).isEqualTo(1);
              assertThat(skipped.reason()).contains("5 observations", "at least 7");
            });
    assertThat(result.cases("naive")).hasSize(5);
    assertThatExceptionOfType(InsufficientDataException.class)
        .isThrownBy(() -> backtest.run(Panel.of(ramp("tiny", 2))))
        .withMessageContaining("tiny");
  }

  @Test
  @DisplayName("refuses two candidates of one label, and a ranking by a score without direction")
  void refusals() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                backtest(RollingOrigin.of(1, 1))
                    .candidate(Models.trainingMean())
                    .candidate(Models.trainingMean())
                    .build())
        .withMessageContaining("training-mean");
    BacktestResult result = backtest(RollingOrigin.of(1, 1)).build().run(Panel.of(ramp("a", 9)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> result.leaderboard(List.of(BuiltInScorers.get("coverage"))))
        .withMessageContaining("coverage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RollingOrigin.of(0, 1))
        .withMessageContaining("Horizon 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RollingOrigin.of(1, 1).withStep(0))
        .withMessageContaining("Step");
  }

  @Test
  @DisplayName("calls in-sample figures in-sample, and fits on all data only for them")
  void inSample() {
    Backtest backtest = backtest(RollingOrigin.of(1, 5)).candidate(Models.trainingMean()).build();
    BacktestResult result = backtest.runInSample(Panel.of(ramp("a", 11)));
    assertThat(means(result, "training-mean")).containsOnly(5.0);
    assertThat(result.leaderboard().row("training-mean").fits()).isEqualTo(1);
    assertThat(result.evaluation()).isEqualTo(Evaluation.IN_SAMPLE);
    assertThat(result.leaderboard().toText()).contains("IN-SAMPLE");
  }

  @Test
  @DisplayName("relative scores compare with the seasonal naive forecast of the same case")
  void relativeScores() {
    BacktestResult result = backtest(RollingOrigin.of(2, 3)).build().run(Panel.of(ramp("a", 20)));
    assertThat(result.score("seasonal-naive", BuiltInScorers.get("owa")))
        .isCloseTo(1, within(1e-12));
    assertThat(result.score("naive", BuiltInScorers.get("owa"))).isLessThan(1);
  }
}
