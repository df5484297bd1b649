package io.flts.core.score;

import io.flts.api.forecast.Forecast;
import io.flts.api.parameter.ParameterSet;
import io.flts.api.score.ScoredCase;
import io.flts.api.score.ScoringContext;

/**
 * OWA as in the M4 competition: {@code (sMAPE / sMAPE_ref + MASE / MASE_ref) / 2}, where each of
 * the four is averaged over the cases first, and {@code ref} is the reference forecast of the cases
 * (in M4: Naive2).
 *
 * <p>{@code NaN} where any case has no reference, or where the reference is perfect. Cases whose
 * MASE is not defined are left out of both MASEs.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2019.04.014">Makridakis, Spiliotis and
 *     Assimakopoulos (2020), The M4 Competition</a>
 *     <p>Immutable and thread-safe.
 * @since 0.1.0
 */
public final class OverallWeightedAverage extends CoreScorer {

  /** The scorer; it has no parameters. */
  public OverallWeightedAverage() {
    super("owa", Direction.LOWER_IS_BETTER, false, ParameterSet.empty());
  }

  @Override
  public double score(ScoringContext context) {
    double percentage =
        CaseAverage.of(context, SymmetricMeanAbsolutePercentageError::ofCase)
            / CaseAverage.of(context, OverallWeightedAverage::referencePercentage);
    double scaled =
        CaseAverage.of(context, one -> MeanAbsoluteScaledError.ofCase(one, one.forecast()))
            / CaseAverage.of(context, OverallWeightedAverage::referenceScaled);
    boolean defined =
        context.cases().stream().allMatch(one -> one.reference() != null)
            && Double.isFinite(percentage)
            && Double.isFinite(scaled);
    return defined ? (percentage + scaled) / 2 : Double.NaN;
  }

  private static double referencePercentage(ScoredCase one) {
    Forecast reference = one.reference();
    return reference == null
        ? Double.NaN
        : SymmetricMeanAbsolutePercentageError.ofCase(one, reference);
  }

  private static double referenceScaled(ScoredCase one) {
    Forecast reference = one.reference();
    return reference == null ? Double.NaN : MeanAbsoluteScaledError.ofCase(one, reference);
  }
}
