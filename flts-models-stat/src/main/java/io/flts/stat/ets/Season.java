package io.flts.stat.ets;

import io.flts.api.parameter.ParameterSpec;
import io.flts.api.series.TimeSeries;

/** The parameter {@code season}, the same for every seasonal method of this package. */
final class Season {

  static final ParameterSpec<Integer> LENGTH =
      ParameterSpec.integer(
          "season",
          0,
          0,
          100_000,
          "observations per season; 0 = the first usual one of the frequency, 1 = none");

  private Season() {}

  static int of(int parameter, TimeSeries series) {
    return parameter == 0 ? Math.max(1, series.frequency().season()) : parameter;
  }
}
