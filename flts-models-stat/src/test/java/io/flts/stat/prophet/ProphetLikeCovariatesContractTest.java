package io.flts.stat.prophet;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;

/** The multiplicative model with every future covariate as a regressor. */
class ProphetLikeCovariatesContractTest extends ForecasterContract {

  @Override
  protected Forecaster subject() {
    return new ProphetLike()
        .with(Parameters.of("regressors", "*", "seasonality-mode", "multiplicative"));
  }
}
