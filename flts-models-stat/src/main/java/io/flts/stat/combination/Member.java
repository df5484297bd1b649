package io.flts.stat.combination;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.stat.arima.AutoArima;
import io.flts.stat.ets.Ces;
import io.flts.stat.ets.Ets;
import io.flts.stat.seasonal.MstlForecaster;
import io.flts.stat.seasonal.StlForecaster;
import io.flts.stat.theta.AutoTheta;
import io.flts.stat.theta.DynamicTheta;
import io.flts.stat.theta.Theta;
import java.util.List;
import java.util.Set;

/** The methods that can be combined, by name; all of them take a season. */
final class Member {
  static final List<String> USUAL = List.of("ets", "auto-arima", "dynamic-theta", "mstl");
  private static final List<String> ALL =
      List.of("ets", "ces", "auto-arima", "theta", "dynamic-theta", "auto-theta", "stl", "mstl");

  /** From two line fits to a search among many models that uses whatever time is left. */
  private static final List<String> QUICKEST_FIRST =
      List.of("theta", "dynamic-theta", "auto-theta", "stl", "mstl", "ets", "ces", "auto-arima");

  /** Without a season these are exponential smoothing once more. */
  private static final Set<String> SEASON_ONLY = Set.of("stl", "mstl");

  private Member() {}

  static void check(List<String> names) {
    for (String name : names) {
      if (!ALL.contains(name)) {
        throw new IllegalArgumentException(
            "Parameter 'members' names '"
                + name
                + "'; it may name "
                + String.join(", ", ALL)
                + ".");
      }
    }
    if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Parameter 'members' is " + names + "; it must name one method or more, each once.");
    }
  }

  /** Those of the names that add something to a series with this season. */
  static List<String> fitFor(List<String> names, int season) {
    List<String> others = names.stream().filter(name -> !SEASON_ONLY.contains(name)).toList();
    return season > 1 || others.isEmpty() ? names : others;
  }

  /** The same names in the order in which they should be fitted when time is short. */
  static List<String> quickestFirst(List<String> names) {
    return QUICKEST_FIRST.stream().filter(names::contains).toList();
  }

  /** The method with a season; 0 = from the frequency. */
  static Forecaster named(String name, int season) {
    Parameters parameters = Parameters.of("season", season);
    return switch (name) {
      case "ces" -> new Ces().with(parameters);
      case "auto-arima" -> new AutoArima().with(parameters);
      case "theta" -> new Theta().with(parameters);
      case "dynamic-theta" -> new DynamicTheta().with(parameters);
      case "auto-theta" -> new AutoTheta().with(parameters);
      case "stl" -> new StlForecaster().with(parameters);
      case "mstl" -> new MstlForecaster().with(parameters);
      default -> new Ets().with(parameters);
    };
  }
}
