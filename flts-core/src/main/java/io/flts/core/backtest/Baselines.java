package io.flts.core.backtest;

import io.flts.api.error.UnknownServiceException;
import io.flts.api.forecast.Capability;
import io.flts.api.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The simple forecasters that every leaderboard holds, so that no figure stands without something
 * to compare it with: {@code naive}, {@code seasonal-naive}, and {@code linear} where a candidate
 * learns from windows of lags.
 */
final class Baselines {
  static final String NAIVE = "naive";
  static final String SEASONAL_NAIVE = "seasonal-naive";
  static final String LINEAR = "linear";

  /** Parameters by which a model says that it learns from a window of lags. */
  private static final Set<String> WINDOW_PARAMETERS = Set.of("window", "lags", "input-length");

  private Baselines() {}

  /** The candidates and the baselines that are not among them yet. */
  static List<Candidate> complete(List<Candidate> candidates, Collection<Forecaster> available) {
    List<Candidate> all = new ArrayList<>(candidates);
    for (String name : required(candidates)) {
      if (all.stream().noneMatch(one -> one.label().equals(name))) {
        all.add(new Candidate(name, find(name, candidates, available)));
      }
    }
    return List.copyOf(all);
  }

  private static List<String> required(List<Candidate> candidates) {
    boolean windowed = candidates.stream().map(Candidate::forecaster).anyMatch(Baselines::windowed);
    return windowed ? List.of(NAIVE, SEASONAL_NAIVE, LINEAR) : List.of(NAIVE, SEASONAL_NAIVE);
  }

  private static boolean windowed(Forecaster forecaster) {
    return forecaster.capabilities().has(Capability.GLOBAL)
        || forecaster.parameters().specs().stream()
            .anyMatch(spec -> WINDOW_PARAMETERS.contains(spec.name()));
  }

  private static Forecaster find(
      String name, List<Candidate> candidates, Collection<Forecaster> available) {
    for (Candidate candidate : candidates) {
      if (candidate.forecaster().name().equals(name)) {
        return candidate.forecaster();
      }
    }
    for (Forecaster forecaster : available) {
      if (forecaster.name().equals(name)) {
        return forecaster;
      }
    }
    throw new UnknownServiceException(
        "A backtest always holds the baseline '"
            + name
            + "', but it is neither a candidate nor among the "
            + available.size()
            + " available forecasters. Put flts-models-stat on the class path and pass the catalog's"
            + " forecasters: builder.available(catalog.forecasters()).");
  }
}
