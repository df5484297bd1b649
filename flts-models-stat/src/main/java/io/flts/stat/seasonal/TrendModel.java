package io.flts.stat.seasonal;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.ParameterSpec;
import io.flts.api.parameter.Parameters;
import io.flts.stat.arima.AutoArima;
import io.flts.stat.ets.Ets;
import io.flts.stat.naive.Drift;
import io.flts.stat.naive.Naive;
import io.flts.stat.theta.Theta;
import java.util.List;

/** The methods that can forecast a series without seasons, by name. */
final class TrendModel {
  static final ParameterSpec<String> SPEC =
      ParameterSpec.choice(
          "trend",
          "ets",
          List.of("ets", "auto-arima", "theta", "naive", "drift"),
          "what forecasts the seasonally adjusted series");

  private TrendModel() {}

  static Forecaster named(String name) {
    Parameters none = Parameters.of("season", 1);
    return switch (name) {
      case "auto-arima" -> new AutoArima().with(none);
      case "theta" -> new Theta().with(none);
      case "naive" -> new Naive();
      case "drift" -> new Drift();
      default -> new Ets().with(none.and("model", "ZZN"));
    };
  }
}
