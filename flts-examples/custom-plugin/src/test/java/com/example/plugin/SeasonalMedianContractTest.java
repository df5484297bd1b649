package com.example.plugin;

import io.flts.api.forecast.Forecaster;
import io.flts.api.tck.ForecasterContract;

class SeasonalMedianContractTest extends ForecasterContract {
  @Override
  protected Forecaster subject() {
    return new SeasonalMedian();
  }
}
