package io.flts.core.backtest;

import io.flts.api.error.UnknownServiceException;
import io.flts.api.forecast.Forecast;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.Scorer;
import io.flts.api.score.ScoringContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a backtest found: all forecasts with what came true, all failures, and the time
 * that every model took.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class BacktestResult {

  /** The time that a model took over a whole backtest. */
  private record Times(long fitNanos, long predictNanos, int fits) {
    private static final Times NONE = new Times(0, 0, 0);

    Times plus(ModelRun.Outcome more) {
      return new Times(
          fitNanos + more.fitNanos(), predictNanos + more.predictNanos(), fits + more.fits());
    }
  }

  private final Evaluation evaluation;
  private final RollingOrigin plan;
  private final List<Scorer> scorers;
  private final String dataFingerprint;
  private final List<SkippedSeries> skipped;
  private final Map<String, List<BacktestCase>> cases;
  private final Map<String, List<BacktestFailure>> failures;
  private final Map<String, Times> times;

  private BacktestResult(
      Evaluation evaluation,
      RollingOrigin plan,
      List<Scorer> scorers,
      String dataFingerprint,
      List<SkippedSeries> skipped,
      Map<String, List<BacktestCase>> cases,
      Map<String, List<BacktestFailure>> failures,
      Map<String, Times> times) {
    this.evaluation = evaluation;
    this.plan = plan;
    this.scorers = scorers;
    this.dataFingerprint = dataFingerprint;
    this.skipped = List.copyOf(skipped);
    this.cases = cases;
    this.failures = failures;
    this.times = times;
  }

  static BacktestResult of(
      Evaluation evaluation,
      BacktestSettings settings,
      List<String> models,
      List<Scorer> scorers,
      String dataFingerprint,
      List<SkippedSeries> skipped,
      List<ModelRun.Outcome> outcomes) {
    Map<String, List<BacktestCase>> cases = new LinkedHashMap<>();
    Map<String, List<BacktestFailure>> failures = new LinkedHashMap<>();
    Map<String, Times> times = new HashMap<>();
    for (String model : models) {
      List<BacktestCase> ofModel = new ArrayList<>();
      List<BacktestFailure> failed = new ArrayList<>();
      Times sum = Times.NONE;
      for (ModelRun.Outcome outcome : outcomes) {
        if (outcome.model().equals(model)) {
          ofModel.addAll(outcome.cases());
          failed.addAll(outcome.failures());
          sum = sum.plus(outcome);
        }
      }
      cases.put(model, List.copyOf(ofModel));
      failures.put(model, List.copyOf(failed));
      times.put(model, sum);
    }
    return new BacktestResult(
        evaluation, settings.plan(), scorers, dataFingerprint, skipped, cases, failures, times);
  }

  /** Whether the models had seen what they were judged on. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** The origins. */
  public RollingOrigin plan() {
    return plan;
  }

  /** Labels of all models judged, in the order of the builder, baselines last. */
  public List<String> models() {
    return List.copyOf(cases.keySet());
  }

  /** {@link io.flts.api.series.Panel#fingerprint()} of the data. */
  public String dataFingerprint() {
    return dataFingerprint;
  }

  /**
   * All forecasts of a model, by series and then by origin; those of a global model by origin
   * first.
   */
  public List<BacktestCase> cases(String model) {
    return known(cases, model);
  }

  /** All forecasts of all models, model by model. */
  public List<BacktestCase> cases() {
    return cases.values().stream().flatMap(List::stream).toList();
  }

  /** What failed, model by model. */
  public List<BacktestFailure> failures() {
    return failures.values().stream().flatMap(List::stream).toList();
  }

  /** What failed of a model. */
  public List<BacktestFailure> failures(String model) {
    return known(failures, model);
  }

  /** Series that were too short for all windows, whatever the model. */
  public List<SkippedSeries> skipped() {
    return skipped;
  }

  private <T> T known(Map<String, T> byModel, String model) {
    T found = byModel.get(model);
    if (found == null) {
      throw new UnknownServiceException(
          "No model '"
              + model
              + "' in this backtest; it judged "
              + String.join(", ", models())
              + ".");
    }
    return found;
  }

  /** The score of a model over all its forecasts; {@code NaN} where it has none. */
  public double score(String model, Scorer scorer) {
    return score(cases(model), scorer);
  }

  private double score(List<BacktestCase> some, Scorer scorer) {
    if (some.isEmpty()) {
      return Double.NaN;
    }
    Map<CaseKey, Forecast> references = references();
    List<ScoredCase> scored = new ArrayList<>(some.size());
    for (BacktestCase one : some) {
      Forecast reference = references.get(one.key());
      scored.add(reference == null ? one.scored() : one.scored().withReference(reference));
    }
    return scorer.score(new ScoringContext(scored));
  }

  /**
   * What relative scores such as OWA compare with: the seasonal naive forecast of the same case.
   */
  private Map<CaseKey, Forecast> references() {
    Map<CaseKey, Forecast> references = new HashMap<>();
    for (BacktestCase one : cases.getOrDefault(Baselines.SEASONAL_NAIVE, List.of())) {
      references.put(one.key(), one.forecast());
    }
    return references;
  }

  /** The scores of two models over the forecasts that both of them made. */
  public PairedScore compare(String model, String other, Scorer scorer) {
    Map<CaseKey, BacktestCase> theirs = new LinkedHashMap<>();
    cases(other).forEach(one -> theirs.put(one.key(), one));
    List<BacktestCase> own = new ArrayList<>();
    List<BacktestCase> shared = new ArrayList<>();
    for (BacktestCase one : cases(model)) {
      BacktestCase same = theirs.get(one.key());
      if (same != null) {
        own.add(one);
        shared.add(same);
      }
    }
    return new PairedScore(other, score(own, scorer), score(shared, scorer), own.size());
  }

  /** A score per step of the horizon: position 0 is the score of all first steps. */
  public double[] scoreByStep(String model, Scorer scorer) {
    double[] byStep = new double[plan.horizon()];
    for (int step = 0; step < byStep.length; step++) {
      List<ScoredCase> ofStep = new ArrayList<>();
      for (BacktestCase one : cases(model)) {
        ofStep.add(SingleStep.of(one.scored(), step));
      }
      byStep[step] = ofStep.isEmpty() ? Double.NaN : scorer.score(new ScoringContext(ofStep));
    }
    return byStep;
  }

  /** The leaderboard of the scorers given to the backtest, sorted by the first of them. */
  public Leaderboard leaderboard() {
    if (scorers.isEmpty()) {
      throw new IllegalStateException(
          "The backtest was given no scorers; name some: result.leaderboard(scorers).");
    }
    return leaderboard(scorers);
  }

  /**
   * The leaderboard of some scorers, sorted by the first of them.
   *
   * @throws IllegalArgumentException where the first scorer has a target rather than a direction
   */
  public Leaderboard leaderboard(List<Scorer> shown) {
    Scorer first = shown.get(0);
    List<LeaderboardRow> rows = new ArrayList<>();
    for (String model : models()) {
      Map<String, Double> scores = new LinkedHashMap<>();
      shown.forEach(scorer -> scores.put(scorer.name(), score(model, scorer)));
      List<PairedScore> paired = new ArrayList<>();
      for (String baseline : List.of(Baselines.NAIVE, Baselines.SEASONAL_NAIVE, Baselines.LINEAR)) {
        if (cases.containsKey(baseline) && !baseline.equals(model)) {
          paired.add(compare(model, baseline, first));
        }
      }
      Times time = times.getOrDefault(model, Times.NONE);
      rows.add(
          new LeaderboardRow(
              model,
              Collections.unmodifiableMap(scores),
              paired,
              cases(model).size(),
              failures(model).size(),
              time.fits(),
              Duration.ofNanos(time.fitNanos()),
              Duration.ofNanos(time.predictNanos())));
    }
    return Leaderboard.of(evaluation, first.name(), first.direction(), rows, dataFingerprint);
  }

  /**
   * Writes every forecast as a long CSV table: {@code unique_id,ds,cutoff,model,mean}, quantiles as
   * {@code lo-95}, {@code hi-95} or {@code q-0.5}, and {@code y}; empty where there is no value.
   * One row per model, series, origin and step.
   */
  public void writeTable(Appendable out) throws IOException {
    BacktestTable.write(cases(), out);
  }
}
