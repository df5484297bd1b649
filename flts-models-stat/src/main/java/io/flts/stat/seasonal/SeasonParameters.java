package io.flts.stat.seasonal;

import io.flts.api.parameter.ParameterSpec;

/** The parameters that both forecasters of this package share. */
final class SeasonParameters {
  static final ParameterSpec<Integer> SEASON =
      ParameterSpec.integer(
          "season", 0, 0, 1_000_000, "observations per season; 0 = from the frequency, 1 = none");
  static final ParameterSpec<Integer> WINDOW =
      ParameterSpec.integer(
          "seasonal-window",
          0,
          0,
          100_001,
          "span of the seasonal smoother in cycles, odd and at least 3; 0 = 11, and 4 more per further season");
  static final ParameterSpec<Boolean> ROBUST =
      ParameterSpec.flag("robust", false, "ignores outliers when smoothing");

  private SeasonParameters() {}

  static void checkWindow(int window) {
    if (window != 0 && (window < 3 || window % 2 == 0)) {
      throw new IllegalArgumentException(
          "Parameter 'seasonal-window' is " + window + "; it must be 0, or odd and at least 3.");
    }
  }
}
