package io.flts.core.backtest;

import io.flts.api.error.DeadlineExceededException;
import io.flts.api.error.FitFailedException;
import io.flts.api.error.FltsException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.FitRequest;
import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastFailure;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Forecaster;
import io.flts.api.forecast.Levels;
import io.flts.api.forecast.PanelForecast;
import io.flts.api.forecast.Updatable;
import io.flts.api.score.ScoredCase;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One candidate over the windows of one series, or of several series that it learns from together.
 * Confined to one thread; its windows follow one another because the fitted model is carried on.
 */
final class ModelRun {

  /** What became of a run; times in nanoseconds. */
  record Outcome(
      String model,
      List<BacktestCase> cases,
      List<BacktestFailure> failures,
      long fitNanos,
      long predictNanos,
      int fits) {}

  private final BacktestSettings settings;
  private final Candidate candidate;
  private final Evaluation evaluation;
  private final List<BacktestCase> cases = new ArrayList<>();
  private final List<BacktestFailure> failures = new ArrayList<>();

  /** Up to which position of each series the fitted model has seen it. */
  private final Map<String, Integer> reached = new HashMap<>();

  private @Nullable FittedForecaster fitted;
  private long fitNanos;
  private long predictNanos;
  private int fits;

  ModelRun(BacktestSettings settings, Candidate candidate, Evaluation evaluation) {
    this.settings = settings;
    this.candidate = candidate;
    this.evaluation = evaluation;
  }

  /**
   * Runs over windows in order.
   *
   * @param windows per window the folds of the series that are forecast together
   * @param afterWindow told the number of forecasts dealt with
   */
  Outcome over(List<List<Fold>> windows, IntConsumer afterWindow) {
    for (List<Fold> folds : windows) {
      try {
        settings.deadline().check("Backtest of '" + candidate.label() + "'");
        window(folds);
      } catch (FltsException e) {
        failAll(folds, e);
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        // a plug-in's bug must not take the other models' results with it
        failAll(folds, broken(e));
      }
      afterWindow.accept(folds.size());
    }
    return outcome();
  }

  /** Lets every window fail for the same reason. */
  Outcome refused(List<List<Fold>> windows, FltsException reason, IntConsumer afterWindow) {
    for (List<Fold> folds : windows) {
      failAll(folds, reason);
      afterWindow.accept(folds.size());
    }
    return outcome();
  }

  private Outcome outcome() {
    return new Outcome(candidate.label(), cases, failures, fitNanos, predictNanos, fits);
  }

  private FltsException broken(Throwable e) {
    return new FitFailedException(
        "Forecaster '"
            + candidate.forecaster().name()
            + "' broke with "
            + e
            + ". This is a fault of the forecaster: report it to its author.",
        e);
  }

  private void window(List<Fold> folds) {
    boolean refit = fitted == null || isRefitWindow(folds.get(0).window());
    FittedForecaster model = refit ? fit(folds) : fitted;
    if (model == null) {
      throw new IllegalStateException("No model after a fit.");
    }
    long start = settings.nanoClock().getAsLong();
    PanelForecast forecasts;
    try {
      boolean continues = evaluation == Evaluation.HELD_OUT && (refit || advance(model, folds));
      forecasts =
          Objects.requireNonNull(fitted).forecast(request(continues ? null : histories(folds)));
      folds.forEach(fold -> reached.put(fold.series().id(), fold.origin()));
    } finally {
      predictNanos += settings.nanoClock().getAsLong() - start;
    }
    for (Fold fold : folds) {
      take(fold, refit, forecasts.outcome(fold.series().id()));
    }
  }

  /**
   * Moves the model's state on over what was observed since its last origin, where it has that
   * power: by contract the same as running it over the whole longer history, at a fraction of the
   * cost.
   *
   * @return whether the model now stands at the origins of these folds
   */
  private boolean advance(FittedForecaster model, List<Fold> folds) {
    Optional<Updatable> updatable = model.power(Updatable.class);
    boolean expanding = settings.plan().maximumHistory() == 0;
    boolean together = folds.stream().allMatch(fold -> reached.containsKey(fold.series().id()));
    if (updatable.isEmpty() || !expanding || !together) {
      return false;
    }
    List<TimeSeries> observed = new ArrayList<>();
    for (Fold fold : folds) {
      TimeSeries series = fold.series();
      observed.add(series.slice(reached.getOrDefault(series.id(), fold.origin()), fold.origin()));
    }
    fitted = updatable.get().append(Panel.of(observed));
    return true;
  }

  private boolean isRefitWindow(int window) {
    return evaluation == Evaluation.HELD_OUT && window % settings.plan().refitEvery() == 0;
  }

  private static Panel histories(List<Fold> folds) {
    return Panel.of(folds.stream().map(Fold::history).toList());
  }

  private FittedForecaster fit(List<Fold> folds) {
    Panel training =
        evaluation == Evaluation.HELD_OUT
            ? histories(folds)
            : Panel.of(folds.stream().map(Fold::series).toList());
    reached.clear();
    fitted = null; // a failed refit must not leave the model of an older origin answering
    FitRequest request =
        FitRequest.of(training)
            .withHorizon(settings.plan().horizon())
            .withBounds(settings.bounds())
            .withSeed(settings.seed())
            .withDeadline(settings.fitDeadline())
            .withProgress(settings.fitProgress());
    long start = settings.nanoClock().getAsLong();
    try {
      FittedForecaster model = candidate.forecaster().fit(request);
      fitted = model;
      fits++;
      return model;
    } finally {
      fitNanos += settings.nanoClock().getAsLong() - start;
    }
  }

  private ForecastRequest request(@Nullable Panel history) {
    Forecaster forecaster = candidate.forecaster();
    boolean quantiles = forecaster.capabilities().has(Capability.QUANTILES);
    return ForecastRequest.of(settings.plan().horizon())
        .withLevels(quantiles ? settings.levels() : Levels.none())
        .withHistory(history)
        .withSeed(settings.seed())
        .withDeadline(settings.deadline());
  }

  private void take(Fold fold, boolean refitted, ForecastOutcome outcome) {
    if (outcome instanceof ForecastFailure failure) {
      fail(fold, failure.cause());
      return;
    }
    Forecast forecast = (Forecast) outcome;
    TimeSeries series = fold.series();
    String expected = series.index().label(fold.origin());
    if (forecast.horizon() != settings.plan().horizon()
        || !forecast.index().label(0).equals(expected)) {
      fail(
          fold,
          new FitFailedException(
              "Forecaster '"
                  + candidate.forecaster().name()
                  + "' answered "
                  + forecast.horizon()
                  + " steps from "
                  + forecast.index().label(0)
                  + " for series '"
                  + series.id()
                  + "'; "
                  + settings.plan().horizon()
                  + " steps from "
                  + expected
                  + " were asked for. This is a fault of the forecaster: report it to its author."));
      return;
    }
    ScoredCase scored =
        ScoredCase.of(
            forecast, series, fold.from(), fold.origin(), settings.seasonOf(series.frequency()));
    cases.add(new BacktestCase(candidate.label(), fold.window(), fold.cutoff(), refitted, scored));
  }

  private void failAll(List<Fold> folds, FltsException cause) {
    if (!(cause instanceof DeadlineExceededException)) {
      fitted = null;
    }
    folds.forEach(fold -> fail(fold, cause));
  }

  private void fail(Fold fold, FltsException cause) {
    failures.add(
        new BacktestFailure(
            candidate.label(), fold.series().id(), fold.window(), fold.cutoff(), cause));
  }
}
