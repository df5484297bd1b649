package io.flts.stat.combination;

import io.flts.api.forecast.Forecaster;
import io.flts.api.parameter.Parameters;
import io.flts.api.tck.ForecasterContract;
import java.util.List;

/** With the quick members: what ARIMA keeps, its own contract test shows. */
class CombinationContractTest extends ForecasterContract {
  @Override
  protected Forecaster subject() {
    return new Combination()
        .with(Parameters.of("members", List.of("ets", "dynamic-theta", "mstl")));
  }
}
