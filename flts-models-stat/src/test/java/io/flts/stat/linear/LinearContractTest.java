package io.flts.stat.linear;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;

class LinearContractTest extends ForecasterContract {
  @Override
  protected Forecaster subject() {
    return new Linear();
  }
}
