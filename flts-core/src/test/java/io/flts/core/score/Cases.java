package io.flts.core.score;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import io.flts.api.score.ScoredCase;
import io.flts.api.series.TimeIndex;
import java.util.Arrays;

/** Small scored cases for tests. */
final class Cases {
  static final double[] HISTORY = {1, 3, 2, 6};

  private Cases() {}

  static ScoredCase of(String id, double[] mean, double... actuals) {
    return ScoredCase.of(forecast(id, mean), actuals, HISTORY, 1);
  }

  static Forecast forecast(String id, double... mean) {
    return Forecast.builder(id, TimeIndex.ofSteps(5, mean.length), mean).build();
  }

  /** Quantiles that are the same at every step. */
  static ScoredCase quantiles(double[] probabilities, double[] values, double... actuals) {
    double[][] rows = new double[probabilities.length][actuals.length];
    for (int k = 0; k < rows.length; k++) {
      Arrays.fill(rows[k], values[k]);
    }
    Forecast forecast =
        Forecast.builder("q", TimeIndex.ofSteps(5, actuals.length), new double[actuals.length])
            .quantiles(Quantiles.of(probabilities, rows))
            .build();
    return ScoredCase.of(forecast, actuals, HISTORY, 1);
  }
}
