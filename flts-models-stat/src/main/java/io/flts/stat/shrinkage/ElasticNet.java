package io.flts.stat.shrinkage;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.TabularForecaster;
import io.flts.stat.tabular.TabularParameters;

/**
 * Elastic net on lags, rolling statistics, calendar, holidays, covariates and attributes: one
 * linear model for all series of a panel, in which many features have no part.
 *
 * <p>Features, several steps ahead, validation and intervals are those of {@link
 * TabularForecaster}. The penalty is chosen on the last part of the series unless it is given.
 *
 * @see <a href="https://doi.org/10.1111/j.1467-9868.2005.00503.x">Zou and Hastie, 2005,
 *     Regularization and variable selection via the elastic net</a>
 * @since 0.1.0
 */
public final class ElasticNet extends TabularForecaster {
  /** Mixing. */
  public static final ParameterSpec<Double> MIXING =
      ParameterSpec.real(
          "mixing", 0.5, 0.001, 1, "share of the penalty on absolute coefficients; 1 = lasso");

  /** Penalty. */
  public static final ParameterSpec<Double> PENALTY =
      ParameterSpec.real(
          "penalty",
          0,
          0,
          1,
          "penalty as a share of the one that leaves no feature; 0 = chosen on the validation part");

  /** The method with its defaults. */
  public ElasticNet() {
    this(ParameterSet.of(TabularParameters.and(MIXING, PENALTY)));
  }

  private ElasticNet(ParameterSet parameters) {
    super("elastic-net", parameters);
  }

  @Override
  protected TabularForecaster copy(ParameterSet changed) {
    return new ElasticNet(changed);
  }

  @Override
  protected RowLearner learner() {
    return new PenaltyPath(get(MIXING), get(PENALTY));
  }
}
