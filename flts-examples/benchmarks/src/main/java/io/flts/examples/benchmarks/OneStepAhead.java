package io.flts.examples.benchmarks;

import io.flts.api.forecast.FittedForecaster;
import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.ForecastOutcome;
import io.flts.api.forecast.ForecastRequest;
import io.flts.api.forecast.Updatable;
import io.flts.api.series.Panel;
import io.flts.api.series.TimeSeries;
import java.util.Optional;

/** The errors of forecasts one step ahead from many origins, the fitted parameters kept. */
final class OneStepAhead {
  /**
   * How much history a model without cheap updates gets at every origin; several seasons of a day.
   */
  private static final int CONTEXT = 2000;

  private double squares;
  private double absolutes;
  private int count;
  private int failures;

  /**
   * Forecasts position {@code from} to {@code to - 1} of a series, each from all that came before.
   */
  static OneStepAhead over(FittedForecaster fitted, TimeSeries series, int from, int to) {
    OneStepAhead errors = new OneStepAhead();
    Optional<Updatable> first =
        from == trainedLength(fitted, series) ? fitted.power(Updatable.class) : Optional.empty();
    if (first.isPresent()) {
      errors.updating(fitted, series, from, to);
    } else {
      errors.overHistory(fitted, series, from, to, CONTEXT);
    }
    return errors;
  }

  /** The same, each forecast from the last {@code context} observations alone. */
  static OneStepAhead fromHistory(
      FittedForecaster fitted, TimeSeries series, int from, int to, int context) {
    OneStepAhead errors = new OneStepAhead();
    errors.overHistory(fitted, series, from, to, context);
    return errors;
  }

  /** Where the fitted model would go on by itself, or -1. */
  private static int trainedLength(FittedForecaster fitted, TimeSeries series) {
    String next =
        fitted.forecast(ForecastRequest.of(1)).outcome(series.id()) instanceof Forecast forecast
            ? forecast.index().label(0)
            : "";
    for (int t = 0; t < series.length(); t++) {
      if (series.index().label(t).equals(next)) {
        return t;
      }
    }
    return -1;
  }

  private void updating(FittedForecaster fitted, TimeSeries series, int from, int to) {
    FittedForecaster state = fitted;
    for (int origin = from; origin < to; origin++) {
      take(state.forecast(ForecastRequest.of(1)).outcome(series.id()), series.get(origin));
      Panel observed = Panel.of(series.slice(origin, origin + 1));
      state = state.power(Updatable.class).orElseThrow().append(observed);
    }
  }

  private void overHistory(
      FittedForecaster fitted, TimeSeries series, int from, int to, int context) {
    for (int origin = from; origin < to; origin++) {
      TimeSeries history = series.slice(Math.max(0, origin - context), origin);
      ForecastRequest request = ForecastRequest.of(1).withHistory(Panel.of(history));
      take(fitted.forecast(request).outcome(series.id()), series.get(origin));
    }
  }

  private void take(ForecastOutcome outcome, double actual) {
    if (!(outcome instanceof Forecast forecast)) {
      failures++;
      return;
    }
    double error = forecast.mean(0) - actual;
    if (!Double.isNaN(error)) {
      squares += error * error;
      absolutes += Math.abs(error);
      count++;
    }
  }

  double rmse() {
    return Math.sqrt(squares / count);
  }

  double mae() {
    return absolutes / count;
  }

  int failures() {
    return failures;
  }
}
