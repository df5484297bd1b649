package io.flts.core.backtest;

import io.flts.api.error.InvalidSeriesException;
import io.flts.api.forecast.Bounds;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.Progress;
import io.flts.api.score.Scorer;
import io.flts.api.series.Panel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A rolling-origin evaluation of forecasters: at each origin they are fitted on what lies before it
 * and judged on what lies after.
 *
 * <p>No fold sees its future: a model is handed a slice of the series that ends at the origin, with
 * past covariates ending there, too; covariates declared as known in the future keep their later
 * values, because they are known. The baselines {@code naive} and {@code seasonal-naive} (and
 * {@code linear} where a candidate learns from windows) are always judged along.
 *
 * <p>Series and models run in parallel on an executor; a model that learns from several series at
 * once is one piece of work. The result does not depend on the threads, but for the times measured.
 * What fails for one series, window or model is reported in the result and stops nothing else;
 * after the deadline everything that is left fails.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Example: {@code Backtest.builder(RollingOrigin.of(24, 7)).candidate(ets).scorers(mase, rmse)
 * .available(catalog.forecasters()).build().run(panel).leaderboard()}
 *
 * @see <a href="https://otexts.com/fpp3/tscv.html">Hyndman and Athanasopoulos, FPP3, 5.10</a>
 * @since 0.1.0
 */
public final class Backtest {
  private final BacktestSettings settings;
  private final List<Candidate> candidates;
  private final List<Scorer> scorers;
  private final Executor executor;
  private final Progress.Listener progress;

