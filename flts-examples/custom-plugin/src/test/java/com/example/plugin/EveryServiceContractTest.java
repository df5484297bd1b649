package com.example.plugin;

import io.flts.api.tck.ContractCoverage;

class EveryServiceContractTest extends ContractCoverage {

  @Override
  protected Class<?> moduleClass() {
    return SeasonalMedian.class;
  }
}
