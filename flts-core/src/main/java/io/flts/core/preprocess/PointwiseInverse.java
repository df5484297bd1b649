package io.flts.core.preprocess;

import io.flts.api.forecast.Forecast;
import io.flts.api.forecast.Quantiles;
import java.util.function.DoubleUnaryOperator;

/** Brings forecasts back through an increasing function of single values. */
final class PointwiseInverse {

  private PointwiseInverse() {}

  /** Quantiles and paths through the function; the central line as given. */
  static Forecast of(Forecast prepared, double[] mean, DoubleUnaryOperator inverse) {
    return prepared.toBuilder()
        .mean(mean)
        .quantiles(
            Quantiles.of(
                prepared.quantiles().probabilities(),
                rows(prepared.quantiles().toArray(), inverse)))
        .paths(rows(prepared.paths(), inverse))
        .build();
  }

  /** All values through the function, which must be linear for the mean to stay one. */
  static Forecast linear(Forecast prepared, DoubleUnaryOperator inverse) {
    return of(prepared, row(prepared.mean(), inverse), inverse);
  }

  /** Changes an array in place and returns it. */
  static double[] row(double[] values, DoubleUnaryOperator function) {
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(values[i]);
    }
    return values;
  }

  private static double[][] rows(double[][] values, DoubleUnaryOperator function) {
    for (double[] row : values) {
      row(row, function);
    }
    return values;
  }
}
