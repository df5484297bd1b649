package io.flts.stat.naive;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;

class SeasonalNaiveContractTest extends ForecasterContract {
  @Override
  protected Forecaster subject() {
    return new SeasonalNaive();
  }
}
