package io.flts.stat.naive;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;

class MeanContractTest extends ForecasterContract {
  @Override
  protected Forecaster subject() {
    return new Mean();
  }
}
