package io.flts.core.backtest;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.score.ScoredCase;

/** One step of a case as a case by itself. */
final class SingleStep {

  private SingleStep() {}

  static ScoredCase of(ScoredCase one, int step) {
    ScoredCase single =
        ScoredCase.of(
            of(one.forecast(), step), new double[] {one.actual(step)}, one.history(), one.season());
    Forecast reference = one.reference();
    return reference == null ? single : single.withReference(of(reference, step));
  }

  private static Forecast of(Forecast forecast, int step) {
    Quantiles all = forecast.quantiles();
    double[][] values = new double[all.size()][];
    for (int k = 0; k < values.length; k++) {
      values[k] = new double[] {all.get(k, step)};
    }
    return Forecast.builder(
            forecast.seriesId(),
            forecast.index().slice(step, step + 1),
            new double[] {forecast.mean(step)})
        .point(forecast.point())
        .quantiles(Quantiles.of(all.probabilities(), values))
        .producer(forecast.producer())
        .build();
  }
}
