package io.flts.core.pipeline;

import io.flts.api.error.FltsException;
import io.flts.api.forecast.Deadline;
import io.flts.api.forecast.Forecast;
import io.flts.api.preprocess.FittedPreprocessor;
import io.flts.api.preprocess.Preprocessor;
import io.flts.api.series.FutureCovariates;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fitted preprocessors in the order in which they work. Immutable. */
record Stages(List<FittedPreprocessor> fitted) {

  Stages {
    fitted = List.copyOf(fitted);
  }

  /** Stages fitted to a panel, what they made of it, and the series that one of them refused. */
  record Training(Stages stages, Panel prepared, Map<String, FltsException> refused) {}

  /**
   * Fits the preprocessors one behind the other.
   *
   * @throws FltsException the first reason, where no series is left
   */
  static Training fit(List<Preprocessor> preprocessors, Panel raw, Deadline deadline) {
    List<FittedPreprocessor> fitted = new ArrayList<>();
    Map<String, FltsException> refused = new LinkedHashMap<>();
    Panel present = raw;
    for (Preprocessor preprocessor : preprocessors) {
      deadline.check("Fit of preprocessor '" + preprocessor.name() + "'");
      Step step;
      try {
        step = Step.of(preprocessor, present);
      } catch (FltsException e) {
        step = Step.of(preprocessor, acceptable(preprocessor, present, refused, e));
      }
      fitted.add(step.fitted());
      present = step.prepared();
    }
    return new Training(new Stages(fitted), present, refused);
  }

  private record Step(FittedPreprocessor fitted, Panel prepared) {
    static Step of(Preprocessor preprocessor, Panel panel) {
      FittedPreprocessor fitted = preprocessor.fit(panel);
      return new Step(fitted, fitted.transform(panel));
    }
  }

  /** Looks for the series that made a fit fail, so that they do not harm the others. */
  private static Panel acceptable(
      Preprocessor preprocessor,
      Panel panel,
      Map<String, FltsException> refused,
      FltsException failure) {
    List<TimeSeries> accepted = new ArrayList<>();
    for (TimeSeries series : panel) {
      try {
        Step.of(preprocessor, Panel.of(series));
        accepted.add(series);
      } catch (FltsException e) {
        refused.put(series.id(), e);
      }
    }
    if (accepted.isEmpty() || accepted.size() == panel.size()) {
      throw failure;
    }
    return Panel.of(accepted);
  }

  /** What every stage sees of a history; the last element is what the forecaster sees. */
  List<TimeSeries> prepare(TimeSeries raw) {
    List<TimeSeries> seen = new ArrayList<>();
    seen.add(raw);
    TimeSeries present = raw;
    for (FittedPreprocessor stage : fitted) {
      present = stage.transform(Panel.of(present)).get(0);
      seen.add(present);
    }
    return seen;
  }

  FutureCovariates prepareFuture(FutureCovariates raw) {
    FutureCovariates present = raw;
    for (FittedPreprocessor stage : fitted) {
      present = stage.transformFuture(present);
    }
    return present;
  }

  /** Brings back a forecast of a training series. */
  Forecast invert(Forecast prepared) {
    Forecast present = prepared;
    for (int stage = fitted.size() - 1; stage >= 0; stage--) {
      present = fitted.get(stage).invert(present);
    }
    return present;
  }

  /**
   * Brings back a forecast that continues other history.
   *
   * @param seen what {@link #prepare} gave for that history
   */
  Forecast invert(Forecast prepared, List<TimeSeries> seen) {
    Forecast present = prepared;
    for (int stage = fitted.size() - 1; stage >= 0; stage--) {
      present = fitted.get(stage).invert(present, seen.get(stage));
    }
    return present;
  }
}
