package com.example.plugin;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;

// tag::contract[]
class SeasonalMedianContractTest extends ForecasterContract {
  @Override
  protected Forecaster subject() {
    return new SeasonalMedian();
  }
}
// end::contract[]
