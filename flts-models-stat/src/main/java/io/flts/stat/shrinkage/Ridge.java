package io.flts.stat.shrinkage;

import io.flts.api.parameter.ParameterSet;
import io.flts.api.parameter.ParameterSpec;
import io.flts.stat.tabular.RowLearner;
import io.flts.stat.tabular.TabularForecaster;
import io.flts.stat.tabular.TabularParameters;

/**
 * Ridge regression on lags, rolling statistics, calendar, holidays, covariates and attributes: one
 * linear model for all series of a panel.
 *
 * <p>Features, several steps ahead, validation and intervals are those of {@link
 * TabularForecaster}. The penalty is chosen on the last part of the series unless it is given.
 *
 * @since 0.1.0
 */
public final class Ridge extends TabularForecaster {
  /** Penalty. */
  public static final ParameterSpec<Double> PENALTY =
      ParameterSpec.real(
          "penalty",
          0,
          0,
          1e9,
          "penalty per row on squared coefficients of standardised features; 0 = chosen on the"
              + " validation part");

  /** The method with its defaults. */
  public Ridge() {
    this(ParameterSet.of(TabularParameters.and(PENALTY)));
  }

  private Ridge(ParameterSet parameters) {
    super("ridge", parameters);
  }

  @Override
  protected TabularForecaster copy(ParameterSet changed) {
    return new Ridge(changed);
  }

  @Override
  protected RowLearner learner() {
    return new RidgePath(get(PENALTY));
  }
}
