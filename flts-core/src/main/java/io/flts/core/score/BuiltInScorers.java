package io.flts.core.score;

import io.flts.api.error.UnknownServiceException;
import io.flts.api.score.Scorer;
import java.util.List;

/**
 * The scorers of this module, for code that wants them without a catalog.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class BuiltInScorers {

  private BuiltInScorers() {}

  /** One of each in default configuration, composites left out; unmodifiable. */
  public static List<Scorer> all() {
    return List.of(
        new RootMeanSquaredError(),
        new MeanAbsoluteError(),
        new MeanSquaredError(),
        new MeanAbsolutePercentageError(),
        new SymmetricMeanAbsolutePercentageError(),
        new WeightedAbsolutePercentageError(),
        new MeanAbsoluteScaledError(),
        new RootMeanSquaredScaledError(),
        new OverallWeightedAverage(),
        new CoefficientOfDetermination(),
        new NormalizedRootMeanSquaredError(),
        new PinballLoss(),
        new WeightedQuantileLoss(),
        new ContinuousRankedProbabilityScore(),
        new Coverage(),
        new MeanScaledIntervalScore(),
        new WinklerScore());
  }

  /**
   * The scorer of a name.
   *
   * @throws UnknownServiceException where there is none; scorers of plug-ins are found by the
   *     catalog
   */
  public static Scorer get(String name) {
    return all().stream()
        .filter(scorer -> scorer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static UnknownServiceException unknown(String name) {
    List<String> names = all().stream().map(Scorer::name).sorted().toList();
    return new UnknownServiceException(
        "No built-in scorer named '" + name + "'. Available: " + String.join(", ", names) + ".");
  }
}