  private Backtest(Builder builder) {
    this.settings =
        new BacktestSettings(
            builder.plan,
            builder.allLevels(),
            builder.bounds,
            builder.season,
            builder.seed,
            builder.deadline,
            builder.fitBudget,
            builder.fitProgress,
            builder.nanoClock);
    this.candidates = Baselines.complete(builder.candidates, builder.available);
    this.scorers = List.copyOf(builder.scorers);
    this.executor = builder.executor;
    this.progress = builder.progress;
    Set<String> labels = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (!labels.add(candidate.label())) {
        throw new IllegalArgumentException(
            "Two candidates are labelled '"
                + candidate.label()
                + "'; give one forecaster in several configurations a label each:"
                + " builder.candidate(label, forecaster).");
      }
    }
  }

  /** A builder. */
  public static Builder builder(RollingOrigin plan) {
    return new Builder(plan);
  }

  /** What will be judged, baselines included, in the order of the builder. */
  public List<Candidate> candidates() {
    return candidates;
  }

  /**
   * Judges all candidates on what they could not see.
   *
   * @throws io.flts.api.error.InsufficientDataException where no series is long enough for one
   *     window
   */
  public BacktestResult run(Panel panel) {
    return run(panel, Evaluation.HELD_OUT);
  }

  /**
   * Judges all candidates on data that they were fitted on: every model is fitted once on the whole
   * panel and then forecasts from origins within it. The figures flatter; they are for comparison
   * with results that were made like this, and no promotion gate accepts them.
   */
  public BacktestResult runInSample(Panel panel) {
    return run(panel, Evaluation.IN_SAMPLE);
  }

  private BacktestResult run(Panel panel, Evaluation evaluation) {
    Folds folds = Folds.of(settings.plan(), panel);
    AtomicLong done = new AtomicLong();
    long total = (long) folds.count() * candidates.size();
    List<CompletableFuture<ModelRun.Outcome>> futures = new ArrayList<>();
    for (Candidate candidate : candidates) {
      IntConsumer news =
          cases ->
              progress.onProgress(
                  new Progress(
                      "backtest " + candidate.label(), done.addAndGet(cases), total, Map.of()));
      for (List<List<Fold>> piece : pieces(candidate, folds)) {
        futures.add(
            CompletableFuture.supplyAsync(
                () -> runPiece(candidate, piece, folds, evaluation, news), executor));
      }
    }
    return BacktestResult.of(
        evaluation,
        settings,
        candidates.stream().map(Candidate::label).toList(),
        scorers,
        panel.fingerprint(),
        folds.skipped(),
        joined(futures));
  }

  private ModelRun.Outcome runPiece(
      Candidate candidate,
      List<List<Fold>> piece,
      Folds folds,
      Evaluation evaluation,
      IntConsumer news) {
    ModelRun run = new ModelRun(settings, candidate, evaluation);
    boolean leaks =
        evaluation == Evaluation.HELD_OUT
            && isGlobal(candidate)
            && folds.endsDiffer()
            && settings.plan().alignment() == RollingOrigin.Alignment.SERIES_END;
    return leaks ? run.refused(piece, leak(candidate), news) : run.over(piece, news);
  }

  private static InvalidSeriesException leak(Candidate candidate) {
    return new InvalidSeriesException(
        "The series of the panel end at different times, and '"
            + candidate.label()
            + "' learns from all of them at once: with origins counted from every series' own end it"
            + " would learn from what came after the origins of others. Align the origins:"
            + " RollingOrigin.alignedByClock().");
  }

  private static boolean isGlobal(Candidate candidate) {
    return candidate.forecaster().capabilities().has(Capability.GLOBAL);
  }

  /** Work that is independent: every series by itself, or all together for a global model. */
  private static List<List<List<Fold>>> pieces(Candidate candidate, Folds folds) {
    if (isGlobal(candidate)) {
      return List.of(folds.perWindow());
    }
    List<List<List<Fold>>> pieces = new ArrayList<>();
    for (List<Fold> ofSeries : folds.perSeries()) {
      if (!ofSeries.isEmpty()) {
        pieces.add(ofSeries.stream().map(List::of).toList());
      }
    }
    return pieces;
  }

  private static List<ModelRun.Outcome> joined(List<CompletableFuture<ModelRun.Outcome>> futures) {
    List<ModelRun.Outcome> outcomes = new ArrayList<>(futures.size());
    for (CompletableFuture<ModelRun.Outcome> future : futures) {
      outcomes.add(future.join());
    }
    return outcomes;
  }

  /** Collects the parts of a backtest. Confined to one thread. */
  public static final class Builder {
    private final RollingOrigin plan;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Forecaster> available = new ArrayList<>();
    private final List<Scorer> scorers = new ArrayList<>();
    private Levels levels = Levels.none();
    private Bounds bounds = Bounds.none();
    private int season;
    private long seed;
    private Executor executor = Runnable::run;
    private Deadline deadline = Deadline.none();
    private @Nullable Duration fitBudget;
    private Progress.Listener progress = Progress.Listener.none();
    private Progress.Listener fitProgress = Progress.Listener.none();
    private LongSupplier nanoClock = System::nanoTime;

    private Builder(RollingOrigin plan) {
      this.plan = Objects.requireNonNull(plan, "plan");
    }

    /** Adds a forecaster to judge, labelled with its name. */
    public Builder candidate(Forecaster forecaster) {
      candidates.add(Candidate.of(forecaster));
      return this;
    }

    /** Adds a forecaster to judge under a label, for one forecaster in several configurations. */
    public Builder candidate(String label, Forecaster forecaster) {
      candidates.add(new Candidate(label, forecaster));
      return this;
    }

    /** Adds forecasters to judge. */
    public Builder candidates(Collection<? extends Forecaster> forecasters) {
      forecasters.forEach(this::candidate);
      return this;
    }

    /** Adds forecasters among which baselines are looked up by name, usually the catalog's. */
    public Builder available(Collection<? extends Forecaster> forecasters) {
      available.addAll(forecasters);
      return this;
    }

    /** The scores that the leaderboard shall show; the quantiles they need are asked for. */
    public Builder scorers(Scorer... more) {
      scorers.addAll(List.of(more));
      return this;
    }

    /** Quantiles to ask for besides those that the scorers need, of models that give any. */
    public Builder levels(Levels newLevels) {
      levels = newLevels;
      return this;
    }

    /** Values that the series can take. */
    public Builder bounds(Bounds newBounds) {
      bounds = newBounds;
      return this;
    }

    /** The season length for scaled errors, at least 1; the frequency's unless told otherwise. */
    public Builder season(int observations) {
      if (observations < 1) {
        throw new IllegalArgumentException("Season " + observations + " must be at least 1.");
      }
      season = observations;
      return this;
    }

    /** The seed of all randomness. */
    public Builder seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /** Threads to use; the calling thread alone unless told otherwise. */
    public Builder executor(Executor newExecutor) {
      executor = newExecutor;
      return this;
    }

    /** When to stop; what is left by then fails. */
    public Builder deadline(Deadline newDeadline) {
      deadline = newDeadline;
      return this;
    }

    /**
     * The longest time that one fit may take; one that needs longer fails, unless it has a result.
     */
    public Builder fitBudget(Duration time) {
      fitBudget = time;
      return this;
    }

    /** Who wants to know how many forecasts are done. */
    public Builder progress(Progress.Listener newProgress) {
      progress = newProgress;
      return this;
    }

    /** Who wants to know how far each fit is, for example the epochs of a network. */
    public Builder fitProgress(Progress.Listener newProgress) {
      fitProgress = newProgress;
      return this;
    }

    /** The monotonic clock, in nanoseconds, by which fits and forecasts are timed. */
    public Builder nanoClock(LongSupplier newClock) {
      nanoClock = newClock;
      return this;
    }

    /**
     * The backtest.
     *
     * @throws io.flts.api.error.UnknownServiceException where a baseline cannot be found
     * @throws IllegalArgumentException where two candidates have the same label
     */
    public Backtest build() {
      return new Backtest(this);
    }

    private Levels allLevels() {
      Levels all = levels;
      for (Scorer scorer : scorers) {
        all = all.and(scorer.requiredLevels());
      }
      return all;
    }
  }
}
